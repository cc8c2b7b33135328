"""What the commits of a branch claim: who wrote them, and the trailers of their messages.

Claims only ever make a judgement stricter. Who may decide, and who did, the git host knows alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.tree.private import PrivateRepository

MOST_COMMITS = 1_000
"""How many commits of a branch are read."""

_FIELDS = ("%H", "%T", "%P", "%an", "%ae", "%cn", "%ce", "%B")
_TRAILER = re.compile(r"(?P<key>[A-Za-z][A-Za-z-]*): *(?P<value>\S.*)")
_PERSON = re.compile(r"(?P<name>[^<]*?) *<(?P<email>[^>]*)>")
_MOST_MERGES = 50
_CO_AUTHOR = "co-authored-by"


@dataclass(frozen=True, slots=True)
class Branch:
    """What the commits of a branch claim.

    Attributes:
        people: Names and e-mail addresses of authors, committers and co-authors, in lower case.
        trailers: The trailers of all messages, the latest commit first: key in lower case, and value.
        complete: Whether all its commits were read.
    """

    people: frozenset[str]
    trailers: tuple[tuple[str, str], ...]
    complete: bool

    def claims(self, key: str) -> tuple[str, ...]:
        """The values of a trailer, the latest commit's first."""
        return tuple(value for name, value in self.trailers if name == key.lower())


def branch(repository: PrivateRepository, target: str, head: str) -> Branch:
    """What the commits of a branch claim that the target does not have.

    A merge that adds nothing of its own (the target merged into the branch, without a conflict) makes nobody
    an author; one that does is a commit as any other.

    Args:
        repository: Where the objects are.
        target: Full id of the commit at the target's tip.
        head: Full id of the commit that is proposed.
    """
    form = "%x00".join(_FIELDS) + "%x00"
    limit = f"--max-count={MOST_COMMITS + 1}"
    told = repository.run("log", limit, "--no-color", f"--format=tformat:{form}", head, f"^{target}", "--")[1]
    parts = told.decode("utf-8", "replace").split("\0")
    commits = [parts[start : start + len(_FIELDS)] for start in range(0, len(parts) - 1, len(_FIELDS))]
    people: set[str] = set()
    trailers: list[tuple[str, str]] = []
    merges = 0
    for _, tree, parents, *names, message in commits[:MOST_COMMITS]:
        merges += " " in parents
        if (
            " " not in parents
            or merges > _MOST_MERGES
            or not _adds_nothing(repository, tree, parents.split())
        ):
            people.update(name.strip().lower() for name in names)
        found = list(_trailers(message))
        trailers += found
        for key, value in found:
            person = _PERSON.fullmatch(value) if key == _CO_AUTHOR else None
            if person is not None:
                people |= {person["name"].strip().lower(), person["email"].strip().lower()}
    return Branch(frozenset(people - {""}), tuple(trailers), len(commits) <= MOST_COMMITS)


def _adds_nothing(repository: PrivateRepository, tree: str, parents: list[str]) -> bool:
    """Whether a merge holds exactly what merging its parents gives."""
    if len(parents) != 2:
        return False
    code, told = repository.run("merge-tree", "--write-tree", "--no-messages", *parents, accepted=(0, 1))
    return code == 0 and told.decode("ascii", "replace").strip() == tree


def _trailers(message: str) -> Iterator[tuple[str, str]]:
    """The trailers in the last paragraph of a message."""
    for line in message.strip().rpartition("\n\n")[2].splitlines():
        found = _TRAILER.fullmatch(line.strip())
        if found is not None:
            yield found["key"].lower(), found["value"].strip()
