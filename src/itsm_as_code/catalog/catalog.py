"""The catalogue: every entity by reference, and every reference in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import Any, TypeVar, cast

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.files import SourceFile
from itsm_as_code.catalog.former_names import FormerNames, Renaming
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.catalog.records import Record, Reference
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS, SUFFIX
from itsm_as_code.model.organization import Organization
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.views import EVERYTHING
from itsm_as_code.model.vocabulary import Profile

EntityT = TypeVar("EntityT", bound=Entity)

BUILT_IN = frozenset(
    {
        "calendar:always",
        "calendar:office",
        "change-model:standard",
        "change-model:normal",
        "change-model:emergency",
    }
)
"""References that need no file: two calendars and three change models."""


class Records(Mapping[str, Record[Entity]]):
    """Every entity by canonical reference; what is looked up is noted (`reads`)."""

    __slots__ = ("_records",)

    def __init__(self, records: dict[str, Record[Entity]]) -> None:
        self._records = records

    def __getitem__(self, ref: str) -> Record[Entity]:
        if reads.current is not None:
            reads.current.existence.add(ref)
        return self._records[ref]

    def __contains__(self, ref: object) -> bool:
        if reads.current is not None:
            reads.current.existence.add(str(ref))
        return ref in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._everything())

    def __len__(self) -> int:
        return len(self._everything())

    def keys(self) -> KeysView[str]:
        """Every canonical reference."""
        return self._everything().keys()

    def values(self) -> ValuesView[Record[Entity]]:
        """Every entity."""
        return self._everything().values()

    def items(self) -> ItemsView[str, Record[Entity]]:
        """Every canonical reference with its entity."""
        return self._everything().items()

    def _everything(self) -> dict[str, Record[Entity]]:
        if reads.current is not None:
            reads.current.everything.add("records")
        return self._records


class Catalog:
    """All entities of one tree.

    Attributes:
        name: What was read, for messages ("working directory").
        settings: `itsm.yaml`, with defaults where it is silent or broken.
        settings_file: The file that says so.
        records: Every entity by canonical reference; of two that share one, that of the rightly named file.
        memory: What `derived` remembers.
        former_names: What entities used to be called; `None` where there is no history.
        history_was_read: Whether anybody asked for a former name.
    """

    def __init__(
        self, name: str, settings: Settings, settings_file: SourceFile, files: Sequence[SourceFile]
    ) -> None:
        self.name = name
        self.settings = settings
        self.settings_file = settings_file
        self.memory: dict[object, tuple[object, Reads | None]] = {}
        self.former_names: FormerNames | None = None
        self.history_was_read = False
        self._governing: Profile | None = None
        self._files = (settings_file, *files)
        self._duplicates: list[Record[Entity]] = []
        self._records: dict[str, Record[Entity]] = {}
        self._of_kind: dict[str, list[Record[Entity]]] = defaultdict(list)
        for file in self._files:
            record = file.record
            if record is None:
                continue
            first = self._records.setdefault(record.ref, record)
            if first is not record:
                rightful, other = (record, first) if _out_of_place(first) else (first, record)
                self._records[record.ref] = rightful
                self._duplicates.append(other)
        for record in self._records.values():
            self._of_kind[record.kind.name].append(record)
        self.records = Records(self._records)
        self._holders: dict[tuple[str, ...], Sequence[Record[Entity]]] = {}
        self._incoming: dict[tuple[str, ...], tuple[Reference, ...]] = {}

    @classmethod
    def empty(cls, name: str) -> Catalog:
        """A catalogue without a file, such as the state before a repository was begun."""
        return cls(
            name, Settings.model_validate({"apiVersion": "itsm/v1", "kind": "Settings"}), SourceFile(""), ()
        )

    def governed_by(self, other: Catalog, *, policies: bool = False) -> Catalog:
        """The same catalogue under another one's profile, severities, gate and waiver limits.

        Args:
            other: The other one.
            policies: Whether under its policies as well, in place of the own ones.
        """
        parts = ("gate", "rules", "waivers")
        settings = self.settings.model_copy(update={part: getattr(other.settings, part) for part in parts})
        files = list(self._files[1:])
        if policies:
            files = [file for file in files if not _is_policy(file)]
            files += [file for file in other.files[1:] if _is_policy(file)]
        found = Catalog(self.name, settings, self.settings_file, sorted(files, key=lambda file: file.path))
        found.former_names = self.former_names
        found._governing = other.profile
        return found

    def get(self, ref: str) -> Record[Entity] | None:
        """The entity with this canonical reference."""
        if reads.current is not None:
            reads.current.existence.add(ref)
        return self._records.get(ref)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Every file under the roots and `itsm.yaml`, by path."""
        if reads.current is not None:
            reads.current.everything.add("paths")
        return self._files

    @property
    def duplicates(self) -> Sequence[Record[Entity]]:
        """The others of a shared reference."""
        if reads.current is not None:
            reads.current.everything.add("records")
        return self._duplicates

    def file(self, path: str) -> SourceFile | None:
        """The file at a path, whether or not it holds an entity."""
        if reads.current is not None:
            reads.current.contents.add(path)
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> Mapping[str, SourceFile]:
        return {file.path: file for file in self._files}

    def find(self, kind: type[EntityT], name: str | None) -> Record[EntityT] | None:
        """The entity of a kind by name, when it exists and has its typed form."""
        if name is None:
            return None
        record = self.get(KINDS[kind.__name__].ref_of(name))
        return cast("Record[EntityT]", record) if record and record.is_typed else None

    def of(self, kind: type[EntityT]) -> Sequence[Record[EntityT]]:
        """Every entity of one kind that has its typed form, by path."""
        if reads.current is not None:
            reads.current.everything.add(f"of {kind.__name__}")
        return self._typed.get(kind.__name__, ())

    def of_kind(self, kind: str) -> Sequence[Record[Entity]]:
        """Every entity of one kind by the kind's name (`"Service"`), broken ones included."""
        if reads.current is not None:
            reads.current.everything.add(f"of {kind}")
        return self._of_kind.get(kind, ())

    @cached_property
    def _typed(self) -> Mapping[str, Sequence[Record[Any]]]:
        return {
            kind: tuple(record for record in records if record.is_typed)
            for kind, records in self._of_kind.items()
        }

    @property
    def organization(self) -> Record[Organization] | None:
        """The one Organization, when it has its typed form."""
        return next(iter(self.of(Organization)), None)

    @property
    def profile(self) -> Profile:
        """The profile that the organization chose; `standard` when it says nothing."""
        if self._governing is not None:
            return self._governing
        return self.organization.entity.spec.profile if self.organization else "standard"

    @cached_property
    def _naming(self) -> Mapping[str, Sequence[tuple[Record[Entity], int]]]:
        """Who names each reference, by path: the entity, and the place among all that it names."""
        naming: dict[str, list[tuple[Record[Entity], int]]] = defaultdict(list)
        for record in self._records.values():
            for place, target in enumerate(record.naming_targets()):
                naming[target].append((record, place))
        return naming

    def outgoing(self, ref: str, *fields: str) -> Sequence[Reference]:
        """What an entity names, in the order of its file.

        Args:
            ref: Its canonical reference.
            fields: Names of the fields in which it does (`relations.field_name`); any when none are given.
        """
        record = self.get(ref)
        if record is None:
            return ()
        return record.references_in(*fields) if fields else record.references

    def incoming(self, ref: str, *fields: str) -> Sequence[Reference]:
        """Who names an entity, by path.

        Args:
            ref: Its canonical reference.
            fields: Names of the fields in which they do (`relations.field_name`); any when none are given.
        """
        self._note_incoming(ref, fields)
        key = (ref, *fields)
        found = self._incoming.get(key)
        if found is None:
            found = self._incoming[key] = tuple(
                [record.naming()[place] for record, place in self._namings(ref, fields)]
            )
        return found

    def named(self, ref: str, *fields: str) -> Sequence[str]:
        """As `outgoing`, the canonical references alone: less has to be read for them."""
        record = self.get(ref)
        if record is None:
            return ()
        return record.targets_in(*fields) if fields else record.targets

    def holders(self, ref: str, *fields: str) -> Sequence[Record[Entity]]:
        """As `incoming`, the entities that name one alone, each once: less has to be read for them."""
        self._note_incoming(ref, fields)
        key = (ref, *fields)
        found = self._holders.get(key)
        if found is None:
            found = self._holders[key] = list(
                dict.fromkeys([record for record, _ in self._namings(ref, fields)])
            )
        return found

    def _namings(self, ref: str, fields: Sequence[str]) -> Sequence[tuple[Record[Entity], int]]:
        naming = self._naming.get(ref, ())
        if not fields:
            return naming
        return [(record, place) for record, place in naming if record.naming_field(place) in fields]

    def _note_incoming(self, ref: str, fields: Sequence[str]) -> None:
        if reads.current is not None:
            reads.current.incoming.update(f"{ref}#{field}" for field in fields or (EVERYTHING,))

    def exists(self, ref: str) -> bool:
        """Whether a reference names an entity or something built in."""
        return ref in BUILT_IN or ref in self.records

    def renaming(self, ref: str) -> Renaming | None:
        """What an entity is called now that used to have this canonical reference, as the history tells."""
        if self.former_names is None:
            return None
        self.history_was_read = True
        if reads.current is not None:
            reads.current.everything.add(reads.HISTORY)
        return self.former_names.renaming(ref, self._records.__contains__)

    def names(self, kinds: Iterable[str]) -> list[str]:
        """Canonical references of all entities of some kinds (by the kinds' names), for suggestions."""
        return [record.ref for kind in kinds for record in self.of_kind(kind)]

    def resolve(self, text: str) -> Record[Entity] | None:
        """The entity that a person means by `kind:name`, or by a bare name that only one kind has."""
        named = self.get(text)
        if named is not None:
            return named
        found = [record for short in BY_SHORT if (record := self.get(f"{short}:{text}"))]
        return found[0] if len(found) == 1 else None


def _is_policy(file: SourceFile) -> bool:
    return file.record is not None and file.record.kind.name == "Policy"


def _out_of_place(record: Record[Entity]) -> bool:
    """Whether a file is not called as its entity is."""
    return not record.path.endswith(f"/{record.name}{SUFFIX}")
