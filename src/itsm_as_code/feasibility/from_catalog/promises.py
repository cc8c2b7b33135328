"""What agreements promise, in the terms of the mathematics: availability, and times of chains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import binding_targets, covering
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.chains import Stage, WorstCase, worst_case
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named, window_of
from itsm_as_code.feasibility.from_catalog.figures import facts_of, hours_of
from itsm_as_code.feasibility.from_catalog.misfits import hours_unknown, is_broken, misfit
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.windows import Frame, Terms, frame
from itsm_as_code.feasibility.zones import local_minute
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import CalendarSpan, ClockTime

_LASTING = ("validFrom", "validTo", "excludesMaintenance")


@dataclass(frozen=True, slots=True)
class AvailabilityPromise:
    """An availability target of an agreement, for one of its services.

    Attributes:
        service: Canonical reference of the service.
        index: Place of the target in `targets`.
        promise: The promised share of the agreed time (0 to 1).
        terms: When it counts, or why that cannot be told; `None` where the target has no window.
    """

    service: str
    index: int
    promise: float
    terms: Terms | NotComputable | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The escalation of an agreement for one service and priority.

    Attributes:
        hours: The hours on which the promise runs.
        stages: Hand-offs and the work of those who take over, in order.
        sources: For each stage, the entity that states its time.
    """

    hours: Calendar
    stages: tuple[Stage, ...]
    sources: tuple[str, ...]


def availability_promises(
    catalog: Catalog, sla: Record[ServiceLevelAgreement]
) -> Iterator[AvailabilityPromise]:
    """What an agreement promises of the availability of each of its services, in the order of its file."""
    spec = sla.entity.spec
    services = [f"service:{name}" for name in spec.services]
    for service in services:
        for index, target in binding_targets(spec, service):
            bound = target.at_least
            if target.metric == "availability" and isinstance(bound, float | int):
                terms = _terms(catalog, sla, services, service, index)
                yield AvailabilityPromise(service, index, bound / 100.0, terms)


@derived
def framed(
    catalog: Catalog,  # noqa: ARG001 (`derived` keys by it)
    terms: Terms | NotComputable,
) -> Frame | NotComputable:
    """The windows of some terms; agreements of a catalogue with the same terms share them."""
    return terms if isinstance(terms, NotComputable) else frame(terms)


def chain(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], service: str, priority: int, day: dt.date
) -> Chain | NotComputable | None:
    """The escalation of an agreement for one service and priority; `None` where it has no stage.

    The promise and the first hand-off run on the agreement's support hours, else its hours, else the
    service's support hours; every later hand-off on the support hours of the stage before it.

    Args:
        catalog: The catalogue.
        sla: The agreement.
        service: Canonical reference of the service.
        priority: 1 to 5.
        day: The day on which the OLA of a team has to be in force.
    """
    spec = sla.entity.spec
    if not spec.escalation:
        return None
    broken = misfit(catalog, sla.ref, "escalation")
    fault = NotComputable(Reason.BROKEN, broken) if broken else hours_unknown(catalog, sla.ref, service)
    if fault is not None:
        return fault
    below = facts_of(catalog, service)
    name = spec.support_hours or spec.hours or getattr(below, "support_hours", None) or "office"
    hours = before = calendar_named(catalog, name)
    stages: list[Stage] = []
    sources: list[str] = []
    for step in spec.escalation:
        if step.handoff is not None:
            stages.append(Stage(f"hand-off to {step.to}", before, step.handoff.minutes))
            sources.append(sla.ref)
        found = _stage(catalog, step.to, service, priority, day)
        if isinstance(found, NotComputable):
            return found
        stages.append(found[0])
        sources.append(found[1])
        before = found[0].hours
    return Chain(hours, tuple(stages), tuple(sources))


def period_of(catalog: Catalog, spec: AgreementSpec) -> tuple[int, int]:
    """From when to when an agreement holds, as instants: three years where it has no end."""
    zone = calendar_named(catalog, "office").zone
    end = spec.valid_to or CalendarSpan("3y", 36, 0).after(spec.valid_from)
    return zone.opening(local_minute(spec.valid_from)), zone.opening(local_minute(end))


