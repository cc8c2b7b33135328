"""The fast way to a document's value: for files with nothing wrong or even remarkable in them.

Thousands of files are read at once and nearly all of them are faultless, so this reader keeps no position
and explains nothing. Whatever is not plainly in order raises `Remarkable`, and `thorough` reads the file
again, with the same parser, to say what is wrong and where. Both give the same value for the same text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from itsm_as_code.document.characters import value_fault
from itsm_as_code.document.core_schema import CONSTANTS, NUMBER_STARTS, UnboundedNumberError, number_or_text
from itsm_as_code.document.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
    events_of,
)
from itsm_as_code.document.limits import MAX_DEPTH
from itsm_as_code.document.strictness import is_indented, looks_remarkable

MOST_CHARACTERS: Final = 40_000
"""Longer texts could hold too many nodes; this reader does not count them."""

_PECULIAR_KEYS = frozenset({"", "<<", "-"})


class Remarkable(Exception):  # noqa: N818 (no error: the file may be in order)
    """The text needs the thorough reader."""


def read(text: str) -> dict[str, Any]:
    """The mapping that `text` holds; line ends must be line feeds and the characters in order.

    Raises:
        Remarkable: When anything is wrong, or might be.
    """
    if len(text) > MOST_CHARACTERS or looks_remarkable(text):
        raise Remarkable
    careful = "&" in text or "!" in text or "\\" in text
    try:
        return _Reading(text, events_of(text), careful).document()
    except (YAMLError, UnboundedNumberError) as error:
        raise Remarkable from error


def _number(text: str) -> Any:
    if text == "-":
        raise Remarkable
    return number_or_text(text)


class _Reading:
    """One reading of one text."""

    __slots__ = ("careful", "depth", "get", "lines", "text")

    def __init__(self, text: str, get: Callable[[], Event], careful: bool) -> None:
        self.text = text
        self.get = get
        self.careful = careful
        self.depth = 0
        self.lines: list[str] | None = None

    def document(self) -> dict[str, Any]:
        get = self.get
        get()
        if type(get()) is not DocumentStartEvent:
            raise Remarkable
        event = get()
        if type(event) is not MappingStartEvent:
            raise Remarkable
        value: dict[str, Any] = self.collection(event, -1)
        if type(get()) is not DocumentEndEvent or type(get()) is not StreamEndEvent:
            raise Remarkable
        return value

    def collection(self, event: Event, indent: int) -> Any:
        """The mapping or sequence that `event` begins; `indent` is the column of the block around it."""
        if self.depth >= MAX_DEPTH or (self.careful and (event.anchor or event.tag)):
            raise Remarkable
        if not event.flow_style:
            indent = event.start_mark.column
        self.depth += 1
        value: Any
        if type(event) is MappingStartEvent:
            value = {}
            end = self.fill_mapping(value, indent)
        else:
            value = []
            end = self.fill_sequence(value, indent)
        self.depth -= 1
        if event.flow_style and event.start_mark.line != end.end_mark.line:
            self.check_indentation(event.start_mark.line, end.end_mark.line, indent, True)
        return value

    def fill_mapping(self, mapping: dict[str, Any], indent: int) -> Event:
        get = self.get
        careful = self.careful
        while True:
            event = get()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    return event
                raise Remarkable
            key = event.value
            if key in mapping or key in _PECULIAR_KEYS:
                raise Remarkable
            if careful or event.style:
                self.check_scalar(event, indent)
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if event.style or careful:
                    self.check_scalar(event, indent)
                if not event.style:
                    if value in CONSTANTS:
                        value = CONSTANTS[value]
                    elif value[0] in NUMBER_STARTS:
                        value = _number(value)
                mapping[key] = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mapping[key] = self.collection(event, indent)
            else:
                raise Remarkable

    def fill_sequence(self, sequence: list[Any], indent: int) -> Event:
        get = self.get
        careful = self.careful
        while True:
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if event.style or careful:
                    self.check_scalar(event, indent)
                if not event.style:
                    if value in CONSTANTS:
                        value = CONSTANTS[value]
                    elif value[0] in NUMBER_STARTS:
                        value = _number(value)
                sequence.append(value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                sequence.append(self.collection(event, indent))
            elif kind is SequenceEndEvent:
                return event
            else:
                raise Remarkable

    def check_scalar(self, event: Event, indent: int) -> None:
        """Raise for what is allowed to few scalars: anchors, tags, escapes that hide, loose indentation."""
        style = event.style
        if style in ("'", '"') and event.start_mark.line != event.end_mark.line:
            self.check_indentation(event.start_mark.line, event.end_mark.line, indent, False)
        if self.careful and (
            event.anchor or event.tag or (style == '"' and value_fault(event.value) is not None)
        ):
            raise Remarkable

    def check_indentation(self, first: int, last: int, indent: int, flow: bool) -> None:
        if self.lines is None:
            self.lines = self.text.split("\n")
        if not all(is_indented(line, indent, flow=flow) for line in self.lines[first + 1 : last + 1]):
            raise Remarkable
