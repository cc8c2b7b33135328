"""Branches and commits as people speak of them, for display and records alone.

Who wrote a commit and when is the commit's own claim: nothing is decided by it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.tree import git

_PERSON = re.compile(
    r"(?P<name>[^<\n]*?) ?<(?P<email>[^>\n]*)> "
    r"(?P<seconds>-?\d{1,12}) (?P<sign>[-+])(?P<hours>\d\d)(?P<minutes>\d\d)"
)


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit says of itself.

    Attributes:
        id: Full object id.
        subject: First line of the message.
        body: The rest of the message, without the blank line between.
        author: The author's name, as the commit claims.
        email: The author's address, as the commit claims.
        date: When it was authored, as the commit claims: ISO 8601 with the author's offset, to the second;
            empty when the claim makes no sense.
        parents: Ids of its parents, first parent first.
    """

    id: str
    subject: str
    body: str
    author: str
    email: str
    date: str
    parents: tuple[str, ...]


def commit_info(repository: Path, revision: str) -> Commit:
    """What the commit that `revision` names says of itself; no mail map and no replacement counts.

    Raises:
        GitError: When it names none.
    """
    oid = git.resolve(repository, revision)
    head, _, message = git.read_commit(repository, oid).partition(b"\n\n")
    encoding = next((line[9:] for line in head.split(b"\n") if line.startswith(b"encoding ")), b"utf-8")
    fields = [line.partition(" ")[::2] for line in _decoded(head, encoding).split("\n")]
    author = next((value for name, value in fields if name == "author"), "")
    person = _PERSON.fullmatch(author)
    subject, _, body = _decoded(message, encoding).strip().partition("\n")
    return Commit(
        id=oid,
        subject=subject.strip(),
        body=body.strip(),
        author=person["name"] if person else author,
        email=person["email"] if person else "",
        date=_date(person) if person else "",
        parents=tuple(value for name, value in fields if name == "parent"),
    )


def current_branch(repository: Path) -> str | None:
    """The branch that is checked out; `None` when a commit is (a detached head).

    Raises:
        GitError: When there is no repository.
    """
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo

    try:
        with Repo(repository, search_parent_directories=True) as repo:
            return None if repo.head.is_detached else repo.active_branch.name
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise git.no_repository(repository) from error


def _decoded(data: bytes, encoding: bytes) -> str:
    try:
        return data.decode(encoding.decode("ascii"), "replace")
    except (LookupError, UnicodeDecodeError, ValueError):
        return data.decode("utf-8", "replace")


def _date(person: re.Match[str]) -> str:
    offset = dt.timedelta(hours=int(person["hours"]), minutes=int(person["minutes"]))
    try:
        zone = dt.timezone(-offset if person["sign"] == "-" else offset)
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(person["seconds"]))
        return moment.astimezone(zone).isoformat()
    except (OverflowError, ValueError):
        return ""
