"""A tree that exists in memory: for tests, generated catalogues and what-if questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsm_as_code.errors import ReadError
from itsm_as_code.tree.base import (
    READ_LIMIT,
    Entry,
    EntryType,
    TooLargeError,
    refusal,
    roots_of,
    selected,
    tidied,
)


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
        self.history = None
        self._files = {
            tidied(path): content.encode() if isinstance(content, str) else content
            for path, content in files.items()
        }
        listed = {path: Entry(path, EntryType.FILE, None, len(data)) for path, data in self._files.items()}
        for entry in entries:
            listed[entry.path] = entry
            self._files.pop(entry.path, None)
        self._entries = {path: listed[path] for path in sorted(listed)}

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`."""
        return selected(self._entries.values(), roots_of(under))

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        place = tidied(path)
        data = self._files.get(place)
        if data is None:
            raise refusal(path, self._entries.get(place), self._entries.values())
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
