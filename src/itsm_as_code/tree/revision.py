"""The files of a commit, read from git's objects: no checkout, no filter, no attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import git, objects
from itsm_as_code.tree.base import (
    OUTSIDE,
    READ_LIMIT,
    Entry,
    EntryType,
    History,
    TooLargeError,
    refusal,
    roots_of,
    selected,
    tidied,
)

_MOST_ARGUMENTS = 100
"""Paths that one command line surely holds, on every system."""

_TYPES = {"120000": EntryType.SYMLINK, "160000": EntryType.SUBMODULE}


class RevisionTree:
    """The tree of one commit.

    Args:
        repository: Any folder of the repository.
        revision: A branch, a tag, a commit id or any other name that git understands.
        prefix: The folder of the repository that is the tree's root; `""` for the top.
        commit: The full id that the revision stands for, where that is known.

    Attributes:
        commit: The full id of the commit.

    Raises:
        GitError: When there is no such revision or no repository.
    """

    def __init__(
        self, repository: Path, revision: str, prefix: str = "", *, commit: str | None = None
    ) -> None:
        self.repository = repository
        self.commit = commit or git.resolve(repository, revision)
        self.prefix = f"{tidied(prefix)}/" if tidied(prefix) else ""
        short = self.commit[:7]
        self.name = short if self.commit.startswith(revision) else f"{revision} ({short})"
        self._listings: dict[tuple[str, ...], list[Entry]] = {}
        self._known: dict[str, Entry] = {}

    @property
    def history(self) -> History:
        """See `Tree.history`: that of the commit."""
        from itsm_as_code.tree.departures import GitHistory

        return GitHistory(self.repository, self.commit, self.prefix)

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`. Every entry has its `oid`; sizes are not known without reading."""
        roots = roots_of(under)
        if roots not in self._listings:
            entries = self._list(roots)
            self._listings[roots] = entries
            self._known.update((entry.path, entry) for entry in entries)
        return list(self._listings[roots])

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        for _, data in self.read_many((path,), limit):
            if isinstance(data, ReadError):
                raise data
            return data
        raise AssertionError  # pragma: no cover (read_many answers every path)

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """See `Tree.read_many`. Memory holds one file at a time."""
        places = [_place(path) for path in paths]
        self._find(places)
        found = [self._known.get(place) if place is not None else None for place in places]
        oids = [
            entry.oid for entry in found if entry is not None and entry.type is EntryType.FILE and entry.oid
        ]
        with closing(objects.read_blobs(self.repository, oids, limit)) as contents:
            for path, place, entry in zip(paths, places, found, strict=True):
                if place is None:
                    yield path, ReadError(path, OUTSIDE)
                elif entry is None or entry.type is not EntryType.FILE:
                    yield path, refusal(path, entry, self.entries((place,)))
                else:
                    yield path, _answer(path, next(contents), limit)

    def _find(self, places: Sequence[str | None]) -> None:
        """Learn what stands at `places`, where that is not known yet."""
        unknown = [place for place in places if place is not None and place not in self._known]
        if unknown:
            self.entries(unknown if len(unknown) <= _MOST_ARGUMENTS else ())

    def _list(self, roots: tuple[str, ...]) -> list[Entry]:
        wanted = [(self.prefix + root).rstrip("/") for root in roots or ("",)]
        listed = git.list_tree(self.repository, self.commit, [path for path in wanted if path])
        entries = self._entries(listed)
        above = {
            "/".join(path.split("/")[:length])
            for path in wanted
            if "/" in path
            and not any(line.path == path or line.path.startswith(f"{path}/") for line in listed)
            for length in range(self.prefix.count("/") + 1, path.count("/") + 1)
        }
        if above:
            listed = git.list_tree(self.repository, self.commit, sorted(above), deep=False)
            entries += self._entries([line for line in listed if line.mode in _TYPES])
        return selected(sorted(entries, key=lambda entry: entry.path), roots)

    def _entries(self, listed: Sequence[git.Listed]) -> list[Entry]:
        entries: dict[str, Entry] = {}
        for line in listed:
            if not line.path.startswith(self.prefix):
                continue
            path = line.path[len(self.prefix) :]
            kind = _TYPES.get(line.mode, EntryType.FILE)
            if path in entries or _place(path) != path:
                kind = EntryType.OTHER  # no honest git writes such a tree
            entries[path] = Entry(path, kind, line.oid)
        return list(entries.values())


def _answer(path: str, content: bytes | int | None, limit: int) -> bytes | ReadError:
    if content is None:
        return ReadError(path, "its git object is missing or damaged")
    return TooLargeError(path, content, limit) if isinstance(content, int) else content


def _place(path: str) -> str | None:
    """The path as listings have it; `None` when it leads out of the tree."""
    try:
        return tidied(path)
    except ReadError:
        return None
