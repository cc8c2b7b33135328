"""What the catalogue is made of: files, records and the references between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from itsm_as_code.catalog import reads
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import FieldPath, Problem

if TYPE_CHECKING:
    from itsm_as_code.document import Document
    from itsm_as_code.model.common import Entity
    from itsm_as_code.model.kinds import Kind, ReferenceField

EntityT_co = TypeVar("EntityT_co", bound="Entity", covariant=True)


class Reference(NamedTuple):
    """One reference as it stands in a file.

    Attributes:
        source: Canonical reference of the entity that holds it (`service:email`).
        field: Where it stands.
        target: Canonical reference of what it names (`role:it-manager`).
        definition: The field of the model.
    """

    source: str
    field: FieldPath
    target: str
    definition: ReferenceField

    @property
    def kind(self) -> str:
        """Short name of the kind it names."""
        return self.target.partition(":")[0]

    @property
    def name(self) -> str:
        """Name of the entity it names, without an activity behind a slash."""
        return self.target.partition(":")[2]


class Unread(Protocol):
    """A file that is known without having been read; each part is read when it is asked for."""

    def document(self) -> Document:
        """The file as read."""

    def typed(self) -> tuple[Entity | None, frozenset[FieldPath]]:
        """The typed entity, and the fields left out of it."""

    def references(self) -> tuple[Reference, ...]:
        """Everything that the entity names."""


class Record(Generic[EntityT_co]):
    """One entity and the file it stands in.

    Attributes:
        path: The file, relative to the root of the repository.
        kind: What it is.
        name: `metadata.name`, or the stem of the file where that is missing.
        ref: The canonical form, `kind:name`.
        is_typed: Whether it has its typed form.
        targets: Canonical references of everything it names, in the order of the file.
    """

    __slots__ = (
        "_broken",
        "_document",
        "_parsed",
        "_references",
        "_unread",
        "is_typed",
        "kind",
        "name",
        "path",
        "ref",
        "targets",
    )

    def __init__(  # noqa: PLR0917 (what loading knows, in the order in which it learns it)
        self,
        path: str,
        kind: Kind,
        name: str,
        document: Document,
        parsed: EntityT_co | None,
        broken: frozenset[FieldPath],
        references: tuple[Reference, ...],
    ) -> None:
        self.path = path
        self.kind = kind
        self.name = name
        self.ref = f"{kind.short}:{name}"
        self.is_typed = parsed is not None
        self.targets = tuple([reference.target for reference in references])
        self._document: Document | None = document
        self._parsed = parsed
        self._broken: frozenset[FieldPath] | None = broken
        self._references: tuple[Reference, ...] | None = references
        self._unread: Unread | None = None

    @classmethod
    def known(
        cls, path: str, kind: Kind, name: str, targets: tuple[str, ...], unread: Unread, *, is_typed: bool
    ) -> Record[EntityT_co]:
        """A record of which the rest is read when it is asked for."""
        self = cls.__new__(cls)
        self.path = path
        self.kind = kind
        self.name = name
        self.ref = f"{kind.short}:{name}"
        self.is_typed = is_typed
        self.targets = targets
        self._document = None
        self._parsed = None
        self._broken = None
        self._references = None
        self._unread = unread
        return self

    @property
    def document(self) -> Document:
        """The file as read."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.contents.add(self.path)
        if self._document is None:
            assert self._unread is not None
            self._document = self._unread.document()
        return self._document

    @property
    def parsed(self) -> EntityT_co | None:
        """The typed entity; `None` when too much is broken."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.values.add(self.path)
        if self._broken is None:
            self._read()
        return self._parsed

    @property
    def broken(self) -> frozenset[FieldPath]:
        """Fields left out of `parsed` because they do not fit the schema."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.values.add(self.path)
        if self._broken is None:
            self._read()
        assert self._broken is not None
        return self._broken

    @property
    def value(self) -> Mapping[str, Any]:
        """The content as plain mappings, lists and scalars, whether or not it fits the schema.

        Better than `document.value` for a rule: what it finds here stays true when only the layout of the
        file changes.
        """
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.values.add(self.path)
        if self._document is None:
            assert self._unread is not None
            self._document = self._unread.document()
        return self._document.value or {}

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything it names, in the order of the file."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.references.add(self.path)
        return self.naming()

    def naming(self) -> tuple[Reference, ...]:
        """As `references`, for the catalogue, which notes itself what is read of it."""
        if self._references is None:
            assert self._unread is not None
            self._references = self._unread.references()
        return self._references

    @property
    def entity(self) -> EntityT_co:
        """The typed entity.

        Raises:
            LookupError: When it has no typed form; `Catalog.of` never gives such a record.
        """
        parsed = self.parsed
        if parsed is None:
            raise LookupError(f"{self.ref} does not fit its schema")
        return parsed

    @property
    def title(self) -> str:
        """What people read: the title, else the name; also where the rest does not fit the schema."""
        title = value_at(self.value, ("metadata", "title"))
        return title if isinstance(title, str) and title else self.name

    def _read(self) -> None:
        assert self._unread is not None
        parsed, self._broken = self._unread.typed()
        self._parsed = cast("EntityT_co | None", parsed)


class SourceFile:
    """One file under the roots, or `itsm.yaml`, with all that reading it brought to light.

    Attributes:
        path: The file, relative to the root of the repository.
        kind: The kind that belongs where it lies.
        record: The entity that it holds.
        problems: What is wrong with it.
    """

    __slots__ = ("_document", "_unread", "kind", "path", "problems", "record")

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
        self.record = record
        self.problems = list(problems)
        self._document = document
        self._unread: Unread | None = None

    @property
    def document(self) -> Document | None:
        """The file as read; `None` when it could not be."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.contents.add(self.path)
        if self._document is None and self._unread is not None:
            self._document = self._unread.document()
        return self._document

    @document.setter
    def document(self, document: Document) -> None:
        self._document = document

    def known(self, record: Record[Entity] | None, unread: Unread) -> None:
        """Say that the file holds a record that is known, and how to read it."""
        self.record = record
        self._unread = unread
