"""What differs between two trees, path by path, without git's diff."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from itsm_as_code.errors import ReadError
from itsm_as_code.tree.base import READ_LIMIT, Entry, EntryType, Tree


@dataclass(frozen=True, slots=True)
class Differences:
    """Paths that differ, each group sorted.

    Attributes:
        added: In the second tree alone.
        removed: In the first tree alone.
        changed: In both, with other bytes or of another type.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them, sorted."""
        return tuple(sorted((*self.added, *self.removed, *self.changed)))


def differences(before: Tree, after: Tree, under: Sequence[str] = ()) -> Differences:
    """Compare two trees by the object ids that git gives contents; bytes without one are hashed.

    What cannot be read counts as changed. Renames are a removal and an addition.
    """
    old = {entry.path: entry for entry in before.entries(under)}
    new = {entry.path: entry for entry in after.entries(under)}
    common = sorted(old.keys() & new.keys())
    changed = {path for path in common if old[path].type is not new[path].type}
    alike = [path for path in common if path not in changed]
    old_ids = _ids(before, [old[path] for path in alike], new)
    new_ids = _ids(after, [new[path] for path in alike], old)
    changed |= {path for path in alike if old_ids[path] is None or old_ids[path] != new_ids[path]}
    return Differences(
        tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), tuple(sorted(changed))
    )


def _ids(tree: Tree, entries: Iterable[Entry], others: dict[str, Entry]) -> dict[str, str | None]:
    """An id for each path, of the kind that the other tree has; `None` where there is none."""
    ids: dict[str, str | None] = {}
    to_read = []
    for entry in entries:
        ids[entry.path] = entry.oid
        if entry.oid is None and entry.type is EntryType.FILE:
            to_read.append(entry.path)
    for path, data in tree.read_many(to_read, READ_LIMIT):
        ids[path] = None if isinstance(data, ReadError) else blob_id(data, others[path].oid)
    return ids


def blob_id(data: bytes, like: str | None = None) -> str:
    """The id that git gives these bytes as a blob.

    Args:
        data: The content.
        like: Any id of the same repository; its length tells SHA-1 (the default) from SHA-256.
    """
    algorithm = "sha256" if like is not None and len(like) == 64 else "sha1"
    digest = hashlib.new(algorithm, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()
