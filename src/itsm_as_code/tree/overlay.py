"""A tree with some files changed that nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from itsm_as_code.errors import ReadError
from itsm_as_code.tree.base import READ_LIMIT, Entry, Tree
from itsm_as_code.tree.memory import MemoryTree


class OverlayTree:
    """Another tree as it would be.

    Args:
        below: The tree.
        files: Path to content; `None` for a file that would be gone.
    """

    def __init__(self, below: Tree, files: Mapping[str, bytes | None]) -> None:
        self.name = below.name
        self.history = below.history
        self._below = below
        self._changed = frozenset(files)
        self._above = MemoryTree({path: data for path, data in files.items() if data is not None})

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        """See `Tree.entries`."""
        kept = [entry for entry in self._below.entries(under) if entry.path not in self._changed]
        return sorted([*kept, *self._above.entries(under)], key=lambda entry: entry.path)

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """See `Tree.read`."""
        return (self._above if path in self._changed else self._below).read(path, limit)

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        """See `Tree.read_many`."""
        below = self._below.read_many([path for path in paths if path not in self._changed], limit)
        above = self._above.read_many([path for path in paths if path in self._changed], limit)
        for path in paths:
            yield next(above if path in self._changed else below)
