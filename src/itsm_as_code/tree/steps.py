"""What the main line of a repository changed, step by step.

A step is a commit of the main line: a merge counts once, as what it brought in. Only objects are read, some
six processes of git however long the history is: commits first, then the trees that differ, level by level.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.tree import git, objects
from itsm_as_code.tree.base import tidied

MOST_STEPS = 500
"""How far back the main line is followed, in steps that changed something that was asked for."""

_COMMITTED = re.compile(rb"^committer .*> (-?[0-9]{1,12}) ([-+])([0-9]{2})([0-9]{2})$", re.MULTILINE)
_TREE = re.compile(rb"tree ([0-9a-f]{40}(?:[0-9a-f]{24})?)\n")
_FOLDER, _FILES = b"40000", frozenset({b"100644", b"100755"})

_Ids = Mapping[str, tuple[bytes, str]]
"""What is in a folder: name to mode and object id."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the main line.

    Attributes:
        commit: Its id.
        day: The day on which it was committed, as it claims, in the committer's own time zone.
        files: The files that it changed, by path, each with its object ids before and after; `None` where
            there was or is no file.
    """

    commit: str
    day: dt.date
    files: Mapping[str, tuple[str | None, str | None]]


def steps(
    repository: Path, commit: str, prefix: str, folders: Sequence[str], most: int = MOST_STEPS
) -> list[Step]:
    """The steps of the main line that changed something in some folders, the latest first.

    A clone without its whole history has none: what came before its first commit cannot be told from what
    that commit brought.

    Args:
        repository: The top folder of the repository.
        commit: The full id of the commit at which the main line ends.
        prefix: The folder that paths start from, relative to the top; `""` for the top.
        folders: Folders and files to keep to, relative to the prefix.
        most: How many steps at most.

    Raises:
        GitError: When the repository cannot be read.
    """
    if git.is_shallow(repository):
        return []
    top = f"{tidied(prefix)}/" if tidied(prefix) else ""
    wanted = [f"{top}{tidied(folder)}" for folder in folders]
    commits = git.main_line(repository, commit, wanted, most + 1)
    heads = [_head(content) for content in objects.read_objects(repository, commits, "commit")]
    if len(commits) <= most:
        heads.append(("", dt.date.min))  # before the first commit there was nothing
    roots = [tree for tree, _ in heads]
    found: list[dict[str, tuple[str | None, str | None]]] = [{} for _ in roots[1:]]
    for number, path, ids in _differences(repository, roots, wanted):
        found[number][path[len(top) :]] = ids
    told = zip(commits, heads, found, strict=False)
    return [Step(commit, day, dict(sorted(files.items()))) for commit, (_, day), files in told]


def contents(repository: Path, oids: Iterable[str], limit: int) -> dict[str, bytes]:
    """The content of some files by object id, without those that are missing or larger than a limit.

    Args:
        repository: The top folder of the repository.
        oids: The object ids.
        limit: The most bytes of a file.
    """
    wanted = list(dict.fromkeys(oids))
    read = objects.read_blobs(repository, wanted, limit)
    return {oid: data for oid, data in zip(wanted, read, strict=True) if isinstance(data, bytes)}


def _head(content: bytes | None) -> tuple[str, dt.date]:
    """The id of a commit's tree, and the day on which it was committed."""
    tree, when = _TREE.match(content or b""), _COMMITTED.search(content or b"")
    day = dt.date.min
    if when:
        minutes = int(when[3]) * 60 + int(when[4])
        offset = dt.timedelta(minutes=-minutes if when[2] == b"-" else minutes)
        try:
            day = (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(when[1])) + offset).date()
        except OverflowError:
            day = dt.date.min
    return (tree[1].decode("ascii") if tree else "", day)


def _differences(
    repository: Path, roots: Sequence[str], wanted: Sequence[str]
) -> Iterator[tuple[int, str, tuple[str | None, str | None]]]:
    """The files that differ between each tree and the one after it, as number of the pair, path and ids."""
    known: dict[str, _Ids] = {"": {}}
    pairs = [(number, "", roots[number + 1], roots[number]) for number in range(len(roots) - 1)]
    while pairs:
        asked = sorted({tree for _, _, *trees in pairs for tree in trees} - known.keys())
        size = len(next((root for root in roots if root), "")) // 2
        for oid, content in zip(asked, objects.read_objects(repository, asked, "tree"), strict=True):
            known[oid] = dict(_entries(content or b"", size))
        below = []
        for number, path, before, after in pairs:
            for name, old, new in _entries_that_differ(known[before], known[after]):
                place = f"{path}{name}"
                if not _wanted(place, wanted):
                    continue
                folders = [ids[1] if ids[0] == _FOLDER else "" for ids in (old, new)]
                if any(folders):
                    below.append((number, f"{place}/", folders[0], folders[1]))
                files = tuple(ids[1] if ids[0] in _FILES else None for ids in (old, new))
                if files[0] != files[1]:
                    yield number, place, (files[0], files[1])
        pairs = below


def _entries_that_differ(
    before: _Ids, after: _Ids
) -> Iterator[tuple[str, tuple[bytes, str], tuple[bytes, str]]]:
    nothing = (b"", "")
    for name in sorted({*before, *after}):
        old, new = before.get(name, nothing), after.get(name, nothing)
        if old != new:
            yield name, old, new


def _wanted(place: str, wanted: Sequence[str]) -> bool:
    """Whether a path is asked for, or lies on the way to something that is."""
    return any(
        place == each or place.startswith(f"{each}/") or each.startswith(f"{place}/") for each in wanted
    )


def _entries(content: bytes, size: int) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """What a tree object holds: name, and mode with object id."""
    place = 0
    while place < len(content):
        space, end = content.find(b" ", place), content.find(b"\0", place)
        if not place < space < end:
            return  # damaged: nothing that follows can be told
        oid = content[end + 1 : end + 1 + size].hex()
        yield content[space + 1 : end].decode("utf-8", "surrogateescape"), (content[place:space], oid)
        place = end + 1 + size
