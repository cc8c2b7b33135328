"""The nodes of a document as they are written: where each begins and ends, in which style.

For what changes a text. Values and positions alone are cheaper to have from `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from itsm_as_code.document.core_schema import plain_value
from itsm_as_code.document.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
    end_of,
    events_of,
    start_of,
)
from itsm_as_code.document.limits import MAX_DEPTH
from itsm_as_code.document.surface import end_of_block, end_of_properties, end_of_separation
from itsm_as_code.finding import FieldPath


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A scalar.

    Attributes:
        start: Index at which it begins, its quote or indicator included.
        end: Index after it; of a block scalar, after its last line that is not blank.
        style: A quote, `|` or `>`; empty when it is plain; `*` for an alias.
        text: What it says, before it is read as a number or the like.
        reach: Index after all that belongs to it: a block scalar's blank lines, too.
    """

    start: int
    end: int
    style: str
    text: str
    reach: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list.

    Attributes:
        start: Index at which it begins: its key, the dash of an item, or the item itself inside brackets.
        key: The key; `None` for an item.
        value: The value.
    """

    start: int
    key: ScalarNode | None
    value: Node


@dataclass(frozen=True, slots=True)
class CollectionNode:
    """A mapping or a list.

    Attributes:
        start: Index at which it begins: its first key or dash, or its bracket.
        end: Index after it.
        is_mapping: Whether it is a mapping.
        in_brackets: Whether it stands in brackets (flow style).
        entries: What it holds.
    """

    start: int
    end: int
    is_mapping: bool
    in_brackets: bool
    entries: tuple[Entry, ...]


Node = ScalarNode | CollectionNode


class Unreadable(Exception):  # noqa: N818 (no error: a fault of the text that others report)
    """The text cannot be read to the end of one document."""


def read(text: str) -> Node:
    """The root of the one document that `text` holds.

    Args:
        text: Text whose characters a parser can bear; line ends of either kind.

    Raises:
        Unreadable: When there is no such document.
    """
    try:
        return _Reader(text, events_of(text)).document()
    except YAMLError as error:
        raise Unreadable from error


def find(root: Node, path: FieldPath) -> Entry | None:
    """The entry at a path; of two keys with one name, the first. `None` when there is none, and for `()`."""
    entry: Entry | None = None
    node = root
    for step in path:
        entry = child(node, step)
        if entry is None:
            return None
        node = entry.value
    return entry


def reach(node: Node) -> int:
    """The index after all that belongs to a node: a block scalar's blank lines at its end, too."""
    while isinstance(node, CollectionNode) and not node.in_brackets and node.entries:
        last = node.entries[-1]
        if last.value.start == last.value.end:
            return node.end
        node = last.value
    return node.reach if isinstance(node, ScalarNode) else node.end


def node_at(root: Node, path: FieldPath) -> Node | None:
    """The node at a path; `None` when there is none."""
    if not path:
        return root
    entry = find(root, path)
    return None if entry is None else entry.value


def child(node: Node, step: str | int) -> Entry | None:
    """The entry of a collection with this key or index."""
    if isinstance(node, ScalarNode):
        return None
    if isinstance(step, int):
        return node.entries[step] if not node.is_mapping and 0 <= step < len(node.entries) else None
    return next((entry for entry in node.entries if entry.key and entry.key.text == step), None)


def scalars(node: Node) -> Iterator[tuple[int, int]]:
    """Start and end index of each scalar that is not empty, in the order of the text."""
    if isinstance(node, ScalarNode):
        if node.start < node.end:
            yield node.start, node.end
        return
    for entry in node.entries:
        if entry.key is not None:
            yield from scalars(entry.key)
        yield from scalars(entry.value)


def plain(node: Node) -> object:
    """The plain value of a node.

    Raises:
        UnboundedNumberError: When it holds a number that no value stands for.
    """
    if isinstance(node, ScalarNode):
        return node.text if node.style else plain_value(node.text)
    if not node.is_mapping:
        return [plain(entry.value) for entry in node.entries]
    found: dict[str, object] = {}
    for entry in node.entries:
        found.setdefault(entry.key.text if entry.key else "", plain(entry.value))
    return found


def column(text: str, index: int) -> int:
    """The column (from 0) of an index."""
    return index - (text.rfind("\n", 0, index) + 1)


class _Reader:
    __slots__ = ("depth", "get", "text")

    def __init__(self, text: str, get: Callable[[], Event]) -> None:
        self.text = text
        self.get = get
        self.depth = 0

    def document(self) -> Node:
        self.get()
        if type(self.get()) is StreamEndEvent:
            raise Unreadable
        root = self.node(self.get())
        self.get()
        if type(self.get()) is not StreamEndEvent:
            raise Unreadable
        return root

    def node(self, event: Event) -> Node:
        start = end_of_properties(self.text, start_of(event))
        if type(event) is AliasEvent:
            return ScalarNode(start, end_of(event), "*", "", end_of(event))
        if type(event) is ScalarEvent:
            return self.scalar(event, start)
        return self.collection(event, start)

    def scalar(self, event: Event, start: int) -> ScalarNode:
        style, reach = event.style or "", end_of(event)
        start = min(start, reach)
        if style in ("|", ">"):
            end = end_of_block(self.text, start, reach)
            if reach <= len(self.text):  # else the last line lacks its line feed
                reach = self.text.rfind("\n", 0, reach)
            return ScalarNode(start, end, style, event.value, max(end, reach))
        return ScalarNode(start, reach, style, event.value, reach)

    def collection(self, event: Event, start: int) -> CollectionNode:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable
        is_mapping, in_brackets = type(event) is MappingStartEvent, bool(event.flow_style)
        entries: list[Entry] = []
        at = start
        last: Event
        while type(last := self.get()) not in (MappingEndEvent, SequenceEndEvent):
            entry = self.pair(last) if is_mapping else self.item(last, None if in_brackets else at)
            entries.append(entry)
            at = self.after(entry)
        self.depth -= 1
        end = end_of(last) if in_brackets else self.end(entries, start)
        return CollectionNode(start, end, is_mapping, in_brackets, tuple(entries))

    def pair(self, event: Event) -> Entry:
        key = self.node(event)
        if not isinstance(key, ScalarNode):
            raise Unreadable
        return Entry(key.start, key, self.node(self.get()))

    def item(self, event: Event, dash: int | None) -> Entry:
        value = self.node(event)
        return Entry(value.start if dash is None else dash, None, value)

    def after(self, entry: Entry) -> int:
        """Where the dash of the next item is, behind an item's value."""
        end = entry.value.end
        if entry.key is None and entry.value.start == end:
            end = max(end, entry.start + 1)
        return end_of_separation(self.text, end)

    def end(self, entries: list[Entry], start: int) -> int:
        if not entries:
            return start
        last = entries[-1]
        return max(last.value.end, last.key.end if last.key else last.start + 1)
