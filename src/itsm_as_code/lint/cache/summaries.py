"""What reading a file brought to light, kept so that the same bytes need not be read again.

A `Summary` is what every lint needs of every file; its `Body` is needed of few: the content, what it names,
and its problems.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from itsm_as_code.catalog import Record, Reference, SourceFile
from itsm_as_code.catalog.records import BRIEF, Known
from itsm_as_code.catalog.validation import read_entity
from itsm_as_code.document import Document, parse
from itsm_as_code.errors import ReadError
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.lint.cache.identity import digest
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import KINDS, Kind


class Body(msgspec.Struct, array_like=True):
    """The content of a file.

    Attributes:
        value: The content of a plain file as MessagePack; empty otherwise.
        naming: Field, target and number of the reference field of everything that the entity names.
        problems: What is wrong with the file.
    """

    value: bytes
    naming: list[tuple[FieldPath, str, int]]
    problems: list[Problem]


class Summary(msgspec.Struct, array_like=True):
    """What is known of a file.

    Attributes:
        content: Digest of its bytes.
        placed: Name of the kind that belongs where it lies.
        kind: Name of the kind of its entity; empty when it holds none.
        name: The entity's name.
        typed: Whether the entity has its typed form.
        form: `PLAIN` when its value says all, `FAULTY` when it has to be parsed again, `UNREAD` when it could
            not be read, `MISPLACED` when it was not to be read.
        targets: Canonical references of everything that the entity names.
        fields: The number of the reference field of each, among those of the kind.
        identifiers: Its identifiers in other systems, by system.
        brief: Its fields that much depends on, where they are a word (`records.BRIEF`).
        meaning: Digest of what its fields say; of all its bytes unless it is plain.
        naming: Digest of what the entity names, and where.
        body: Digest of its body.
        place: Where the body is kept.
        oid: The id of the bytes as an object of git; empty where they were not read from git.
    """

    content: bytes
    placed: str
    kind: str
    name: str
    typed: bool
    form: int
    targets: tuple[str, ...]
    fields: tuple[int, ...]
    identifiers: dict[str, str]
    brief: dict[str, str]
    meaning: bytes
    naming: bytes
    body: bytes
    place: tuple[int, int] = (0, 0)
    oid: str = ""

    @property
    def ref(self) -> str:
        """The entity's canonical reference."""
        return KINDS[self.kind].ref_of(self.name)


PLAIN, FAULTY, UNREAD, MISPLACED = range(4)

_encode = msgspec.msgpack.Encoder().encode
_decode_body = msgspec.msgpack.Decoder(Body).decode


def summarise(file: SourceFile, read: bytes) -> tuple[Summary, bytes]:
    """The summary of a file and its body.

    Args:
        file: The file as loaded.
        read: The digest of its bytes.

    Raises:
        UnicodeEncodeError: When a part of it is no text.
    """
    document, record = file.document, file.record
    form = _form(file)
    value = _encode(document.value) if document is not None and form == PLAIN else b""
    naming = _named(record) if record is not None else []
    body = _encode(Body(value, naming, file.problems))
    return Summary(
        content=read if form != MISPLACED else digest(body),
        placed=file.kind.name if file.kind else "",
        kind=record.kind.name if record else "",
        name=record.name if record else "",
        typed=record is not None and record.is_typed,
        form=form,
        targets=tuple([target for _, target, _ in naming]),
        fields=tuple([number for _, _, number in naming]),
        identifiers=dict(record.identifiers) if record else {},
        brief=_brief(record) if record else {},
        meaning=digest(value) if form == PLAIN else read,
        naming=digest(_encode(naming)),
        body=digest(body),
    ), body


def _form(file: SourceFile) -> int:
    if file.document is None:
        return MISPLACED if any(problem.rule == "misplaced-file" for problem in file.problems) else UNREAD
    broken = file.record is not None and file.record.broken
    return FAULTY if file.problems or broken or not file.document.is_plain else PLAIN


def _brief(record: Record[Entity]) -> dict[str, str]:
    words = ((field, record.written(("spec", field))) for field in BRIEF)
    return {field: word for field, word in words if isinstance(word, str)}


def _named(record: Record[Entity]) -> list[tuple[FieldPath, str, int]]:
    numbers = _numbers(record.kind)
    return [(each.field, each.target, numbers[id(each.definition)]) for each in record.naming()]


_NUMBERS: dict[str, dict[int, int]] = {}


def _numbers(kind: Kind) -> Mapping[int, int]:
    """The number of each reference field of a kind, by identity: fields are made once."""
    if kind.name not in _NUMBERS:
        _NUMBERS[kind.name] = {id(field): number for number, field in enumerate(kind.references)}
    return _NUMBERS[kind.name]


class Recalled:
    """A file that was read before; what is asked for comes from its body, or else from its bytes."""

    __slots__ = ("_body", "_data", "_document", "_path", "_summary", "_take")

    def __init__(
        self,
        path: str,
        summary: Summary,
        take: Callable[[Summary], bytes | None],
        data: Callable[[str], bytes | ReadError],
    ) -> None:
        """A file.

        Args:
            path: The file.
            summary: What is known of it.
            take: Gives the body of a summary, when it is there.
            data: Gives the bytes of a file.
        """
        self._path = path
        self._summary = summary
        self._take = take
        self._data = data
        self._body: Body | None = None
        self._document: Document | None = None

    def file(self) -> SourceFile:
        """The file, as loading it would give it."""
        summary = self._summary
        file = SourceFile(self._path, kind=KINDS.get(summary.placed))
        record: Record[Entity] | None = None
        if summary.kind:
            sound = summary.form == PLAIN
            known_of = Known(
                sound, summary.typed, summary.targets, summary.fields, summary.identifiers, summary.brief
            )
            record = Record.known(self._path, KINDS[summary.kind], summary.name, known_of, self)
        if summary.form == PLAIN:
            file.known(record, self)
        else:
            file.problems += self._kept().problems
            file.record = record
            if summary.form == FAULTY:
                file.known(record, self)
        return file

    def document(self) -> Document:
        """The file as read."""
        if self._document is None:
            value = self._kept().value
            if value:
                self._document = Document.known(msgspec.msgpack.decode(value), self._bytes)
            else:
                self._document = parse(self._bytes())
        return self._document

    def typed(self) -> tuple[Entity | None, frozenset[FieldPath]]:
        """The typed entity, and the fields left out of it."""
        value = self.document().value
        assert value is not None
        reading = read_entity(value, KINDS.get(self._summary.placed))
        return reading.entity, reading.broken

    def references(self) -> tuple[Reference, ...]:
        """Everything that the entity names."""
        fields = KINDS[self._summary.kind].references
        source = self._summary.ref
        return tuple(
            Reference(source, tuple(path), target, fields[number])
            for path, target, number in self._kept().naming
        )

    def _bytes(self) -> bytes:
        data = self._data(self._path)
        assert isinstance(data, bytes)
        return data

    def _kept(self) -> Body:
        """The body.

        Raises:
            Forgotten: When it is not there.
        """
        if self._body is None:
            data = self._take(self._summary)
            if data is None or digest(data) != self._summary.body:
                raise Forgotten(self._path)
            self._body = _decode_body(data)
        return self._body


def body_of(body: bytes | None, summary: Summary) -> Body | None:
    """The body of a file, decoded; `None` when it is not there."""
    if body is None or digest(body) != summary.body:
        return None
    return _decode_body(body)


class Forgotten(Exception):  # noqa: N818 (no error: the file is read again)
    """What a summary promises is not there any more."""
