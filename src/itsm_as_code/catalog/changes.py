"""The facts of a change: what differs between two catalogues, on both sides.

Facts only, no judgement: whether a difference is a loosened promise or a corrected typing error is decided
by rules and by the transition. They are found by `itsm_as_code.transition.changes.compare`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.records import Record
from itsm_as_code.finding import FieldPath, Location


class Absent(enum.Enum):
    """The value of a field that is not there."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
Value = Any  # a plain YAML value: dict, list, str, int, float, bool or None


class Verb(enum.Enum):
    """What happened to an entity."""

    CREATED = "created"
    DELETED = "deleted"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs.

    Attributes:
        field: The field, list items by what they are (`spec.targets[availability].atLeast`).
        path: The field as a path, in the head where it is there, else in the base.
        before: Its value in the base, or `ABSENT`.
        after: Its value in the head, or `ABSENT`.
        base: Where it stands in the base; the nearest thing above it when absent.
        head: Where it stands in the head, likewise.
    """

    field: str
    path: FieldPath
    before: Value | Absent
    after: Value | Absent
    base: Location | None
    head: Location | None


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity that differs.

    Attributes:
        verb: What happened to it.
        ref: Its canonical reference: in the head, or in the base when deleted.
        was: Its reference in the base when renamed.
        before: Its record in the base.
        after: Its record in the head.
        fields: The fields that differ, in the order of the file; empty when created, deleted or renamed.
    """

    verb: Verb
    ref: str
    was: str | None
    before: Record[Any] | None
    after: Record[Any] | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Record[Any]:
        """The entity as it is in the head, or as it was when deleted."""
        record = self.after or self.before
        assert record is not None
        return record


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that differs between two catalogues.

    Attributes:
        entities: The entities, by kind and name.
        settings: What differs in `itsm.yaml`.
        other: Files under the roots that hold no entity and differ.
    """

    entities: tuple[EntityChange, ...]
    settings: tuple[FieldChange, ...]
    other: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.entities or self.settings or self.other)
