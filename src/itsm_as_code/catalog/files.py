"""The files that a catalogue is read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.records import Record, Unread
from itsm_as_code.finding import Problem

if TYPE_CHECKING:
    from itsm_as_code.document import Document
    from itsm_as_code.model.common import Entity
    from itsm_as_code.model.kinds import Kind


class SourceFile:
    """One file under the roots, or `itsm.yaml`, with all that reading it brought to light.

    Attributes:
        path: The file, relative to the root of the repository.
        kind: The kind that belongs where it lies.
    """

    __slots__ = ("_document", "_problems", "_record", "_unread", "kind", "path")

    def __init__(
        self,
        path: str,
        document: Document | None = None,
        kind: Kind | None = None,
        record: Record[Entity] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.path = path
        self.kind = kind
        self._record = record
        self._problems = list(problems)
        self._document = document
        self._unread: Unread | None = None

    @property
    def document(self) -> Document | None:
        """The file as read; `None` when it could not be."""
        self._note()
        if self._document is None and self._unread is not None:
            self._document = self._unread.document()
        return self._document

    @document.setter
    def document(self, document: Document) -> None:
        self._document = document

    @property
    def record(self) -> Record[Entity] | None:
        """The entity that it holds."""
        self._note()
        return self._record

    @record.setter
    def record(self, record: Record[Entity] | None) -> None:
        self._record = record

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        self._note()
        return self._problems

    @problems.setter
    def problems(self, problems: list[Problem]) -> None:
        self._problems = problems

    def known(self, record: Record[Entity] | None, unread: Unread) -> None:
        """Say that the file holds a record that is known, and how to read it."""
        self._record = record
        self._unread = unread

    def _note(self) -> None:
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.contents.add(self.path)
