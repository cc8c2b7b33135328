"""The files of a catalogue in their canonical layout."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from itsm_as_code.catalog.loading import SETTINGS_FILE, settings_of
from itsm_as_code.document import Document, parse
from itsm_as_code.document.formatting import Order, formatted
from itsm_as_code.document.limits import MAX_BYTES
from itsm_as_code.document.nodes import Unreadable
from itsm_as_code.errors import ReadError
from itsm_as_code.model.kinds import KINDS, SUFFIX
from itsm_as_code.model.order import order_of, order_of_settings
from itsm_as_code.tree import EntryType, FileChange, Tree

_ANY_KIND = Order(("apiVersion", "kind", "metadata", "spec"), always_open=True)


@dataclass(frozen=True, slots=True)
class Layouts:
    """What laying files out comes to.

    Attributes:
        changes: Files that stand otherwise than they should, by path.
        left: Files that cannot be laid out, since they are no YAML of the subset.
        files: How many files were looked at.
    """

    changes: tuple[FileChange, ...]
    left: tuple[str, ...]
    files: int


def files_of(tree: Tree) -> list[str]:
    """`itsm.yaml` and every YAML file under the roots, by path.

    Raises:
        UserError: When there is no `itsm.yaml`, or it cannot be read.
    """
    roots = settings_of(tree).roots
    entries = tree.entries((roots.catalog, roots.policies))
    found = [each.path for each in entries if each.type is EntryType.FILE and each.path.endswith(SUFFIX)]
    return sorted({SETTINGS_FILE, *found})


def laid_out(tree: Tree, paths: Collection[str]) -> Layouts:
    """Lay some files out.

    Args:
        tree: Where they are.
        paths: The files.
    """
    changes, left = [], []
    for path, data in tree.read_many(sorted(paths), MAX_BYTES):
        after = None if isinstance(data, ReadError) else canonical(parse(data))
        if after is None or isinstance(data, ReadError):
            left.append(path)
        elif after != data:
            changes.append(FileChange(path, data, after))
    return Layouts(tuple(changes), tuple(left), len(paths))


def canonical(document: Document) -> bytes | None:
    """A file in its canonical layout; `None` when it is no YAML of the subset, or cannot be laid out."""
    if document.value is None or document.problems:
        return None
    try:
        return formatted(document.text, _order(document.value.get("kind"))).encode()
    except Unreadable:
        return None


def _order(kind: object) -> Order:
    if kind == "Settings":
        return order_of_settings()
    return order_of(KINDS[kind]) if isinstance(kind, str) and kind in KINDS else _ANY_KIND
