"""The complete way through a document: its value and every fault.

The same parser as `quick` uses, with positions kept as plain indexes into the text. Faults that reading can
survive (a second key of one name, an anchor, a tag) are noted and reading goes on, so that one run tells an
author everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from itsm_as_code.document import comments
from itsm_as_code.document.core_schema import UnboundedNumberError, plain_value
from itsm_as_code.document.events import (
    AliasEvent,
    DocumentStartEvent,
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
from itsm_as_code.document.faults import Faults, Stretch
from itsm_as_code.document.limits import MAX_DEPTH, MAX_NODES
from itsm_as_code.document.source import Source
from itsm_as_code.document.surface import end_of_block
from itsm_as_code.document.syntax import explain
from itsm_as_code.finding import Problem


class Node(NamedTuple):
    """What reading found at one place.

    Attributes:
        value: The plain value.
        start: Index at which its text begins, after anchor and tag.
        end: Index after its text; for block collections and block scalars without trailing blank lines.
    """

    value: Any
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """The outcome of reading a text.

    Attributes:
        root: The root value, whatever its type, and where it lies; `None` when there is none, or when the
            text could not be read to the end of its first document.
        problems: Every fault met, in the order met.
    """

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)


class _StopError(Exception):
    """Reading must not go on; the problem is noted."""


def read(text: str, source: Source) -> Reading:
    """Read `text`, whose characters a parser can bear, and report everything.

    Args:
        text: What the parser reads.
        source: The text as its author sees it, code point for code point as long.
    """
    return _Reader(text, source).read()


class _Reader:
    __slots__ = ("depth", "faults", "flow", "get", "indent", "nodes", "reading", "scalars", "source", "text")

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.faults = Faults(source, text)
        self.reading = Reading(problems=self.faults.problems)
        self.get = events_of(text)
        self.scalars: list[Stretch] = []
        self.nodes = 0
        self.depth = 0
        self.indent = -1
        self.flow = False

    def read(self) -> Reading:
        try:
            self.document()
            self.check_comments()
        except YAMLError as error:
            self.faults.add_final(explain(error, self.source))
        except _StopError:
            pass
        return self.reading

    def document(self) -> None:
        self.get()
        if type(self.get()) is StreamEndEvent:
            self.faults.nothing_here()
            raise _StopError
        event = self.get()
        empty = type(event) is ScalarEvent and not event.value and not event.style and event.implicit[0]
        node = self.node(event)
        self.get()
        if not empty:
            self.reading.root = node
        following = self.get()
        if type(following) is DocumentStartEvent:
            self.faults.second_document((start_of(following), end_of(following)))
            raise _StopError
        if empty:
            self.faults.nothing_here()
            raise _StopError

    def check_comments(self) -> None:
        for stretch in comments.stretches(self.text, self.scalars):
            if stretch[0] and self.text[stretch[0] - 1] not in " \t\n":
                self.faults.glued_comment(stretch)

    def node(self, event: Event) -> Node:
        self.count(event)
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            stretch = start_of(event), end_of(event)
            self.faults.alias(stretch)
            return Node(None, *stretch)
        return self.collection(event)

    def count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"The file holds more than {MAX_NODES:,} keys and values"
            self.stop("too-large", message, start_of(event), "Split it into several entities.")

    def scalar(self, event: Event) -> Node:
        stretch = self.extent(event)
        value: str = event.value
        if event.style:
            return Node(value, *stretch)
        self.faults.indicator(value, stretch)
        try:
            return Node(plain_value(value), *stretch)
        except UnboundedNumberError:
            self.faults.number(value, stretch)
            return Node(None, *stretch)

    def extent(self, event: Event) -> Stretch:
        """Where a scalar lies; what its text shows to be wrong is noted on the way."""
        start: int = event.start_mark.index
        if event.anchor or event.tag:
            start = self.faults.properties(start)
        end: int = event.end_mark.index
        style: str = event.style
        if style:
            end = self.quoted_extent(event.value, start, end, style)
        self.scalars.append((start, end))
        return start, end

    def quoted_extent(self, value: str, start: int, end: int, style: str) -> int:
        """Where a scalar that is not plain ends; what its text shows to be wrong is noted on the way."""
        if style in ("|", ">"):
            self.faults.blank_lines(start, self.indent)
            return end_of_block(self.text, start, end)
        if "\n" in self.text[start:end]:
            self.faults.indentation((start, end), self.indent, flow=False)
        if style == '"':
            self.faults.escapes(value, (start, end))
        return end

    def start(self, event: Event) -> int:
        """Where a value begins, after its anchor and its tag."""
        start = start_of(event)
        return self.faults.properties(start) if event.anchor or event.tag else start

    def collection(self, event: Event) -> Node:
        start = self.start(event)
        if self.depth >= MAX_DEPTH:
            message = f"Mappings and lists stand more than {MAX_DEPTH} deep in one another"
            self.stop("too-deep", message, start, "Make the structure flatter.")
        outer = self.indent, self.flow
        self.flow = bool(event.flow_style)
        if not self.flow:
            self.indent = self.source.position(start)[1] - 1
        self.depth += 1
        node = self.mapping(start) if type(event) is MappingStartEvent else self.sequence(start)
        self.depth -= 1
        self.indent, self.flow = outer
        if event.flow_style and "\n" in self.text[node.start : node.end]:
            self.faults.indentation((node.start, node.end), self.indent, flow=True)
        return node

    def mapping(self, start: int) -> Node:
        value: dict[str, Any] = {}
        places: dict[str, Stretch] = {}
        last = start
        path = self.faults.path
        while type(event := self.get()) is not MappingEndEvent:
            path.append("")
            name, stretch = self.key(event)
            path[-1] = name or ""
            if name in places:
                self.faults.duplicate(name or "", stretch, places[name or ""])
                node = self.node(self.get())
            elif name is not None:
                node = self.node(self.get())
                places[name] = stretch
                value[name] = node.value
            else:
                node = self.value_of_no_key(event)
            last = max(last, stretch[1], node.end)
            path.pop()
        return Node(value, start, end_of(event) if self.flow else last)

    def key(self, event: Event) -> tuple[str | None, Stretch]:
        """The text and place of a key; no text when its value is not to count."""
        if type(event) is not ScalarEvent:
            node = self.node(event)
            if type(event) is not AliasEvent:
                self.faults.no_key((node.start, node.end))
            return None, (node.start, node.end)
        self.count(event)
        stretch = self.extent(event)
        name: str = event.value
        if event.style:
            return name, stretch
        if not name:
            self.faults.missing_key(stretch[0])
            return None, stretch
        if name == "<<":
            self.faults.merge(stretch)
            return None, stretch
        if not self.text.startswith(":", stretch[1]):
            self.faults.indicator(name, stretch)
        if self.flow:
            self.faults.question(name, *stretch)
        return name, stretch

    def value_of_no_key(self, key: Event) -> Node:
        """A value that counts for nothing but its faults; the alias of a merge key is part of that fault."""
        event = self.get()
        if type(event) is AliasEvent and type(key) is ScalarEvent and key.value == "<<":
            return Node(None, start_of(event), end_of(event))
        return self.node(event)

    def sequence(self, start: int) -> Node:
        value: list[Any] = []
        last = start + 1
        path = self.faults.path
        while type(event := self.get()) is not SequenceEndEvent:
            path.append(len(value))
            node = self.node(event)
            value.append(node.value)
            last = max(last, node.end)
            path.pop()
        return Node(value, start, end_of(event) if self.flow else last)

    def stop(self, rule: str, message: str, start: int, help_: str) -> None:
        self.faults.note(rule, message, (start, start + 1), help_)
        raise _StopError
