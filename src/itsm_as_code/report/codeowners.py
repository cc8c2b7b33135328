"""CODEOWNERS: whom a git host asks to look at a change of a file, in each host's own syntax.

GitHub follows gitignore, but for ranges, negation and an escaped `#`; the last rule that matches a file
counts (docs.github.com: About code owners). GitLab matches as Ruby's `File.fnmatch` does; the last rule of
each section counts, and each section asks for an approval of its own, so there is but one, without a name
(docs.gitlab.com: Code Owners syntax). Gitea and Forgejo match regular expressions of Go against the whole
path, and every rule that matches counts (docs.gitea.com: Code Owners).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from itsm_as_code.errors import UserError
from itsm_as_code.text import all_of, any_of, printable
from itsm_as_code.transition.routing import Reach, Routing, Rule

_LIMIT = 3_000_000
"""Bytes that GitHub's file has to stay below (3 MB); a larger one is not read."""

_SEGMENT = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"


@dataclass(frozen=True, slots=True)
class Host:
    """How a git host wants to be told.

    Attributes:
        name: What people call it.
        file: Where the file lies, from the top of the repository.
        before: Files that it reads instead where they are there.
        pattern: The pattern for a rule.
        team: What the handle of a team is like, without `@`.
        reading: How it reads the file, as sentences of the head.
        limit: Bytes that the file has to stay below, where there is a limit.
    """

    name: str
    file: str
    before: tuple[str, ...]
    pattern: Callable[[Rule], str]
    team: str
    reading: tuple[str, ...]
    limit: int | None = None

    def team_of(self, directory: str) -> str | None:
        """The handle of the team that the `directory` of a team names; `None` where it names none."""
        handle = directory.removeprefix("@")
        return handle if re.fullmatch(self.team, handle, re.ASCII) else None


def _github(rule: Rule) -> str:
    """A pattern as gitignore has it; `?` stands for a character that cannot be written."""
    path = re.sub(r"[^\S ]|[\x00-\x1f\x7f#!*?\[\]\\]", "?", rule.path).replace(" ", "\\ ")
    return path if rule.reach is Reach.NAME else f"/{path}"


def _gitlab(rule: Rule) -> str:
    """A pattern as `File.fnmatch` has it."""
    path = re.sub(r"([*?\[\]\\])", r"\\\1", rule.path)
    path = re.sub(r"[^\S ]|[\x00-\x1f\x7f]", "?", path).replace(" ", "\\ ")
    return path if rule.reach is Reach.NAME else f"/{path}"


def _gitea(rule: Rule) -> str:
    """A regular expression for the whole path, in which `#`, spaces and backslashes are escaped again."""
    path = re.sub(r"([!.+*?()|\[\]{}^$\\])", r"\\\1", rule.path)
    path = re.sub(r"[^\S ]|[\x00-\x1f\x7f]", lambda found: f"\\x{{{ord(found[0]):x}}}", path)
    if rule.reach is Reach.FOLDER:
        path = f"{path}.*"
    elif rule.reach is Reach.NAME:
        path = f"(.*/)?{path}"
    return re.sub(r"([\\# ])", r"\\\1", path)


HOSTS = {
    "github": Host(
        "GitHub",
        ".github/CODEOWNERS",
        (),
        _github,
        f"{_SEGMENT}/{_SEGMENT}",
        (
            "Of the rules that match a file, the last one counts.",
            "Only people and teams with write access to the repository are asked.",
        ),
        _LIMIT,
    ),
    "gitlab": Host(
        "GitLab",
        ".gitlab/CODEOWNERS",
        ("CODEOWNERS", "docs/CODEOWNERS"),
        _gitlab,
        f"{_SEGMENT}(?:/{_SEGMENT})*",
        (
            "Of the rules that match a file, the last one counts.",
            "Only members of the project, and groups that were invited to it, are asked.",
        ),
    ),
    "gitea": Host(
        "Gitea",
        ".gitea/CODEOWNERS",
        ("CODEOWNERS", "docs/CODEOWNERS"),
        _gitea,
        f"{_SEGMENT}/{_SEGMENT}",
        (
            "Every rule that matches a file counts.",
            "People and teams need access to the repository to be asked.",
        ),
    ),
}
"""The hosts, by the words of `gate.host`."""


def render(routing: Routing, host: str) -> str:
    """The whole file.

    Args:
        routing: Whom to ask about which files.
        host: One of `HOSTS`.

    Raises:
        UserError: When the file is larger than the host reads.
    """
    form = HOSTS[host]
    text = "".join(f"{line}\n" for line in _lines(routing, host, form))
    size = len(text.encode("utf-8", "replace"))
    if form.limit is not None and size >= form.limit:
        raise UserError(
            f"The file would have {size:,} bytes; {form.name} reads fewer than {form.limit:,}.",
            "Keep the files of one owner in a folder of their own: then one rule stands for all of them.",
        )
    return text


def _lines(routing: Routing, host: str, form: Host) -> Iterator[str]:
    yield f"# Generated from the owners in the catalogue by 'itsm codeowners --host {host}'; do not edit it."
    yield "# When owners, roles or teams change, run that again; with --check it says whether that is needed."
    yield f"# It only says whom {form.name} asks for a review. The required check, 'itsm plan', decides."
    for sentence in form.reading:
        yield f"# {sentence}"
    if routing.entities:
        yield from ("", "# The catalogue and the policies")
        yield from _rules(routing.entities, form)
    if routing.gate:
        yield from ("", "# What the gate rests on")
        yield from _rules(routing.gate, form)
    if routing.unrouted:
        yield from ("", "# Without an account on the host, and so not asked:")
        for who, what in unrouted(routing):
            yield f"#   {who}, about {what}"


def _rules(rules: Iterable[Rule], form: Host) -> Iterator[str]:
    for rule in rules:
        yield " ".join([form.pattern(rule), *(f"@{owner}" for owner in rule.owners)])


def unrouted(routing: Routing) -> list[tuple[str, str]]:
    """Who should be asked and has no account, and what about, in words."""
    return [
        (printable(any_of(each.authorities)), printable(all_of(each.subjects))) for each in routing.unrouted
    ]
