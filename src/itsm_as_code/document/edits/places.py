"""Where in the text a change takes place, and what stands there after it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from itsm_as_code.document.core_schema import Scalar
from itsm_as_code.document.edits import removal
from itsm_as_code.document.edits.changes import (
    AppendItem,
    Change,
    Compose,
    InsertKey,
    Quote,
    Remove,
    RemoveRepeated,
    RenameKey,
    ReplaceText,
    SetValue,
    Value,
)
from itsm_as_code.document.edits.outcome import Impossible, position
from itsm_as_code.document.edits.rewriting import part, rewritten, rewritten_block
from itsm_as_code.document.edits.source import Place, Source, TextEdit
from itsm_as_code.document.inside import indexes
from itsm_as_code.document.nodes import CollectionNode, Entry, ScalarNode, column, node_at, reach
from itsm_as_code.document.scalars import WIDTH, written
from itsm_as_code.document.values import inline, lines
from itsm_as_code.finding import FieldPath


def edit(source: Source, change: Change) -> Iterator[TextEdit]:
    """The edits of the text that one change of a value amounts to.

    Raises:
        Impossible: When there are none.
    """
    match change:
        case SetValue(path, value):
            yield _set(source, path, value)
        case ReplaceText(path, start, end, text):
            yield _replaced(source, path, (start, end), text)
        case RenameKey(path, name):
            yield _renamed(source, path, name)
        case InsertKey(path, value, order):
            yield _inserted(source, path, value, order)
        case AppendItem(path, value):
            yield _appended(source, path, value)
        case Remove(path):
            yield removal.removed(source, path)
        case RemoveRepeated(path):
            yield from removal.repeated(source, path)
        case Compose():
            yield from _composed(source.text)


def as_text(source: Source, change: Quote) -> SetValue:
    """What is written at a path, as text.

    Raises:
        Impossible: When no plain scalar is.
    """
    node = source.place(change.path).entry.value
    if not isinstance(node, ScalarNode) or node.style or not node.text:
        raise Impossible
    return SetValue(change.path, node.text)


def _set(source: Source, path: FieldPath, value: Value, *, spread: bool = False) -> TextEdit:
    place = source.place(path)
    old = place.entry.value
    if isinstance(old, ScalarNode) and (isinstance(value, str) or not isinstance(value, Mapping | Sequence)):
        found = _set_scalar(source, place, old, value)
        if found is not None:
            return found
    start, end = _stretch(source, place.entry)
    if place.in_brackets:
        source.without_comments(start, end)
        return TextEdit(start, end, _joined(source, place.entry, start, inline(value)))
    return _set_entry(source, place, value, spread=spread)


def _set_scalar(source: Source, place: Place, old: ScalarNode, value: Scalar) -> TextEdit | None:
    """The edit that writes one scalar for another; `None` when the whole entry must be written anew."""
    start, end = _stretch(source, place.entry)
    indent = column(source.text, place.entry.start)
    source.without_comments(start, end)
    block = rewritten_block(old, value, indent)
    if block is not None:
        return TextEdit(start, end, source.newline.join(block))
    new = rewritten(old, value, in_brackets=place.in_brackets)
    is_last = not source.text[end : source.line_end(end)].strip()
    if is_last and not place.in_brackets and column(source.text, start) + len(new) > WIDTH:
        return None
    return TextEdit(start, end, _joined(source, place.entry, start, new))


def _set_entry(source: Source, place: Place, value: Any, *, spread: bool) -> TextEdit:
    """The edit that writes an entry of a block anew, behind its key or dash."""
    entry = place.entry
    start = entry.key.end if entry.key else entry.start + 1
    colon = source.text.find(":", start) + 1 if entry.key else start
    end = max(_stretch(source, entry)[1], colon)
    source.without_comments(start, end)
    opening = f"{source.text[entry.start : start]}:" if entry.key else "-"
    written_lines = lines(opening, value, column(source.text, entry.start), spread=spread)
    return TextEdit(entry.start, end, source.newline.join(written_lines))


def _stretch(source: Source, entry: Entry) -> tuple[int, int]:
    """Where a value lies; a block scalar that keeps its blank lines, with these."""
    node = entry.value
    keeps = isinstance(node, ScalarNode) and node.style in ("|", ">") and node.text.endswith("\n\n")
    end = reach(node) if keeps else node.end
    return node.start, max(node.start, end - 1 if source.text[end - 1 : end] == "\r" else end)


def _joined(source: Source, entry: Entry, start: int, new: str) -> str:
    """A value behind its key or dash, where nothing may have stood yet."""
    if entry.value.start < entry.value.end:
        return new
    if entry.key is not None and ":" not in source.text[entry.key.end : start]:
        return f": {new}"
    return new if source.text[start - 1 : start] in (" ", "") else f" {new}"


def _replaced(source: Source, path: FieldPath, stretch: tuple[int, int], text: str) -> TextEdit:
    node = source.place(path).entry.value
    if not isinstance(node, ScalarNode):
        raise Impossible
    found = indexes(source.text, node.start, node.end, node.text)
    first, last = found[stretch[0]], found[stretch[1] - 1]
    return TextEdit(first, last + 1, part(node, text))


def _renamed(source: Source, path: FieldPath, name: str) -> TextEdit:
    place = source.place(path)
    key = place.entry.key
    if key is None:
        raise Impossible
    return TextEdit(key.start, key.end, rewritten(key, name, in_brackets=place.in_brackets))


def _inserted(source: Source, path: FieldPath, value: Value, order: Sequence[str]) -> TextEdit:
    for depth in range(len(path) - 1, -1, -1):
        node = node_at(source.root, path[:depth])
        name = path[depth]
        if isinstance(node, CollectionNode) and node.is_mapping and isinstance(name, str):
            return _add(source, node, Adding(f"{written(name)}:", name, value, order))
        if isinstance(node, ScalarNode) and depth:
            return _set(source, path[:depth], {str(name): value}, spread=True)
        value, order = {str(name): value}, ()
    raise Impossible


def _appended(source: Source, path: FieldPath, value: Value) -> TextEdit:
    node = node_at(source.root, path)
    if node is None:
        return _inserted(source, path, [value], ())
    if isinstance(node, ScalarNode):
        return _set(source, path, [value])
    if node.is_mapping:
        raise Impossible
    return _add(source, node, Adding("-", "", value, ()))


class Adding(NamedTuple):
    """An entry to come.

    Attributes:
        opening: What opens it in a block: its key with the colon, or a dash.
        name: Its key; empty for an item.
        value: Its value.
        order: The keys of its mapping in the order in which they should stand.
    """

    opening: str
    name: str
    value: Value
    order: Sequence[str]


def _add(source: Source, node: CollectionNode, new: Adding) -> TextEdit:
    """The edit that adds an entry to a collection."""
    entries = node.entries
    keys = [entry.key.text if entry.key else "" for entry in entries]
    number = position(keys, new.name, new.order)
    above = entries[number - 1] if number else None
    if node.in_brackets:
        key = f"{written(new.name, in_brackets=True)}: " if node.is_mapping else ""
        return _add_in_brackets(source, node, above, f"{key}{inline(new.value)}")
    indent = column(source.text, node.start)
    added = source.newline.join(lines(new.opening, new.value, indent))
    margin = f"{source.newline}{' ' * indent}"
    if above is None:
        return TextEdit(node.start, node.start, f"{added}{margin}")
    at = source.end_of(above, indent)
    return TextEdit(at, at, f"{margin}{added}")


def _add_in_brackets(source: Source, node: CollectionNode, above: Entry | None, added: str) -> TextEdit:
    if not node.entries:
        source.without_comments(node.start, node.end)
        return TextEdit(node.start + 1, node.end - 1, added)
    if above is None:
        first = node.entries[0].start
        return TextEdit(first, first, f"{added}, ")
    at = max(above.value.end, above.key.end if above.key else 0)
    return TextEdit(at, at, f", {added}")


def _composed(text: str) -> Iterator[TextEdit]:
    """Line by line, so that what is in order stays untouched."""
    start = 0
    for line in text.splitlines(keepends=True):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            yield TextEdit(start, start + len(line), composed)
        start += len(line)
