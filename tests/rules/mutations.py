"""Ways to break a file by hand: one reference, one field name, one type, one date, one key twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.document.source import Source
from itsm_as_code.finding import FieldPath, Span
from itsm_as_code.model.common import Entity
from itsm_as_code.model.structure import (
    Either,
    Flag,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    Words,
    fields_of,
)

NO_SUCH_DAY = "2027-02-30"
GENERIC = "[]"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault in one file, and what the linter has to say of it.

    Attributes:
        path: The file.
        about: What was broken, for the name of a failing test: `reference spec.owner`.
        data: The file with the fault.
        code: The rule that reports it.
        underlined: The text at the finding's place.
        nearest: What the help has to name; empty when there is nothing to suggest.
    """

    path: str
    about: str
    data: bytes
    code: str
    underlined: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a file with what the model says of it; `key` when it is the field of a model."""

    path: FieldPath
    node: Node
    value: object
    key: bool

    @property
    def generic(self) -> str:
        """The path with list items alike."""
        return ".".join(GENERIC if isinstance(step, int) else step for step in self.path)


def places(entity: type[Entity], value: object) -> Iterator[Place]:
    """Every value of a file that the model describes, in the order of the file."""
    yield from _below(Nested(entity), value, ())


def _below(node: Node, value: object, path: FieldPath) -> Iterator[Place]:
    if isinstance(node, Either):
        node = next((option for option in node.options if _fits(option, value)), node)
    if isinstance(node, Nested) and isinstance(value, Mapping):
        fields = fields_of(node.model)
        for key, part in value.items():
            yield Place((*path, key), fields[key].node, part, key=True)
            yield from _below(fields[key].node, part, (*path, key))
    elif isinstance(node, MapOf) and isinstance(value, Mapping):
        for key, part in value.items():
            yield from _below(node.value, part, (*path, key))
    elif isinstance(node, ListOf) and isinstance(value, list):
        for index, part in enumerate(value):
            yield Place((*path, index), node.item, part, key=False)
            yield from _below(node.item, part, (*path, index))


def _fits(node: Node, value: object) -> bool:
    if isinstance(value, Mapping):
        return isinstance(node, Nested | MapOf)
    if isinstance(value, list):
        return isinstance(node, ListOf)
    return isinstance(node, Scalar | Words | Referring | Flag)


def mutations(record: Record[Entity]) -> Iterator[Mutation]:
    """Every fault that this module can put into one file."""
    file = _File(record)
    for reference in record.references:
        yield from _broken_reference(file, reference.field, reference.definition.path[-1] == "{key}")
    for place in places(record.kind.entity, record.document.value):
        if place.key:
            yield from _broken_key(file, place)
            yield from _doubled_key(file, place)
        yield from _broken_type(file, place)
        if isinstance(place.node, Scalar) and place.node.form.phrase.startswith("a date"):
            new = file.replaced(record.document.span(place.path), NO_SUCH_DAY)
            yield Mutation(record.path, f"date {place.generic}", new, "SCH006", NO_SUCH_DAY)


class _File:
    """A file's text with edits by span."""

    def __init__(self, record: Record[Entity]) -> None:
        self.record = record
        self.source = Source(record.document.text)

    def text(self, span: Span) -> str:
        """The text at a span of one line."""
        return self.source.line(span.start_line)[span.start_column - 1 : span.end_column - 1]

    def replaced(self, span: Span, new: str) -> bytes:
        """The file with the text at a span of one line replaced."""
        start = self.source.starts[span.start_line - 1]
        text = self.source.text
        return (text[: start + span.start_column - 1] + new + text[start + span.end_column - 1 :]).encode()

    def doubled(self, line: int) -> bytes:
        """The file with a line repeated right behind itself."""
        start, end = self.source.starts[line - 1], self.source.starts[line]
        text = self.source.text
        return (text[:end] + text[start:end] + text[end:]).encode()


def _broken_reference(file: _File, path: FieldPath, is_key: bool) -> Iterator[Mutation]:
    document = file.record.document
    span = document.key_span(path) if is_key else document.span(path)
    written = file.text(span)
    about = f"reference {'.'.join(GENERIC if isinstance(step, int) else step for step in path)}"
    process, slash, activity = written.partition("/")
    if slash:
        broken = f"{process}x/{activity}"
        yield Mutation(file.record.path, about, file.replaced(span, broken), "REF001", f"{process}x", process)
        broken = f"{process}/{activity}x"
        yield Mutation(
            file.record.path,
            f"{about} (activity)",
            file.replaced(span, broken),
            "REF001",
            f"{activity}x",
            activity,
        )
    else:
        yield Mutation(
            file.record.path, about, file.replaced(span, f"{written}x"), "REF001", f"{written}x", written
        )


def _broken_key(file: _File, place: Place) -> Iterator[Mutation]:
    span = file.record.document.key_span(place.path)
    written = file.text(span)
    new = file.replaced(span, f"{written}x")
    yield Mutation(file.record.path, f"field {place.generic}", new, "SCH002", f"{written}x", written)


def _doubled_key(file: _File, place: Place) -> Iterator[Mutation]:
    """Only where the key and its value have a line of their own."""
    document = file.record.document
    span, value = document.key_span(place.path), document.span(place.path)
    line = file.source.line(span.start_line)
    alone = line[: span.start_column - 1].isspace() or span.start_column == 1
    if alone and value.end_line == span.start_line and value.end_column == len(line) + 1:
        new = file.doubled(span.start_line)
        yield Mutation(file.record.path, f"twice {place.generic}", new, "SYN003", file.text(span))


_WRONG: tuple[tuple[type[Any], str], ...] = (
    (bool, "[17]"),
    (int, "[17]"),
    (float, "[17]"),
    (str, "[17]"),
    (list, "17"),
    (dict, "17"),
)


def _broken_type(file: _File, place: Place) -> Iterator[Mutation]:
    """A list where one value belongs, a number where a list or mapping belongs; on one line only."""
    span = file.record.document.span(place.path)
    if span.start_line != span.end_line or isinstance(place.node, Either):
        return
    wrong = next(new for kind, new in _WRONG if isinstance(place.value, kind))
    code = "SCH001" if place.path == ("kind",) else "SCH004"
    yield Mutation(file.record.path, f"type {place.generic}", file.replaced(span, wrong), code, wrong)
