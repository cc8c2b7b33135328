"""Where every key, value and list item of a document lies: found on demand, kept as plain numbers.

Most files are read without anyone asking for a position, so the readers keep none; this pass runs the same
parser once more when the first position is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from itsm_as_code.document.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
    events_of,
)
from itsm_as_code.document.limits import MAX_DEPTH, MAX_NODES
from itsm_as_code.document.surface import end_of_block, end_of_properties
from itsm_as_code.finding import FieldPath

Stretch = tuple[int, int]
"""Start and end index into the text."""

_MAPPING: Final = 1
_SEQUENCE: Final = 2
_ALIAS: Final = 3


class Place(NamedTuple):
    """Where a path leads: numbers of nodes.

    Attributes:
        key: The key, or the list item itself.
        value: The value.
        depth: How many steps of the path exist.
    """

    key: int
    value: int
    depth: int


class Positions:
    """The nodes of one document in the order of the text.

    A node is a key, a scalar, a mapping or a list; a mapping is followed by its keys and values in turn, a
    list by its items. Of two keys with one name, a path means the first.
    """

    __slots__ = ("_after", "_ends", "_starts", "_text", "_what")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._after: list[int] = []
        """For each node, the number of the node after it and all that is in it."""
        self._what: list[str | int] = []
        """For each node, its text if it is a scalar, else what it is."""
        self._scan()

    def value(self, path: FieldPath) -> Stretch | None:
        """Where the value at `path` lies; `None` when there is none or it is left empty."""
        place = self._find(path)
        if place is None or place.depth < len(path):
            return None
        start, end = self._stretch(place.value)
        return (start, end) if start < end else None

    def key(self, path: FieldPath) -> Stretch | None:
        """Where the key at `path` lies, or that of its nearest ancestor that exists.

        For a list item its first key, or the item itself; for `()` the first key of the document.
        """
        place = self._find(path)
        return None if place is None else self._stretch(self._first(place.key))

    def scalars(self) -> Iterator[Stretch]:
        """Where each scalar that is not empty lies, in the order of the text."""
        for number, what in enumerate(self._what):
            if isinstance(what, str) and self._starts[number] < self._ends[number]:
                yield self._stretch(number)

    def _find(self, path: FieldPath) -> Place | None:
        if not self._what:
            return None
        place = Place(0, 0, 0)
        for step in path:
            inner = self._child(place.value, step)
            if inner is None:
                return place
            place = Place(*inner, place.depth + 1)
        return place

    def _child(self, number: int, step: str | int) -> tuple[int, int] | None:
        """Key and value (for a list, the item twice) of one step inside a node."""
        what, after = self._what, self._after
        at, end = number + 1, after[number]
        if what[number] == _SEQUENCE and isinstance(step, int):
            for _ in range(step):
                if at >= end:
                    break
                at = after[at]
            return (at, at) if step >= 0 and at < end else None
        if what[number] == _MAPPING:
            while at < end:
                value = after[at]
                if what[at] == step and isinstance(step, str):
                    return (at, value) if value < end else None
                at = after[value] if value < end else end
        return None

    def _first(self, number: int) -> int:
        """The node that stands for a collection: its first key, or its first item's."""
        while self._what[number] in (_MAPPING, _SEQUENCE) and self._after[number] > number + 1:
            number += 1
        return number

    def _stretch(self, number: int) -> Stretch:
        start, end = self._starts[number], self._ends[number]
        if self._text[start : start + 1] in ("&", "!"):
            start = min(end_of_properties(self._text, start), end)
        if isinstance(self._what[number], str):
            if self._text[start : start + 1] in ("|", ">"):
                end = end_of_block(self._text, start, end)
        elif (last := self._after[number] - 1) > number and self._ends[last] == end:
            end = self._stretch(last)[1]
        return start, end

    def _scan(self) -> None:
        """Note every node up to the end of the first document, or as far as the text can be read."""
        starts, ends, after, what = self._starts, self._ends, self._after, self._what
        get = events_of(self._text)
        open_nodes: list[int] = []
        last = 0
        try:
            while len(open_nodes) <= MAX_DEPTH and len(what) <= MAX_NODES:
                event = get()
                kind = type(event)
                if kind is ScalarEvent or kind is AliasEvent:
                    last = event.end_mark.index
                    starts.append(event.start_mark.index)
                    ends.append(last)
                    what.append(event.value if kind is ScalarEvent else _ALIAS)
                    after.append(len(what))
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    open_nodes.append(len(what))
                    starts.append(event.start_mark.index)
                    ends.append(-1 if event.flow_style else 0)
                    what.append(_MAPPING if kind is MappingStartEvent else _SEQUENCE)
                    after.append(0)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    number = open_nodes.pop()
                    if ends[number]:
                        last = event.end_mark.index
                    ends[number] = last
                    after[number] = len(what)
                elif kind is DocumentEndEvent or kind is StreamEndEvent:
                    break
        except YAMLError:
            pass  # what was read so far has its positions
        for number in open_nodes:
            ends[number] = last
            after[number] = len(what)
