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

from itsm_as_code.document.characters import value_fault
from itsm_as_code.document.core_schema import LARGEST_WHOLE_NUMBER, UnboundedNumberError, plain_value
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
from itsm_as_code.document.limits import MAX_DEPTH, MAX_NODES
from itsm_as_code.document.source import Source
from itsm_as_code.document.strictness import INDICATORS, is_indented
from itsm_as_code.document.syntax import explain
from itsm_as_code.finding import FieldPath, Problem, Span
from itsm_as_code.text import shortened

Stretch = tuple[int, int]
"""Start and end index into the text."""

_PROPERTY = re.compile(r"(?:&[^\s,\[\]{}]*|!(?:<[^>\s]*>|[^\s,\[\]{}]*))")
_SEPARATION = re.compile(r"(?:[ \t]+(?:#[^\n]*)?|\r?\n[ \t]*(?:#[^\n]*)?)+")
_TRAILING = re.compile(r"[ \t]*(?:#[^\n]*)?$")


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
        complete: Whether the text was read to its end.
        problems: Every fault met, in the order met.
        values: Where the value at each path lies.
        keys: Where the key at each path lies; for list items, what stands for the item.
        scalars: Every scalar with its style, in the order of the text.
    """

    value: Any = None
    complete: bool = False
    problems: list[Problem] = field(default_factory=list)
    values: dict[FieldPath, Stretch] = field(default_factory=dict)
    keys: dict[FieldPath, Stretch] = field(default_factory=dict)
    scalars: list[tuple[int, int, str]] = field(default_factory=list)


class _Stop(Exception):  # noqa: N818 (control flow: the problem is noted)
    """Reading cannot or must not go on."""


def read(text: str, source: Source) -> Reading:
    """Read `text`, whose characters a parser can bear, and report everything."""
    reader = _Reader(text, source)
    reader.run()
    return reader.reading


class _Reader:
    __slots__ = ("depth", "flow", "get", "indent", "nodes", "path", "reading", "source", "text")

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.get: Callable[[], Event] = CParser(text).get_event
        self.reading = Reading()
        self.path: list[str | int] = []
        self.nodes = 0
        self.depth = 0
        self.indent = -1
        self.flow = False

    def run(self) -> None:
        try:
            self.document()
        except YAMLError as error:
            self.reading.problems.append(explain(error, self.source))
        except _Stop:
            pass

    def document(self) -> None:
        self.get()
        start = self.get()
        if type(start) is StreamEndEvent:
            self.stop("not-one-document", "The file is empty", None, "It should hold one entity.")
        event = self.get()
        if type(event) is ScalarEvent and event.value == "" and not event.style and event.implicit[0]:
            empty = True
            node = Node(None, start_of(event), end_of(event), (0, 0))
        else:
            empty = False
            node = self.node(event)
        self.get()
        self.reading.value = node.value
        self.reading.complete = not empty
        self.reading.values[()] = (node.start, node.end)
        self.reading.keys[()] = node.first
        following = self.get()
        if type(following) is DocumentStartEvent:
            self.stop(
                "not-one-document",
                "A second document begins here",
                (start_of(following), end_of(following)),
                "One file holds one entity: move what follows to a file of its own.",
            )
        if empty:
            self.stop("not-one-document", "The file is empty", None, "It should hold one entity.")

    # Nodes

    def node(self, event: Event) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(
                "too-large",
                f"The file holds more than {MAX_NODES:,} keys and values",
                (start_of(event), end_of(event)),
                "Split it into several entities.",
            )
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            start, end = start_of(event), end_of(event)
            self.note(
                "anchor-or-alias",
                f"An alias, {self.quoted(start, end)}, stands here instead of a value",
                (start, end),
                "Write the value out.",
            )
            return Node(None, start, end, (start, end))
        return self.collection(event)

    def scalar(self, event: Event) -> Node:
        start = self.properties(event)
        end = end_of(event)
        style = event.style or ""
        value: str = event.value
        if style in ("|", ">"):
            end = self.end_of_block_scalar(start, end)
        elif style in ("'", '"'):
            self.check_continuation(start, end, flow=False)
        self.reading.scalars.append((start, end, style))
        if style == '"' and "\\" in self.text[start:end]:
            self.check_escapes(value, start, end)
        stretch = (start, end)
        if not style:
            if value in INDICATORS:
                self.note(
                    "syntax-error",
                    f"“{value}” alone is no value",
                    stretch,
                    "Put it in quotes, or remove it.",
                )
            return Node(self.resolve(value, stretch), start, end, stretch)
        return Node(value, start, end, stretch)

    def resolve(self, text: str, stretch: Stretch) -> Any:
        try:
            return plain_value(text)
        except UnboundedNumberError:
            self.note(
                "syntax-error",
                f"{shortened(text, 40)} is not a number that can be kept exactly",
                stretch,
                "Put it in quotes if it is an identifier; numbers are finite and whole numbers"
                f" at most {LARGEST_WHOLE_NUMBER:,}.",
            )
            return None

    def collection(self, event: Event) -> Node:
        start = self.properties(event)
        if self.depth >= MAX_DEPTH:
            self.stop(
                "too-deep",
                f"Mappings and lists are nested more than {MAX_DEPTH} deep",
                (start, start + 1),
                "Flatten the structure.",
            )
        outer_indent, outer_flow = self.indent, self.flow
        self.flow = bool(event.flow_style)
        if not self.flow:
            self.indent = self.source.position(start)[1] - 1
        self.depth += 1
        node = self.mapping(start) if type(event) is MappingStartEvent else self.sequence(start)
        self.depth -= 1
        self.indent, self.flow = outer_indent, outer_flow
        if event.flow_style:
            self.check_continuation(node.start, node.end, flow=True)
        return node

    def mapping(self, start: int) -> Node:
        value: dict[str, Any] = {}
        first: Stretch | None = None
        last = start
        reading = self.reading
        while True:
            event = self.get()
            if type(event) is MappingEndEvent:
                break
            key, stretch = self.key(event)
            if first is None:
                first = stretch
            path = self.path
            path.append(key if key is not None else "")
            place = tuple(path)
            known = key is not None and not self.is_merge(event)
            if known and key in value:
                self.duplicate(place, stretch, reading.keys[place])
                known = False
            if not known:
                node = self.aside(self.get())
            else:
                reading.keys[place] = stretch
                node = self.node(self.get())
                reading.values[place] = (node.start, node.end)
                value[str(key)] = node.value
            last = max(last, stretch[1], node.end)
            path.pop()
        start, last = self.bounds(start, last, event)
        return Node(value, start, last, first or (start, last))

    def aside(self, event: Event) -> Node:
        """Read a value that counts for nothing but its faults."""
        values, keys = self.reading.values, self.reading.keys
        self.reading.values, self.reading.keys = {}, {}
        node = self.node(event)
        self.reading.values, self.reading.keys = values, keys
        return node

    def key(self, event: Event) -> tuple[str | None, Stretch]:
        """The text and place of a key; no text when it can be none."""
        if type(event) is not ScalarEvent:
            node = self.aside(event)
            return None, self.refuse_key(event, node)
        self.nodes += 1
        start = self.properties(event)
        end = end_of(event)
        style = event.style or ""
        if style in ("|", ">"):
            end = self.end_of_block_scalar(start, end)
        self.reading.scalars.append((start, end, style))
        text: str = event.value
        if self.is_merge(event):
            self.note(
                "anchor-or-alias",
                "A merge key, <<, copies fields from elsewhere",
                (start, end),
                "Write the fields out.",
            )
        elif not text and not style:
            self.note("syntax-error", "A key is missing before the colon", (start, start + 1), None)
            return None, (start, start + 1)
        elif self.flow and start and self.text[start - 1] == "?":
            self.note(
                "syntax-error",
                f"“?{text}” is read in two ways by different programs",
                (start - 1, end),
                "Put it in quotes.",
            )
        elif style == '"' and "\\" in self.text[start:end]:
            self.check_escapes(text, start, end)
        elif text in INDICATORS and not style:
            self.note("syntax-error", f"“{text}” alone is no key", (start, end), "Put it in quotes.")
        return text, (start, end)

    def refuse_key(self, event: Event, node: Node) -> Stretch:
        stretch = (node.start, node.end)
        if type(event) is AliasEvent:
            return stretch
        braces = self.text.startswith("{", node.start) and self.text[: node.start].rstrip(" ").endswith("{")
        self.note(
            "syntax-error",
            "A mapping or list cannot be a key",
            stretch,
            "Text that begins with {{ needs quotes." if braces else "Keys are plain text.",
        )
        return stretch

    def sequence(self, start: int) -> Node:
        value: list[Any] = []
        last = start
        reading = self.reading
        while True:
            event = self.get()
            if type(event) is SequenceEndEvent:
                break
            self.path.append(len(value))
            place = tuple(self.path)
            node = self.node(event)
            reading.values[place] = (node.start, node.end)
            reading.keys[place] = node.first
            value.append(node.value)
            last = max(last, node.end)
            self.path.pop()
        start, last = self.bounds(start, last, event)
        return Node(value, start, last, reading.keys.get((*self.path, 0), (start, last)))

    def bounds(self, start: int, last: int, end: Event) -> Stretch:
        """Where a collection lies: to its bracket, or to the end of its last value."""
        return (start, end_of(end)) if self.flow else (start, last)

    # Faults

    def properties(self, event: Event) -> int:
        """Note anchor and tag; the index at which the value itself begins."""
        start = start_of(event)
        tag = getattr(event, "tag", None)
        if not event.anchor and not tag:
            return start
        while found := _PROPERTY.match(self.text, start):
            if found.group()[0] == "&":
                self.note(
                    "anchor-or-alias",
                    f"An anchor, {found.group()}, names this value for reuse",
                    found.span(),
                    "Remove it, and write the value out where it is reused.",
                )
            else:
                self.note(
                    "tag",
                    f"A tag, {found.group()}, changes the type of this value",
                    found.span(),
                    "Remove it; put the value in quotes if text is meant.",
                )
            gap = _SEPARATION.match(self.text, found.end())
            start = gap.end() if gap else found.end()
        return start

    def duplicate(self, place: FieldPath, stretch: Stretch, earlier: Stretch) -> None:
        self.reading.problems.append(
            Problem(
                "duplicate-key",
                f"The key {place[-1]} stands here a second time",
                self.source.span(*stretch),
                place,
                at_key=True,
                help="Keep one of the two.",
                related=((self.source.span(*earlier), "it stands here first"),),
            )
        )

    def check_escapes(self, value: str, start: int, end: int) -> None:
        fault = value_fault(value)
        if fault is not None:
            self.note(
                "forbidden-character",
                f"An escape in this text stands for {fault}",
                (start, end),
                "Remove the escape.",
            )

    def check_continuation(self, start: int, end: int, *, flow: bool) -> None:
        first, last = self.source.position(start)[0], self.source.position(end)[0]
        for number in range(first + 1, last + 1):
            line = self.source.line(number)
            if not is_indented(line, self.indent, flow):
                begin = self.source.starts[number - 1]
                blanks = len(line) - len(line.lstrip())
                what = "list or mapping" if flow else "text"
                self.note(
                    "syntax-error",
                    f"This line of a {what} must be indented more than its key",
                    (begin + blanks, begin + len(line.rstrip())),
                    "Indent it with spaces.",
                )
                return

    def end_of_block_scalar(self, start: int, end: int) -> int:
        """Index after the last line of a block scalar that is not blank."""
        return start + len(self.text[start:end].rstrip())

    @staticmethod
    def is_merge(event: Event) -> bool:
        return type(event) is ScalarEvent and event.value == "<<" and not event.style

    def quoted(self, start: int, end: int) -> str:
        return shortened(self.text[start:end], 40)

    def note(self, rule: str, message: str, stretch: Stretch | None, help_: str | None) -> None:
        span = self.source.span(*stretch) if stretch else Span(1, 1, 1, 1)
        self.reading.problems.append(Problem(rule, message, span, tuple(self.path), help=help_))

    def stop(self, rule: str, message: str, stretch: Stretch | None, help_: str | None) -> None:
        self.note(rule, message, stretch, help_)
        raise _Stop
