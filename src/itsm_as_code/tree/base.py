"""What every tree offers: paths with their types, and bytes."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from itsm_as_code.errors import ReadError

READ_LIMIT: Final = 16 * 1024 * 1024
"""Most bytes that `read` returns unless told otherwise."""
OUTSIDE: Final = "it leads out of the repository"
"""Why a path such as `../x` or `/x` is not read."""


class EntryType(enum.Enum):
    """What stands at a path."""

    FILE = "file"
    SYMLINK = "symbolic link"
    SUBMODULE = "submodule"
    OTHER = "other"
    """A named pipe, socket or device, or a folder that cannot be listed; never opened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a tree.

    Attributes:
        path: Relative to the tree's root, with forward slashes. Bytes of a name that are not UTF-8 appear
            as surrogate escapes (PEP 383); `text.printable` makes them fit to show.
        type: What stands there.
        oid: The git object id of the content, where it is known without reading: equal ids mean equal
            bytes, in whatever revision.
        size: Length in bytes, where it is known without reading.
    """

    path: str
    type: EntryType
    oid: str | None = None
    size: int | None = None


class TooLargeError(ReadError):
    """A file with more bytes than its reader admits.

    Attributes:
        size: The file's length in bytes.
        limit: The most that would have been read.
    """

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(path, "too large")
        self.size = size
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Departure:
    """A step in which a file went.

    Attributes:
        content: What the file held before.
        arrivals: The files that came into its folder in the same step, by path, with their content.
        commit: The id of the step; `None` while it is not committed.
        date: When it was authored, as the commit claims: ISO 8601 with the author's offset; else empty.
    """

    content: bytes
    arrivals: Mapping[str, bytes]
    commit: str | None = None
    date: str = ""


class History(Protocol):
    """What is known of a tree's past."""

    def departure(self, path: str) -> Departure | None:
        """The last step in which the file at a path went; `None` when none is known, or it is there."""


class Tree(Protocol):
    """Files under paths: a working directory, a git revision, or memory."""

    @property
    def name(self) -> str:
        """What people call it, such as `working directory` or `main (1a2b3c4)`."""

    @property
    def history(self) -> History | None:
        """What is known of its past; `None` where it has none."""

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """Everything that is not a folder, sorted by path.

        Symbolic links are entries and are never followed; `.git` is left out; nothing else is.

        Args:
            under: Folders or files to keep to; everything when empty. What does not exist adds nothing.
        """

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """The bytes of one regular file.

        Raises:
            ReadError: When there is no such file, or it cannot or must not be read.
        """

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """The bytes of each file, or why they cannot be had, in the order asked for.

        A file with more than `limit` bytes gives a `TooLargeError` and is not read.
        """


def within(path: str, under: Sequence[str]) -> bool:
    """Whether `path` is one of the folders or files `under`, or lies below one."""
    return not under or any(path == root or path.startswith(f"{root}/") for root in under)


def selected(entries: Iterable[Entry], under: Sequence[str]) -> list[Entry]:
    """The entries within `under`, and the links that stand in the way to one of its folders."""
    if not under:
        return list(entries)
    return [
        entry
        for entry in entries
        if within(entry.path, under)
        or (entry.type is not EntryType.FILE and any(within(root, (entry.path,)) for root in under))
    ]


def refusal(path: str, entry: Entry | None, entries: Iterable[Entry]) -> ReadError:
    """Why `path` cannot be read as a file, given what a tree has there and elsewhere."""
    if entry is not None:
        kind = entry.type
        return ReadError(
            path, "it is no regular file" if kind is EntryType.OTHER else f"it is a {kind.value}"
        )
    for other in entries:
        if other.type is EntryType.SYMLINK and path.startswith(f"{other.path}/"):
            return ReadError(path, f"{other.path} is a symbolic link")
        if other.path.startswith(f"{path}/"):
            return ReadError(path, "it is a folder")
    return ReadError(path, "there is no such file")


def roots_of(under: Sequence[str]) -> tuple[str, ...]:
    """The folders and files asked for, tidied; empty when the whole tree is meant.

    Raises:
        ReadError: For a path that leads out of the tree.
    """
    tidy = {tidied(path) for path in under}
    return () if "" in tidy else tuple(sorted(tidy))


def tidied(path: str) -> str:
    """A path without empty and `.` parts; `""` for the root.

    Raises:
        ReadError: When it is absolute, leads out of the tree or contains a NUL.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    foreign = os.name == "nt" and ("\\" in path or ":" in path)
    if path.startswith("/") or ".." in parts or "\0" in path or foreign:
        raise ReadError(path, OUTSIDE)
    return "/".join(parts)
