"""What a change means: who and what feels it, up to customers, business processes and objectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.graph import Step, affected
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.transition.changes import ChangeSet


@dataclass(frozen=True, slots=True)
class Affected:
    """One entity that feels the change.

    Attributes:
        record: The entity.
        because: The step that led to it, read from what changed upwards.
    """

    record: Record[Any]
    because: Step


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that feels a change, by what it is to the business.

    Attributes:
        groups: Label ("Services", "Customers", …) to entities, the business's own first; no group is empty.
    """

    groups: dict[str, tuple[Affected, ...]]


def impact_of(changes: ChangeSet, base: Catalog, head: Catalog) -> Impact:
    """The closure of a change over both catalogues: what it touches in the head or touched in the base."""
    found: dict[str, Affected] = {}
    for change in changes.entities:
        for catalog, record in ((head, change.after), (base, change.before)):
            if record is None:
                continue
            for ref, step in affected(catalog, record.ref).items():
                if ref not in found and (felt := head.get(ref) or base.get(ref)):
                    found[ref] = Affected(felt, step)
    for change in changes.entities:
        found.pop(change.ref, None)
    return Impact(_grouped(found))


def _grouped(found: dict[str, Affected]) -> dict[str, tuple[Affected, ...]]:
    groups: dict[str, list[Affected]] = {}
    for affected_ in sorted(found.values(), key=lambda item: item.record.ref):
        groups.setdefault(_label(affected_.record), []).append(affected_)
    first = ["Objectives", "Business processes", "Customers", "Users", "Services", "Service level agreements"]
    order = [*first, *(kind.plural for kind in KINDS.values() if kind.plural not in first)]
    return {label: tuple(groups[label]) for label in order if label in groups}


def _label(record: Record[Any]) -> str:
    if isinstance(record.parsed, Stakeholder):
        roles = record.parsed.spec.roles
        return "Customers" if "customer" in roles else "Users" if "user" in roles else "Suppliers"
    return record.kind.plural
