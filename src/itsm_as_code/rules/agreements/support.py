"""What a promise rests on: figures that can be computed, or agreements below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import binding_targets
from itsm_as_code.catalog.demand import requirements
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.catalog.underpinning import beneath
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.figures import availability
from itsm_as_code.feasibility.from_catalog.promises import (
    availability_promises,
    chain,
    framed,
    period_of,
    worst_start,
)
from itsm_as_code.feasibility.from_catalog.recovery import recovery
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.agreements.wording import at_bound, bound, title
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Pointer

_SHOWN = 3
"""How many components without a figure are shown."""


@dataclass(frozen=True, slots=True)
class _Promise:
    """A target of an agreement for one of its services.

    Attributes:
        sla: The agreement.
        service: The service.
        index: Place of the target in `targets`.
        target: The target.
        day: The day for which it is judged.
    """

    sla: Record[ServiceLevelAgreement]
    service: Record[Service]
    index: int
    target: Target
    day: dt.date


@dataclass(frozen=True, slots=True)
class Lack:
    """What a promise lacks below.

    Attributes:
        service: The service that it is made for.
        index: Place of the target in `targets`.
        message: The rest of a sentence about the promise.
        related: The places that it is about.
    """

    service: Record[Service]
    index: int
    message: str
    related: tuple[Pointer, ...]


_Found = tuple[str, tuple[Pointer, ...]]


def lacks(catalog: Catalog, sla: Record[ServiceLevelAgreement], day: dt.date) -> tuple[Lack, ...]:
    """What the promises of an agreement lack below, service by service.

    Args:
        catalog: The catalogue.
        sla: The agreement.
        day: The day on which OLAs and contracts have to be in force.
    """
    return _lacks(catalog, sla.name, settled(catalog, day))


@derived
def _lacks(catalog: Catalog, name: str, day: dt.date) -> tuple[Lack, ...]:
    sla = catalog.find(ServiceLevelAgreement, name)
    return () if sla is None else tuple(_found(catalog, sla, day))


def _found(catalog: Catalog, sla: Record[ServiceLevelAgreement], day: dt.date) -> Iterator[Lack]:
    for name in sla.entity.spec.services:
        service = catalog.find(Service, name)
        if service is None or is_retired(service):
            continue
        for index, target in binding_targets(sla.entity.spec, service.ref):
            found = _lack(catalog, _Promise(sla, service, index, target, day))
            if found is not None:
                yield Lack(service, index, *found)


def _lack(catalog: Catalog, promise: _Promise) -> _Found | None:
    match promise.target.metric:
        case "availability":
            figures = availability(catalog, promise.day, promise.service.ref).structure
            fault = figures.fault(promise.service.ref)
            return _no_figure(catalog, fault) if fault is not None else _no_time_counts(catalog, promise)
        case "recovery-time":
            found = recovery(catalog, promise.day, promise.service.ref).time(promise.service.ref)
            return _no_figure(catalog, found if isinstance(found, NotComputable) else None)
        case "recovery-point":
            if recovery(catalog, promise.day, promise.service.ref).point(promise.service.ref) is None:
                return _unless_underpinned(catalog, promise, "nothing under it has a backup")
            return None
        case "response-time" | "resolution-time":
            return _no_time(catalog, promise)
        case _:
            return _short(catalog, promise)


def _no_time_counts(catalog: Catalog, promise: _Promise) -> _Found | None:
    """Whether the hours in which an availability counts never come."""
    for each in availability_promises(catalog, promise.sla):
        found = framed(catalog, each.terms) if each.terms is not None else None
        same = each.service == promise.service.ref and each.index == promise.index
        if same and isinstance(found, NotComputable) and found.reason is Reason.NEVER_OPEN:
            return f"cannot be checked: {found.message}", ()
    return None


def _no_figure(catalog: Catalog, fault: NotComputable | None) -> _Found | None:
    if fault is None or fault.reason is not Reason.NO_FIGURE:
        return None
    records = [record for name in fault.components[:_SHOWN] if (record := catalog.get(name))]
    return f"cannot be checked: {fault.message}", tuple(name_of(record, "no figure") for record in records)


def _no_time(catalog: Catalog, promise: _Promise) -> _Found | None:
    escalation = promise.sla.entity.spec.escalation
    if not escalation:
        if not requirements(promise.service):
            return None
        return _unless_underpinned(catalog, promise, "no escalation leads to anybody who has promised one")
    if promise.target.metric == "response-time":
        return None
    found = chain(catalog, promise.sla, promise.service.ref, promise.target.priority or 1, promise.day)
    if isinstance(found, NotComputable):
        figure = found.reason is Reason.NO_FIGURE
        return _unless_underpinned(catalog, promise, found.message) if figure else None
    if found is not None:
        worst = worst_start(catalog, found, *period_of(catalog, promise.sla.entity.spec))
        if isinstance(worst, NotComputable):
            return f"cannot be checked: {worst.message}", ()
    return None


def _unless_underpinned(catalog: Catalog, promise: _Promise, reason: str) -> _Found | None:
    """The reason, unless an agreement below has a target of the same metric that counts for the priority."""
    metric, priority = promise.target.metric, promise.target.priority
    for ref, agreements in beneath(catalog, promise.service.ref, promise.day).items():
        for agreement in agreements:
            for target in _targets(agreement.entity.spec, ref):
                if target.metric == metric and (target.priority in (None, priority) or priority is None):
                    return None
    return f"rests on no agreement: {reason}", ()


def _targets(spec: AgreementSpec, ref: str) -> Sequence[Target]:
    return [target for _, target in binding_targets(spec, ref)]


def _short(catalog: Catalog, promise: _Promise) -> _Found | None:
    """What falls short below of a target that cannot be computed."""
    for ref, agreements in beneath(catalog, promise.service.ref, promise.day).items():
        for agreement in agreements:
            spec = agreement.entity.spec
            for index, target in binding_targets(spec, ref):
                if _falls_short(target, spec, promise):
                    message = f"is better than what {agreement.ref} promises below: {bound(target)}"
                    return message, (at_bound(agreement, index, f"the {title(target)} there"),)
    return None


def _falls_short(target: Target, spec: AgreementSpec, promise: _Promise) -> bool:
    """Whether a target below is worse: of the same metric and priority, counted alike, for no more cases."""
    above, terms, service = promise.target, promise.sla.entity.spec, promise.service.entity.spec
    if (target.metric, target.priority, target.unit) != (above.metric, above.priority, above.unit):
        return False
    if target.share > above.share:
        return False
    figure, limit = target.bound, above.bound
    if isinstance(figure, ClockTime) and isinstance(limit, ClockTime):
        mine = above.hours or terms.support_hours or terms.hours or service.support_hours
        other = target.hours or spec.support_hours or spec.hours or service.support_hours
        return mine == other and figure.minutes > limit.minutes
    if target.at_least is None or above.at_least is None:
        return False
    return isinstance(figure, int | float) and isinstance(limit, int | float) and figure < limit
