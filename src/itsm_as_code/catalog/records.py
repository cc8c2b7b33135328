"""What the catalogue is made of: records and the references between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.views import EVERYTHING, view

if TYPE_CHECKING:
    from itsm_as_code.document import Document
    from itsm_as_code.model.common import Entity
    from itsm_as_code.model.kinds import Kind, ReferenceField

BROKEN = "broken"
"""Stands for the fields that do not fit the schema, among the fields of an entity that were read."""

BRIEF = ("state", "topic", "type", "criticality", "enables")
"""Fields of `spec` that much depends on: where they are a word, a record that is known has them at hand."""

_NONE: frozenset[FieldPath] = frozenset()
_IDENTIFIERS = ("metadata", "externalIds")

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


class Known(NamedTuple):
    """What is known of an entity without reading its file.

    Attributes:
        is_sound: Whether its file has no fault of its own.
        is_typed: Whether it has its typed form.
        targets: Canonical references of everything that it names, in the order of the file.
        fields: The number of the reference field of each, among those of its kind.
        identifiers: Its identifiers in other systems, by system.
        brief: The fields of `BRIEF` that are a word.
    """

    is_sound: bool
    is_typed: bool
    targets: tuple[str, ...]
    fields: tuple[int, ...]
    identifiers: dict[str, str]
    brief: dict[str, str]


class Record(Generic[EntityT_co]):
    """One entity and the file it stands in.

    Attributes:
        path: The file, relative to the root of the repository.
        kind: What it is.
        name: `metadata.name`, or the stem of the file where that is missing.
        ref: The canonical form, `kind:name`.
        is_typed: Whether it has its typed form.
        memory: What `derived.fact` remembers.
    """

    __slots__ = (
        "_broken",
        "_document",
        "_known",
        "_parsed",
        "_references",
        "_unread",
        "_view",
        "is_typed",
        "kind",
        "memory",
        "name",
        "path",
        "ref",
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
        self.memory: dict[object, tuple[object, Reads | None]] = {}
        self._known: Known | None = None
        self._document: Document | None = document
        self._parsed = parsed
        self._broken: frozenset[FieldPath] | None = broken
        self._references: tuple[Reference, ...] | None = references
        self._unread: Unread | None = None
        self._view: EntityT_co | None = None

    @classmethod
    def known(cls, path: str, kind: Kind, name: str, known: Known, unread: Unread) -> Record[EntityT_co]:
        """A record of which the rest is read when it is asked for."""
        self = cls.__new__(cls)
        self.path = path
        self.kind = kind
        self.name = name
        self.ref = f"{kind.short}:{name}"
        self.is_typed = known.is_typed
        self.memory = {}
        self._known = known
        self._document = None
        self._parsed = None
        self._broken = _NONE if known.is_sound else None
        self._references = None
        self._unread = unread
        self._view = None
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
        if self._parsed is None and self.is_typed:
            self._type()
        reader = reads.current
        if reader is None or reader.subject is self.path or self._parsed is None:
            return self._parsed
        if self._view is None:
            self._view = view(self._parsed, self._note)
        return self._view

    @property
    def broken(self) -> frozenset[FieldPath]:
        """Fields left out of `parsed` because they do not fit the schema."""
        self._note(BROKEN)
        if self._broken is None:
            self._type()
        assert self._broken is not None
        return self._broken

    @property
    def value(self) -> Mapping[str, Any]:
        """The content as plain mappings, lists and scalars, whether or not it fits the schema."""
        self._note(EVERYTHING)
        return self._value()

    def written(self, path: FieldPath) -> Any:
        """What is written in one field, as plain mappings, lists and scalars; `None` when it is absent."""
        if reads.current is not None:
            self._note(".".join(map(str, path[:2])))
        if self._known is not None and len(path) == 2 and path[0] == "spec" and path[1] in self._known.brief:
            return self._known.brief[path[1]]
        return value_at(self._value(), path)

    @property
    def identifiers(self) -> Mapping[str, str]:
        """Its identifiers in other systems, by system, as far as they are text."""
        self._note(".".join(_IDENTIFIERS))
        if self._known is not None:
            return self._known.identifiers
        found = value_at(self._value(), _IDENTIFIERS)
        if not isinstance(found, dict):
            return {}
        return {system: name for system, name in found.items() if isinstance(name, str)}

    @property
    def targets(self) -> Sequence[str]:
        """Canonical references of everything that it names, in the order of the file."""
        self._note_references()
        return self.naming_targets()

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything it names, in the order of the file."""
        self._note_references()
        return self.naming()

    def references_in(self, *fields: str) -> list[Reference]:
        """What it names in some fields, by their names (`relations.field_name`), in the order of the file."""
        for field in fields:
            self._note_references(field)
        return [each for each in self.naming() if field_name(each.definition) in fields]

    def targets_in(self, *fields: str) -> list[str]:
        """As `references_in`, the canonical references alone: less has to be read for them."""
        for field in fields:
            self._note_references(field)
        return [target for target, field in self._named() if field_name(field) in fields]

    def naming_targets(self) -> Sequence[str]:
        """As `targets`, for the catalogue, which notes itself what is read of it."""
        if self._known is not None:
            return self._known.targets
        return [reference.target for reference in self.naming()]

    def naming_field(self, place: int) -> str:
        """The name of the field of one of `naming_targets`."""
        if self._known is not None:
            return field_name(self.kind.references[self._known.fields[place]])
        return field_name(self.naming()[place].definition)

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
        title = self.written(("metadata", "title"))
        return title if isinstance(title, str) and title else self.name

    def _named(self) -> Iterable[tuple[str, ReferenceField]]:
        """The target and the field of everything that it names, in the order of the file."""
        if self._known is None:
            return ((each.target, each.definition) for each in self.naming())
        definitions = self.kind.references
        fields = (definitions[number] for number in self._known.fields)
        return zip(self._known.targets, fields, strict=True)

    def _value(self) -> Mapping[str, Any]:
        if self._document is None:
            assert self._unread is not None
            self._document = self._unread.document()
        return self._document.value or {}

    def _note(self, field: str) -> None:
        """Note that a field is read, or everything."""
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.values[f"{self.kind.name}#{field}"].add(self.path)

    def _note_references(self, field: str = EVERYTHING) -> None:
        reader = reads.current
        if reader is not None and reader.subject is not self.path:
            reader.references[f"{self.kind.name}#{field}"].add(self.path)

    def _type(self) -> None:
        assert self._unread is not None
        parsed, self._broken = self._unread.typed()
        self._parsed = cast("EntityT_co | None", parsed)
