"""The files as they lie on disk, committed or not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from itsm_as_code.errors import ReadError
from itsm_as_code.tree.base import (
    READ_LIMIT,
    Entry,
    EntryType,
    History,
    TooLargeError,
    roots_of,
    tidied,
)

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "it is a symbolic link",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


class WorkingTree:
    """A folder on disk.

    Only regular files are opened. Files that vanish, folders that cannot be listed and names that are no
    UTF-8 are normal events here, not errors.
    """

    name = "working directory"

    def __init__(self, root: Path) -> None:
        self.root = root
        self._base = os.fspath(root)

    @property
    def history(self) -> History | None:
        """See `Tree.history`: that of the repository that the folder is in."""
        from itsm_as_code.tree.departures import GitHistory
        from itsm_as_code.tree.git import find_repository, prefix_of

        repository = find_repository(self.root)
        if repository is None:
            return None
        return GitHistory(repository, "HEAD", prefix_of(repository, self.root), self)

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`.

        A folder that cannot be listed is an entry of type OTHER; one that is a repository of its own, of
        type SUBMODULE.
        """
        found: dict[str, Entry] = {}
        for path in roots_of(under) or ("",):
            link = self._symlink_above(path)
            if link is not None:
                found[link] = Entry(link, EntryType.SYMLINK)
                continue
            try:
                mode = os.lstat(self._absolute(path)).st_mode
            except OSError:
                continue
            if stat.S_ISDIR(mode):
                self._walk(path, found)
            else:
                found[path] = Entry(path, _type_of(mode))
        return [found[path] for path in sorted(found)]

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        for _, data in self.read_many((path,), limit):
            if isinstance(data, ReadError):
                raise data
            return data
        raise AssertionError  # pragma: no cover (read_many answers every path)

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """See `Tree.read_many`."""
        checked: dict[str, str | None] = {}
        for path in paths:
            try:
                folder = tidied(path).rpartition("/")[0]
                if folder not in checked:
                    checked[folder] = self._symlink_above(folder)
                if checked[folder] is not None:
                    raise ReadError(path, f"{checked[folder]} is a symbolic link")
                yield path, self._read(path, limit)
            except ReadError as error:
                yield path, error
            except OSError as error:
                yield path, ReadError(path, _reason(error))

    def _read(self, path: str, limit: int) -> bytes:
        name = self._absolute(path)
        status = os.lstat(name)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(path, f"it is a {_kind_of(status.st_mode)}")
        if status.st_size > limit:
            raise TooLargeError(path, status.st_size, limit)
        descriptor = os.open(name, _FLAGS)
        try:
            data = os.read(descriptor, status.st_size + 1)
            if len(data) == status.st_size:
                return data
            chunks = [data]
            length = len(data)
            while data and length <= limit:
                data = os.read(descriptor, 65_536)
                chunks.append(data)
                length += len(data)
        finally:
            os.close(descriptor)
        if length > limit:
            raise TooLargeError(path, length, limit)
        return b"".join(chunks)

    def _absolute(self, path: str) -> str:
        return f"{self._base}/{path}" if path else self._base

    def _symlink_above(self, path: str) -> str | None:
        """The first part of `path`, itself included, that is a symbolic link."""
        parts = path.split("/") if path else []
        for length in range(1, len(parts) + 1):
            part = "/".join(parts[:length])
            try:
                if stat.S_ISLNK(os.lstat(self._absolute(part)).st_mode):
                    return part
            except OSError:
                return None
        return None

    def _walk(self, top: str, found: dict[str, Entry]) -> None:
        pending = [top]
        while pending:
            folder = pending.pop()
            prefix = f"{folder}/" if folder else ""
            try:
                with os.scandir(self._absolute(folder)) as listing:
                    items = list(listing)
            except FileNotFoundError:
                continue
            except OSError:
                found[folder] = Entry(folder, EntryType.OTHER)
                continue
            if folder and any(item.name == ".git" for item in items):
                found[folder] = Entry(folder, EntryType.SUBMODULE)
                continue
            for item in items:
                if item.name != ".git":
                    path = prefix + item.name
                    kind = _type_of_item(item)
                    if kind is None:
                        pending.append(path)
                    else:
                        found[path] = Entry(path, kind)


def _type_of_item(item: os.DirEntry[str]) -> EntryType | None:
    """What a listed item is; `None` for a folder."""
    try:
        if item.is_symlink():
            return EntryType.SYMLINK
        if item.is_dir(follow_symlinks=False):
            return None
        return EntryType.FILE if item.is_file(follow_symlinks=False) else EntryType.OTHER
    except OSError:
        return EntryType.OTHER


def _type_of(mode: int) -> EntryType:
    if stat.S_ISREG(mode):
        return EntryType.FILE
    return EntryType.SYMLINK if stat.S_ISLNK(mode) else EntryType.OTHER


def _kind_of(mode: int) -> str:
    for test, name in (
        (stat.S_ISLNK, "symbolic link"),
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "named pipe"),
        (stat.S_ISSOCK, "socket"),
    ):
        if test(mode):
            return name
    return "device"


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or (error.strerror or "it cannot be opened").lower()