def worst_start(catalog: Catalog, found: Chain, start: int, end: int) -> WorstCase | NotComputable:
    """The worst start of a chain in [start, end); chains of the same hours and times share the search."""
    work = tuple((stage.hours, stage.minutes) for stage in found.stages)
    begin = _worst_start(catalog, found.hours, work, start, end)
    return worst_case(found.hours, found.stages, *((start, end) if begin is None else (begin, begin + 1)))


@derived
def _worst_start(
    catalog: Catalog,  # noqa: ARG001 (`derived` keys by it)
    hours: Calendar,
    work: tuple[tuple[Calendar, int], ...],
    start: int,
    end: int,
) -> int | None:
    worst = worst_case(hours, [Stage("", *each) for each in work], start, end)
    return None if isinstance(worst, NotComputable) else worst.start


def time_target(spec: AgreementSpec, metric: str, about: str | None, priority: int) -> tuple[int, int] | None:
    """The index and the minutes of the time that an agreement promises at a priority.

    Args:
        spec: The facts of the agreement.
        metric: Such as `resolution-time`.
        about: Canonical reference of what it is about, `None` for the agreement as a whole.
        priority: 1 to 5; a target without a priority holds for each.
    """
    found = [
        (target.priority is None, index, target.at_most.minutes)
        for index, target in binding_targets(spec, about)
        if target.metric == metric
        and target.priority in (None, priority)
        and isinstance(target.at_most, ClockTime)
    ]
    return min(found)[1:] if found else None


def _terms(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], services: list[str], service: str, index: int
) -> Terms | NotComputable | None:
    broken = misfit(catalog, sla.ref, *_LASTING)
    if broken:
        return NotComputable(Reason.BROKEN, broken)
    if is_broken(catalog, sla.ref, ("spec", "targets", index)):
        return NotComputable(Reason.BROKEN, f"the target in {sla.ref} does not fit its schema")
    fault = hours_unknown(catalog, sla.ref, *services)
    if fault is not None:
        return fault
    spec = sla.entity.spec
    target = spec.targets[index]
    window = window_of(target.per, rolling=target.rolling)
    if window is None:
        return None
    hours = target.hours or spec.hours or hours_of(facts_of(catalog, service))
    excludes = target.excludes_maintenance
    names: set[str] = set()
    if spec.excludes_maintenance if excludes is None else excludes:
        found = (getattr(facts_of(catalog, each), "maintenance", None) for each in services)
        names = {name for name in found if name}
    excluded = tuple(calendar_named(catalog, name) for name in sorted(names))
    return Terms(calendar_named(catalog, hours), window, spec.valid_from, spec.valid_to, excluded)


def _stage(
    catalog: Catalog, to: str, service: str, priority: int, day: dt.date
) -> tuple[Stage, str] | NotComputable:
    """The work of one who takes over, and the entity that states how long it takes."""
    ref = to
    if to.startswith("team:"):
        found = _agreement_of(catalog, to, service, day)
        if found is None:
            message = f"{to} has no OLA in force that covers {service}"
            return NotComputable(Reason.NO_FIGURE, message, (to,))
        ref = found
    broken = misfit(catalog, ref, "targets")
    fault = NotComputable(Reason.BROKEN, broken) if broken else hours_unknown(catalog, ref, service)
    if fault is not None:
        return fault
    spec = facts_of(catalog, ref)
    target = (
        time_target(spec, "resolution-time", service, priority) if isinstance(spec, AgreementSpec) else None
    )
    if target is None or not isinstance(spec, AgreementSpec):
        message = f"{ref} states no resolution time for priority {priority}"
        return NotComputable(Reason.NO_FIGURE, message, (ref,))
    below = None if ref.startswith("contract:") else facts_of(catalog, service)
    name = spec.support_hours or getattr(below, "support_hours", None) or spec.hours or "always"
    return Stage(to, calendar_named(catalog, name), target[1]), ref


def _agreement_of(catalog: Catalog, team: str, service: str, day: dt.date) -> str | None:
    """The first OLA in force of a team that covers a service."""
    for record in covering(catalog, service, day):
        entity = record.entity
        if isinstance(entity, OperationalLevelAgreement) and f"team:{entity.spec.team}" == team:
            return record.ref
    return None
