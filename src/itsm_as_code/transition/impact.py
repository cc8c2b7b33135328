"""What a change means: who and what feels it, up to customers, business processes and objectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import ChangeSet, EntityChange
from itsm_as_code.catalog.graph import Step, affected
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder


@dataclass(frozen=True, slots=True)
class Affected:
    """One entity that feels the change.

    Attributes:
        record: The entity.
        because: The step that led to it, read from what changed upwards.
        through: Title of what the step came from.
    """

    record: Record[Any]
    because: Step
    through: str


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
            for ref, step in affected(catalog, record.ref, _unconcerned(change)).items():
                if ref not in found and (felt := head.get(ref) or base.get(ref)):
                    found[ref] = Affected(felt, step, catalog.records[step.source].title)
    for change in changes.entities:
        found.pop(change.ref, None)
    return Impact(_grouped(found))


def _unconcerned(change: EntityChange) -> set[str]:
    """The services of an agreement that a change leaves alone: those that no changed target is for."""
    before, after = (side.parsed if side else None for side in (change.before, change.after))
    if not isinstance(before, ServiceLevelAgreement) or not isinstance(after, ServiceLevelAgreement):
        return set()
    if not all(field.field.startswith("spec.targets[") for field in change.fields):
        return set()
    old, new = before.spec.targets, after.spec.targets
    changed = [target for target in (*old, *new) if target not in old or target not in new]
    if any(target.for_ is None for target in changed):
        return set()
    return {f"service:{name}" for name in (*before.spec.services, *after.spec.services)} - {
        target.for_ for target in changed
    }


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
