"""A tree of which everything is read once and known by its digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsm_as_code.errors import ReadError
from itsm_as_code.lint.cache.identity import digest
from itsm_as_code.tree import READ_LIMIT, Entry, EntryType, History, TooLargeError, Tree

LIMIT = 1 << 20
"""Most bytes of a file that holds an entity: 1 MiB, as `document.limits` says, which is not imported."""

_SUFFIX = ".yaml"


class Contents:
    """A tree that remembers what was read of it.

    Attributes:
        name: What people call it.
        others: Digests of files that were asked for by name (`itsm.yaml`, and what it points at); of those
            that could not be read, of the reason.
    """

    def __init__(self, tree: Tree, like: Contents | None = None) -> None:
        """A tree.

        Args:
            tree: The tree.
            like: Another one, of which what is the same need not be read again.
        """
        self.name = tree.name
        self.others: dict[str, bytes] = {}
        self._tree = tree
        self._listings: dict[tuple[str, ...], list[Entry]] = {}
        self._named: dict[str, bytes | ReadError] = {}
        self._data: dict[str, bytes | ReadError] = {}
        self._digests: dict[str, bytes] = {}
        self._like = like
        self._ids: dict[str, str] = {}
        self._recognised: Mapping[str, tuple[str, bytes]] = {}

    def recognise(self, digests: Mapping[str, tuple[str, bytes]]) -> None:
        """Say what is known of files in git, so that they need not be read to be told apart.

        Args:
            digests: The object id of a file and the digest of its bytes, by path.
        """
        self._recognised = digests

    def oid(self, path: str) -> str:
        """The object id of a file in git; empty where it was not read from git."""
        return self._ids.get(path, "")

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`."""
        key = tuple(under)
        if key not in self._listings:
            self._listings[key] = self._tree.entries(under)
            self._ids |= {entry.path: entry.oid for entry in self._listings[key] if entry.oid is not None}
        return self._listings[key]

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        if path not in self._named:
            try:
                data: bytes | ReadError = self._tree.read(path, limit)
            except ReadError as error:
                data = error
            self._named[path] = data
            self.others[path] = _digest(data)
        data = self._named[path]
        if isinstance(data, ReadError):
            raise data
        return data

    @property
    def history(self) -> History | None:
        """See `Tree.history`."""
        return self._tree.history

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """See `Tree.read_many`; the limit is the same for every call."""
        self._read(paths, limit)
        for path in paths:
            yield path, self._data[path]

    def data(self, path: str) -> bytes | ReadError:
        """The bytes of a file that holds an entity, or why they cannot be had."""
        self._read((path,), LIMIT)
        return self._data[path]

    def digest(self, path: str) -> bytes:
        """The digest of a file's bytes; of one that cannot be read, of the reason."""
        self._tell_apart((path,))
        return self._digests[path]

    def mark(self, path: str) -> bytes:
        """The digest of a file of which everything is read; of one that is not to be read, of nothing."""
        return self._digests.get(path, b"")

    def fingerprint(self, under: Sequence[str]) -> bytes:
        """A digest of everything below some folders: paths, types, and the bytes of files for entities."""
        entries = self.entries(under)
        self._tell_apart([entry.path for entry in entries if _may_hold_entity(entry)])
        digests = self._digests
        return digest(
            b"\0".join(
                b"%s\0%s\0%s"
                % (
                    entry.path.encode("utf-8", "surrogateescape"),
                    entry.type.name.encode(),
                    digests.get(entry.path, b""),
                )
                for entry in entries
            )
        )

    def _tell_apart(self, paths: Iterable[str]) -> None:
        """Learn the digests of some files, reading those of which they are not known."""
        self._read(
            [path for path in paths if path not in self._digests and not self._recognises(path)], LIMIT
        )

    def _recognises(self, path: str) -> bool:
        """Whether the digest of a file is known without reading it."""
        oid = self._ids.get(path)
        if oid is None:
            return False
        known, found = self._recognised.get(path, ("", b""))
        if known != oid:
            twin = self._twin(path)
            found = twin._digests.get(path, b"") if twin is not None else b""
        if found:
            self._digests[path] = found
        return bool(found)

    def _read(self, paths: Iterable[str], limit: int) -> None:
        fresh = [path for path in paths if path not in self._data and not self._shares(path)]
        for path, data in self._tree.read_many(fresh, limit):
            self._data[path] = data
            self._digests[path] = _digest(data)

    def _shares(self, path: str) -> bool:
        """Whether the other tree has read the same file; what that one knows of it holds here as well."""
        twin = self._twin(path)
        if twin is None or path not in twin._data:
            return False
        self._data[path] = twin._data[path]
        self._digests[path] = twin._digests[path]
        return True

    def _twin(self, path: str) -> Contents | None:
        """The other tree, where git says that a file is the same there."""
        like, oid = self._like, self._ids.get(path)
        return like if like is not None and oid is not None and like._ids.get(path) == oid else None


def _may_hold_entity(entry: Entry) -> bool:
    return entry.type is EntryType.FILE and entry.path.endswith(_SUFFIX)


def _digest(data: bytes | ReadError) -> bytes:
    """The digest of a file; of one that cannot be read, of as much as a message may say about it."""
    if isinstance(data, bytes):
        return digest(data)
    size = data.size if isinstance(data, TooLargeError) else ""
    return digest(f"\0{data.reason}\0{size}".encode("utf-8", "surrogateescape"))
