"""Everything that is known about whether the promises for a service can be kept, in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import promising
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.figures import (
    Stated,
    availability,
    facts_of,
    hours_of,
    stated_below,
)
from itsm_as_code.feasibility.from_catalog.judged import Judged, judged_promise, repairs_of
from itsm_as_code.feasibility.from_catalog.promises import AvailabilityPromise, availability_promises
from itsm_as_code.feasibility.from_catalog.recovery import recovery
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Unresolved, resolutions
from itsm_as_code.feasibility.improvement import (
    Importance,
    Repair,
    importances,
)
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.recovery import RecoveryPoint, RecoveryTime
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement

_MINUTES_PER_YEAR = 525_960


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """An availability promise with what becomes of it.

    Attributes:
        sla: Canonical reference of the agreement.
        promise: What is promised.
        hours: Name of the calendar of its hours.
        outcome: The figures, or why there are none.
        exact_repairs: The single changes after which independent failures keep the promise, the cheapest
            first; none where it is kept, or no single one will do.
        sure_repairs: The single changes after which it is guaranteed in every window, likewise.
    """

    sla: str
    promise: AvailabilityPromise
    hours: str
    outcome: Judged | NotComputable
    exact_repairs: tuple[Repair, ...] | NotComputable
    sure_repairs: tuple[Repair, ...] | NotComputable

    @property
    def exact_repair(self) -> Repair | None:
        """The cheapest single change after which independent failures keep the promise."""
        return _first(self.exact_repairs)

    @property
    def sure_repair(self) -> Repair | None:
        """The cheapest single change after which the promise is guaranteed in every window."""
        return _first(self.sure_repairs)

    @property
    def allowance(self) -> float | None:
        """The minutes of downtime that the promise leaves in the worst window."""
        if isinstance(self.outcome, NotComputable) or self.outcome.judgement is None:
            return None
        return (1.0 - self.promise.promise) * self.outcome.judgement.window.agreed

    @property
    def yearly_allowance(self) -> float | None:
        """The minutes of downtime that the promise leaves of the agreed time in a year."""
        if isinstance(self.outcome, NotComputable) or self.outcome.frame is None:
            return None
        frame = self.outcome.frame
        span = frame.windows[-1].period.end - frame.windows[0].period.start
        agreed = frame.agreed.clip(frame.windows[0].period.start, frame.windows[-1].period.end).measure
        return (1.0 - self.promise.promise) * agreed * _MINUTES_PER_YEAR / span


@dataclass(frozen=True, slots=True)
class Derivation:
    """What is known about the promises for one service.

    Attributes:
        service: The service.
        figures: The four figures around the clock, or why there are none.
        components: Every component that they rest on, the weakest first.
        weakest: What would win most availability if it never failed.
        promises: The availability promises.
        resolutions: The promised resolution times, by agreement.
        recovery: The effective recovery time, or why there is none.
        point: The most data that can be lost; `None` where nothing holds data.
    """

    service: Record[Any]
    figures: Figures | NotComputable
    components: tuple[Stated, ...]
    weakest: Importance | None
    promises: tuple[PromiseFacts, ...]
    resolutions: tuple[tuple[str, Resolution | Unresolved], ...]
    recovery: RecoveryTime | NotComputable
    point: RecoveryPoint | NotComputable | None


def derivations(catalog: Catalog, record: Record[Any], today: dt.date) -> tuple[Derivation, ...]:
    """What is known about a service, or about each service of an agreement; empty for any other kind.

    Args:
        catalog: The catalogue.
        record: The service or the agreement.
        today: The day for which it is asked; a later agreement is judged for its first.
    """
    if isinstance(record.parsed, ServiceLevelAgreement):
        day = standing(record, today) or today
        services = [catalog.get(f"service:{name}") for name in record.parsed.spec.services]
        return tuple(_derivation(catalog, each, [record], day) for each in services if each is not None)
    if record.kind.name != "Service" or record.parsed is None:
        return ()
    return (_derivation(catalog, record, promising(catalog, record.ref, today), today),)


def _derivation(
    catalog: Catalog, service: Record[Any], slas: list[Record[ServiceLevelAgreement]], today: dt.date
) -> Derivation:
    day = settled(catalog, today)
    figures, recoveries = availability(catalog, day, service.ref), recovery(catalog, day, service.ref)
    weights = importances(figures, service.ref)
    return Derivation(
        service,
        figures.figures(service.ref),
        tuple(stated_below(catalog, day, service.ref)),
        None if isinstance(weights, NotComputable) or not weights else weights[0],
        tuple(each for sla in slas for each in _promises(catalog, sla, service.ref, day)),
        tuple(
            (sla.ref, each)
            for sla in slas
            for each in resolutions(catalog, sla, day)
            if each.service == service.ref
        ),
        recoveries.time(service.ref),
        recoveries.point(service.ref),
    )


def _promises(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], service: str, day: dt.date
) -> Iterator[PromiseFacts]:
    spec = sla.entity.spec
    for promise in availability_promises(catalog, sla):
        if promise.service == service:
            hours = spec.targets[promise.index].hours or spec.hours or hours_of(facts_of(catalog, service))
            outcome = judged_promise(catalog, promise, day)
            if isinstance(outcome, NotComputable):
                yield PromiseFacts(sla.ref, promise, hours, outcome, outcome, outcome)
            else:
                yield PromiseFacts(sla.ref, promise, hours, outcome, *repairs_of(catalog, outcome, day))


def _first(found: tuple[Repair, ...] | NotComputable) -> Repair | None:
    return None if isinstance(found, NotComputable) or not found else found[0]
