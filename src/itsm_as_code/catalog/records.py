"""What the catalogue is made of: files, records and the references between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

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


@dataclass(frozen=True, slots=True, eq=False)
class Record(Generic[EntityT_co]):
    """One entity and the file it stands in.

    Attributes:
        path: The file, relative to the root of the repository.
        kind: What it is.
        name: `metadata.name`, or the stem of the file where that is missing.
        document: The file as read.
        parsed: The typed entity; `None` when too much is broken.
        broken: Fields left out of `parsed` because they do not fit the schema.
        references: Everything it names, in the order of the file.
    """

    path: str
    kind: Kind
    name: str
    document: Document
    parsed: EntityT_co | None
    broken: frozenset[FieldPath]
    references: tuple[Reference, ...]

    @property
    def ref(self) -> str:
        """The canonical form, `kind:name`."""
        return f"{self.kind.short}:{self.name}"

    @property
    def entity(self) -> EntityT_co:
        """The typed entity.

        Raises:
            LookupError: When it has no typed form; `Catalog.of` never gives such a record.
        """
        if self.parsed is None:
            raise LookupError(f"{self.ref} does not fit its schema")
        return self.parsed

    @property
    def title(self) -> str:
        """What people read: the title, else the name; also where the rest does not fit the schema."""
        title = value_at(self.document.value, ("metadata", "title"))
        return title if isinstance(title, str) and title else self.name


@dataclass(slots=True, eq=False)
class SourceFile:
    """One file under the roots, or `itsm.yaml`, with all that reading it brought to light."""

    path: str
    document: Document | None = None
    kind: Kind | None = None
    record: Record[Entity] | None = None
    problems: list[Problem] = field(default_factory=list)
