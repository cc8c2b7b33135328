"""What a service cannot do without, with the hours in which it is up and those in which it is worked on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.from_catalog.figures import Origin, facts_of, hours_of, stated
from itsm_as_code.feasibility.instants import Interval, TimeSet, union
from itsm_as_code.feasibility.judging import first_uncovered


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of something that a service cannot do without.

    Attributes:
        holder: Canonical reference of what requires it.
        group: The requirement.
    """

    holder: str
    group: Group


def needs(catalog: Catalog, service: str, day: dt.date) -> Iterator[Need]:
    """Every requirement that has to be met for a service to work, the nearest first.

    What lies behind an OLA, a contract or a measured figure is theirs to see to.

    Args:
        catalog: The catalogue.
        service: Canonical reference of the service.
        day: The day on which OLAs and contracts have to be in force.
    """
    waiting, seen = [service], {service}
    while waiting:
        holder = waiting.pop(0)
        found = stated(catalog, holder, day)
        record = catalog.get(holder)
        if record is None or record.parsed is None:
            continue
        if found is not None and found.origin is not Origin.INTRINSIC:
            continue
        for group in requirements(record):
            yield Need(holder, group)
            if group.essential:
                below = [member.ref for member in group.members if member.ref not in seen]
                waiting += below
                seen.update(below)


def parts(catalog: Catalog, service: str, day: dt.date) -> tuple[str, ...]:
    """A service and every single thing that it cannot lose, as canonical references, the nearest first."""
    members = [
        member.ref
        for need in needs(catalog, service, day)
        if need.group.essential
        for member in need.group.members
    ]
    return tuple(dict.fromkeys((service, *members)))


def up_hours(catalog: Catalog, ref: str, day: dt.date) -> Calendar:
    """The hours in which a component is meant to be up: those of its figure, else its own."""
    found = stated(catalog, ref, day)
    return (
        calendar_named(catalog, hours_of(facts_of(catalog, ref))) if found is None else found.dependency.hours
    )


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreed time.

    Attributes:
        hours: The hours of the agreement.
        excluded: What of them does not count.
        start: The first instant at which it holds.
        end: The first at which it no longer does.
    """

    hours: Calendar
    excluded: tuple[Calendar, ...]
    start: int
    end: int


@derived
def first_gap(
    catalog: Catalog, agreed: Agreed, members: tuple[Calendar, ...], at_least: int
) -> Interval | None:
    """The first stretch of agreed time in which too few of some calendars are open.

    Args:
        catalog: The catalogue.
        agreed: The agreed time.
        members: The hours of the members of a group.
        at_least: How many have to be open.
    """
    if sum(each.always or each is agreed.hours for each in members) >= at_least:
        return None
    times = _times(catalog, agreed)
    return first_uncovered(times, [each.between(agreed.start, agreed.end) for each in members], at_least)


@derived
def _times(catalog: Catalog, agreed: Agreed) -> TimeSet:  # noqa: ARG001 (`derived` keys by it)
    excluded = union(each.between(agreed.start, agreed.end) for each in agreed.excluded)
    return agreed.hours.between(agreed.start, agreed.end) - excluded
