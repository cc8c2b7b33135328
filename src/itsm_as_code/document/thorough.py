"""The complete way through a document: its value, the position of everything in it, and every fault.

The same parser as `quick` uses, with positions kept as plain indexes into the text. Faults that reading can
survive (a second key of one name, an anchor, a tag) are noted and reading goes on, so that one run tells an
author everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from itsm_as_code.document import comments
from itsm_as_code.document.core_schema import UnboundedNumberError, plain_value
from itsm_as_code.document.events import (
    AliasEvent,
    CParser,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
    end_of,
    start_of,
)
from itsm_as_code.document.faults import Faults, Stretch
from itsm_as_code.document.limits import MAX_DEPTH, MAX_NODES
from itsm_as_code.document.source import Source
from itsm_as_code.document.syntax import explain
from itsm_as_code.finding import FieldPath, Problem

_BLOCK_INDICATOR = re.compile(r"[|>][-+0-9]*")


@dataclass(slots=True)
class Node:
    """What reading found at one place.

    Attributes:
        value: The plain value.
        start: Index at which its text begins, after anchor and tag.
        end: Index after its text; for block collections and block scalars without trailing blank lines.
        first: What stands for it in a list: its first key, or its own text.
    """

    value: Any
    start: int
    end: int
    first: Stretch


@dataclass(slots=True)
class Reading:
    """The outcome of reading a text.

    Attributes:
        value: The root value, whatever its type; `None` when the text could not be read to its end.
        complete: Whether there is a root value.
        problems: Every fault met, in the order met.
        values: Where the value at each path lies.
        keys: Where the key at each path lies; for list items, what stands for the item.
        comments: Where each comment lies.
    """

    value: Any = None
    complete: bool = False
    problems: list[Problem] = field(default_factory=list)
    values: dict[FieldPath, Stretch] = field(default_factory=dict)
    keys: dict[FieldPath, Stretch] = field(default_factory=dict)
    comments: list[Stretch] = field(default_factory=list)


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
        # Without a last line feed, libyaml drops spaces at the end of a block scalar.
        self.get: Callable[[], Event] = CParser(text if text.endswith("\n") else f"{text}\n").get_event
        self.scalars: list[tuple[int, int, str]] = []
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
        reading = self.reading
        reading.value = node.value
        reading.complete = not empty
        reading.values[()] = (node.start, node.end)
        reading.keys[()] = node.first
        following = self.get()
        if type(following) is DocumentStartEvent:
            self.faults.second_document((start_of(following), end_of(following)))
            raise _StopError
        if empty:
            self.faults.nothing_here()
            raise _StopError

    def check_comments(self) -> None:
        for stretch in comments.stretches(self.text, self.scalars):
            self.reading.comments.append(stretch)
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
            return Node(None, *stretch, stretch)
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
            return Node(value, *stretch, stretch)
        self.faults.indicator(value, stretch)
        try:
            return Node(plain_value(value), *stretch, stretch)
        except UnboundedNumberError:
            self.faults.number(value, stretch)
            return Node(None, *stretch, stretch)

    def extent(self, event: Event) -> Stretch:
        """Where a scalar lies; what its text shows to be wrong is noted on the way."""
        start = self.start(event)
        end = end_of(event)
        style = event.style or ""
        if style in ("|", ">"):
            self.faults.blank_lines(start, self.indent)
            end = self.end_of_block(start, end)
        elif style:
            self.faults.indentation((start, end), self.indent, flow=False)
        if style == '"':
            self.faults.escapes(event.value, (start, end))
        self.scalars.append((start, end, style))
        return start, end

    def start(self, event: Event) -> int:
        """Where a value begins, after its anchor and its tag."""
        start = start_of(event)
        return self.faults.properties(start) if event.anchor or event.tag else start

    def end_of_block(self, start: int, end: int) -> int:
        """Index after the last line of a block scalar that is not blank."""
        indicator = _BLOCK_INDICATOR.match(self.text, start)
        line_end = self.text.find("\n", start, end)
        if indicator and (line_end < 0 or not self.text[line_end:end].strip()):
            return indicator.end()
        return start + len(self.text[start:end].rstrip())

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
        if event.flow_style:
            self.faults.indentation((node.start, node.end), self.indent, flow=True)
        return node

    def mapping(self, start: int) -> Node:
        value: dict[str, Any] = {}
        first: Stretch | None = None
        last = start
        path, keys, values = self.faults.path, self.reading.keys, self.reading.values
        while type(event := self.get()) is not MappingEndEvent:
            path.append("")
            name, stretch = self.key(event)
            path[-1] = name or ""
            first = first or stretch
            if name is None or name in value:
                if name is not None:
                    self.faults.duplicate(name, stretch, keys[tuple(path)])
                node = self.aside(self.get())
            else:
                place = tuple(path)
                value[name] = None
                keys[place] = stretch
                node = self.node(self.get())
                values[place] = (node.start, node.end)
                value[name] = node.value
            last = max(last, stretch[1], node.end)
            path.pop()
        if self.flow:
            last = end_of(event)
        return Node(value, start, last, first or (start, last))

    def key(self, event: Event) -> tuple[str | None, Stretch]:
        """The text and place of a key; no text when its value is not to count."""
        if type(event) is not ScalarEvent:
            node = self.aside(event)
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
        self.faults.indicator(name, stretch)
        if self.flow:
            self.faults.question(name, *stretch)
        return name, stretch

    def aside(self, event: Event) -> Node:
        """Read a value that counts for nothing but its faults."""
        reading = self.reading
        kept = reading.values, reading.keys
        reading.values, reading.keys = {}, {}
        try:
            return self.node(event)
        finally:
            reading.values, reading.keys = kept

    def sequence(self, start: int) -> Node:
        value: list[Any] = []
        last = start + 1
        path, keys, values = self.faults.path, self.reading.keys, self.reading.values
        while type(event := self.get()) is not SequenceEndEvent:
            path.append(len(value))
            node = self.node(event)
            place = tuple(path)
            values[place] = (node.start, node.end)
            keys[place] = node.first
            value.append(node.value)
            last = max(last, node.end)
            path.pop()
        if self.flow:
            last = end_of(event)
        return Node(value, start, last, keys.get((*path, 0), (start, last)))

    def stop(self, rule: str, message: str, start: int, help_: str) -> None:
        self.faults.note(rule, message, (start, start + 1), help_)
        raise _StopError
