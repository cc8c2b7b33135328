"""A tree that exists in memory: for tests, generated catalogues and what-if questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsm_as_code.errors import ReadError
from itsm_as_code.tree.base import READ_LIMIT, Entry, EntryType, TooLargeError, roots_of, tidied, within


class MemoryTree:
    """Files given as a mapping.

    Args:
        files: Path to content; text is encoded in UTF-8.
        entries: Further entries that are no files, such as symbolic links.
        name: What messages call the tree.
    """

    def __init__(
        self, files: Mapping[str, bytes | str], entries: Iterable[Entry] = (), name: str = "memory"
    ) -> None:
        self.name = name
        self._files = {
            tidied(path): content.encode() if isinstance(content, str) else content
            for path, content in files.items()
        }
        listed = {path: Entry(path, EntryType.FILE, None, len(data)) for path, data in self._files.items()}
        listed.update((entry.path, entry) for entry in entries)
        self._entries = [listed[path] for path in sorted(listed)]

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`."""
        roots = roots_of(under)
        return [entry for entry in self._entries if within(entry.path, roots)]

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        data = self._files.get(tidied(path))
        if data is None:
            raise ReadError(path, self._why_not(tidied(path)))
        if len(data) > limit:
            raise TooLargeError(path, len(data), limit)
        return data

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """See `Tree.read_many`."""
        for path in paths:
            try:
                yield path, self.read(path, limit)
            except ReadError as error:
                yield path, error

    def _why_not(self, path: str) -> str:
        entry = next((entry for entry in self._entries if entry.path == path), None)
        if entry is not None:
            return f"it is a {entry.type.value}" if entry.type is not EntryType.OTHER else "it is no file"
        if any(within(other.path, (path,)) for other in self._entries):
            return "it is a folder"
        return "there is no such file"
