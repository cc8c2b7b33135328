"""Availability figures as the catalogue states them.

A service or an item with an intrinsic figure is expanded into what it requires. Without one, a measured
figure or what an OLA or a contract promises of it makes it a leaf: such a figure holds what it requires
already. A contract is a leaf with its own target; the measured figure of something that it covers and that
requires nothing else beats it. Whatever has no figure at all leaves what stands on it uncomputed.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.agreements import binding_targets, covered, covering
from itsm_as_code.catalog.demand import requirements
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.availability import Availability
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named, window_of
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.misfits import hours_unknown, misfit
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.requirements import Group
from itsm_as_code.feasibility.structure import Component
from itsm_as_code.feasibility.windows import Dependency
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.values import CalendarSpan

_STATING = ("requires", "intrinsicAvailability", "measuredAvailability", "targets", "covers")
"""The fields by which a service, an item or a contract states its availability."""

_PROMISES = ("targets", "validFrom", "validTo", "covers")
"""The fields by which an OLA or a contract promises something."""

KINDS = ("Service", "ConfigurationItem", "UnderpinningContract")
"""What availability and recovery are made of."""


class Origin(enum.Enum):
    """Where a figure comes from."""

    INTRINSIC = "intrinsic"
    MEASURED = "measured"
    PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class Stated:
    """An availability figure of a component, and who states it.

    Attributes:
        component: Canonical reference of what it is about.
        origin: Whether it is intrinsic, measured or promised.
        source: Canonical reference of the entity that states it.
        field: The field there.
        dependency: The figure with its hours, its window and the maintenance beside it.
        fault: Why these hours or this maintenance cannot be told; `None` where they can.
    """

    component: str
    origin: Origin
    source: str
    field: FieldPath
    dependency: Dependency
    fault: NotComputable | None = None


@derived
def stated(catalog: Catalog, ref: str, day: dt.date) -> Stated | None:
    """The availability figure of a service, an item or a contract; `None` where nobody states one.

    Args:
        catalog: The catalogue.
        ref: Canonical reference of the component.
        day: The day on which OLAs and contracts that cover it have to be in force.
    """
    record = catalog.get(ref)
    match record.parsed if record else None:
        case Service() | ConfigurationItem() as entity:
            spec = entity.spec
            if spec.intrinsic_availability is not None:
                found = _own(catalog, ref, spec.intrinsic_availability, None)
                field = ("spec", "intrinsicAvailability")
                return Stated(ref, Origin.INTRINSIC, ref, field, found, hours_unknown(catalog, ref))
            return _measured(catalog, ref, ref) or _promised_of(catalog, ref, day)
        case UnderpinningContract():
            assert record is not None
            for below in covered(record):
                measured = _measured(catalog, below, ref)
                if measured is not None and not requirements(catalog.records[below]):
                    return measured
            return _promised(catalog, record, ref, None)
        case _:
            return None


def availability(catalog: Catalog, day: dt.date, *refs: str) -> Availability:
    """The availability of some services, items or contracts, and of everything that these require.

    What closures have in common is computed once for a catalogue. Only what lies in the closures of those
    named is read, so that a judgement about them rests on nothing else; ask no more of the result.

    Args:
        catalog: The catalogue.
        day: The day on which OLAs and contracts have to be in force.
        refs: Canonical references of the components.
    """
    day = settled(catalog, day)
    found = _availability(catalog, day)
    if reads.current is not None:
        for ref in refs:
            for each in found.structure.closure(ref):
                _component(catalog, each, day)
    return found


@derived
def _availability(catalog: Catalog, day: dt.date) -> Availability:
    return Availability(lambda ref: _component(catalog, ref, day))


@derived
def _component(catalog: Catalog, ref: str, day: dt.date) -> Component | None:
    """A service, an item or a contract with its figure; one that has a figure from elsewhere is a leaf."""
    record = catalog.get(ref)
    if record is None or record.kind.name not in KINDS:
        return None
    obstacle = _obstacle(catalog, ref)
    if obstacle:
        return Component(ref, None, (), obstacle)
    found = stated(catalog, ref, day)
    if found is None:
        return Component(ref, None, groups_of(record) if record.parsed is not None else ())
    groups = groups_of(record) if found.origin is Origin.INTRINSIC else ()
    return Component(ref, found.dependency.availability, groups)


def _obstacle(catalog: Catalog, ref: str) -> str:
    """Why the figure of a component cannot be told from what is written; empty where it can."""
    own = misfit(catalog, ref, *_STATING)
    spec = facts_of(catalog, ref)
    if own or getattr(spec, "intrinsic_availability", None) is not None:
        return own
    return agreements_misfit(catalog, ref)


def agreements_misfit(catalog: Catalog, ref: str) -> str:
    """Why what agreements promise of a service or an item cannot be told; empty where it can."""
    holders = [record.ref for record in catalog.holders(ref, "covers")]
    return next(filter(None, (misfit(catalog, each, *_PROMISES) for each in holders)), "")


def stated_below(catalog: Catalog, day: dt.date, ref: str) -> list[Stated]:
    """Every component that the availability of another rests on, with its figure; the weakest first."""
    figures = availability(catalog, day, ref)
    formula = figures.structure.formula(ref)
    if isinstance(formula, NotComputable):
        return []
    names = sorted(formula.support, key=lambda each: (-figures.unavailability(each), each))
    found = (stated(catalog, name, settled(catalog, day)) for name in names)
    return [each for each in found if each is not None]


def groups_of(record: Record[Any]) -> tuple[Group, ...]:
    """What a service or an item requires, for the mathematics."""
    return tuple(
        Group(group.at_least, tuple(member.ref for member in group.members)) for group in requirements(record)
    )


def facts_of(catalog: Catalog, ref: str) -> Any:
    """The spec of an entity; `None` where there is none or it does not fit its schema."""
    record = catalog.get(ref)
    return record.parsed.spec if record is not None and record.parsed is not None else None


def hours_of(spec: Any) -> str:
    """The calendar in which a service, an item or a contract is meant to be up."""
    name: str = getattr(spec, "service_hours", None) or getattr(spec, "hours", None) or "always"
    return name


def _work(catalog: Catalog, *specs: Any) -> tuple[Calendar, ...]:
    """The maintenance calendars that any of some entities name."""
    names = {name for spec in specs if (name := getattr(spec, "maintenance", None))}
    return tuple(calendar_named(catalog, name) for name in sorted(names))


def _own(catalog: Catalog, ref: str, percentage: float, per: CalendarSpan | None) -> Dependency:
    """A figure that a service or an item states itself."""
    spec = facts_of(catalog, ref)
    hours = calendar_named(catalog, hours_of(spec))
    return Dependency(percentage / 100.0, hours, window_of(per), _work(catalog, spec))


def _measured(catalog: Catalog, ref: str, component: str) -> Stated | None:
    """What was measured of a service or an item."""
    measured = getattr(facts_of(catalog, ref), "measured_availability", None)
    if measured is None:
        return None
    found = _own(catalog, ref, measured.value, measured.per)
    field = ("spec", "measuredAvailability", "value")
    return Stated(component, Origin.MEASURED, ref, field, found, hours_unknown(catalog, ref))


def _promised_of(catalog: Catalog, ref: str, day: dt.date) -> Stated | None:
    """What the first OLA or contract in force that speaks of it promises of a service or an item."""
    for agreement in covering(catalog, ref, day):
        found = _promised(catalog, agreement, ref, ref)
        if found is not None:
            return found
    return None


def _promised(catalog: Catalog, agreement: Record[Any], component: str, about: str | None) -> Stated | None:
    """The lowest availability that an agreement promises of what it is about."""
    spec: AgreementSpec = agreement.entity.spec
    targets = binding_targets(spec, about)
    if about is None and not targets:
        targets = list(enumerate(spec.targets))
    found = [
        (each.at_least, index, each)
        for index, each in targets
        if each.metric == "availability" and isinstance(each.at_least, float | int)
    ]
    if not found:
        return None
    percentage, index, target = min(found, key=lambda each: each[:2])
    below = facts_of(catalog, component)
    excludes = target.excludes_maintenance
    dependency = Dependency(
        percentage / 100.0,
        calendar_named(catalog, target.hours or spec.hours or hours_of(below)),
        window_of(target.per, rolling=target.rolling),
        _work(catalog, spec, below),
        spec.excludes_maintenance if excludes is None else excludes,
        spec.valid_from,
    )
    field, fault = ("spec", "targets", index, "atLeast"), hours_unknown(catalog, agreement.ref, component)
    return Stated(component, Origin.PROMISED, agreement.ref, field, dependency, fault)
