"""The availability that agreements promise, beside what lies under it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.availability import Availability, Figures
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.figures import availability, stated_below
from itsm_as_code.feasibility.from_catalog.promises import (
    AvailabilityPromise,
    availability_promises,
    framed,
)
from itsm_as_code.feasibility.improvement import Repair, kept, repairs, repairs_of_guarantee
from itsm_as_code.feasibility.instants import TimeSet, union
from itsm_as_code.feasibility.judging import Judgement, judge, losses, planned, repairs_beside_work
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.windows import Dependency, Frame
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement


class Shortfall(enum.Enum):
    """How far a promise goes beyond what lies under it, the gravest first."""

    IMPOSSIBLE = "above the best case"
    UNLIKELY = "above what independent failures allow"
    UNGUARANTEED = "above what is guaranteed"


@dataclass(frozen=True, slots=True)
class Judged:
    """An availability promise and its figures.

    Attributes:
        promise: What is promised.
        figures: The four figures around the clock.
        exact: The exact figure in the worst window, planned work counted.
        guaranteed: What is guaranteed in the worst window.
        judgement: That window, and what each component comes to in it; `None` for a promise without a window.
        frame: Every window of the agreement; `None` for a promise without.
    """

    promise: AvailabilityPromise
    figures: Figures
    exact: Bounds
    guaranteed: float
    judgement: Judgement | None
    frame: Frame | None

    @property
    def shortfall(self) -> Shortfall | None:
        """The gravest way in which the promise goes too far; `None` when even the guarantee keeps it."""
        promised = self.promise.promise
        if not kept(promised, self.figures.best):
            return Shortfall.IMPOSSIBLE
        if not kept(promised, self.exact.high):
            return Shortfall.UNLIKELY
        return None if kept(promised, self.guaranteed) else Shortfall.UNGUARANTEED


def judged(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], day: dt.date
) -> tuple[Judged | NotComputable, ...]:
    """The availability promises of an agreement, each with its figures or why there are none.

    Args:
        catalog: The catalogue.
        sla: The agreement.
        day: The day on which OLAs and contracts have to be in force.
    """
    return _judged(catalog, sla.name, settled(catalog, day))


@derived
def _judged(catalog: Catalog, name: str, day: dt.date) -> tuple[Judged | NotComputable, ...]:
    sla = catalog.find(ServiceLevelAgreement, name)
    if sla is None:
        return ()
    return tuple(judged_promise(catalog, promise, day) for promise in availability_promises(catalog, sla))


def judged_promise(catalog: Catalog, promise: AvailabilityPromise, day: dt.date) -> Judged | NotComputable:
    """One promise with its figures, or why there are none."""
    figures = availability(catalog, day, promise.service)
    found = figures.figures(promise.service)
    if isinstance(found, NotComputable):
        return found
    if promise.terms is None:
        return Judged(promise, found, found.exact, found.guaranteed, None, None)
    frame = framed(catalog, promise.terms)
    parts = stated_below(catalog, day, promise.service)
    fault = next((each.fault for each in parts if each.fault is not None), None)
    if isinstance(frame, NotComputable):
        return frame
    if fault is not None:
        return fault
    below = {each.component: each.dependency for each in parts}
    return _in_windows(figures, promise, found, frame, below)


def _in_windows(
    figures: Availability,
    promise: AvailabilityPromise,
    found: Figures,
    frame: Frame,
    below: Mapping[str, Dependency],
) -> Judged | NotComputable:
    """A promise in the windows of its agreement."""
    judgement = judge(figures, promise.service, frame, below)
    if isinstance(judgement, NotComputable):
        return judgement
    exact = _with_planned_work(figures, promise.service, frame, judgement, below)
    if isinstance(exact, NotComputable):
        return exact
    return Judged(promise, found, exact or found.exact, judgement.guaranteed, judgement, frame)


def _with_planned_work(
    figures: Availability,
    service: str,
    frame: Frame,
    judgement: Judgement,
    below: Mapping[str, Dependency],
) -> Bounds | NotComputable | None:
    """The exact figure in the worst window; `None` where no work falls into it."""
    worked = _work_in(judgement, below)
    agreed = frame.agreed.clip(*judgement.window.period)
    return planned(figures, service, agreed, worked) if worked else None


def _work_in(judgement: Judgement, below: Mapping[str, Dependency]) -> dict[str, TimeSet]:
    """The planned work that falls into the worst window, by component."""
    start, end = judgement.window.period
    return {
        name: union(calendar.between(start, end) for calendar in below[name].maintenance)
        for name, downtime in judgement.downtimes.items()
        if downtime.maintenance
    }


def repairs_of(
    catalog: Catalog, found: Judged, day: dt.date
) -> tuple[tuple[Repair, ...] | NotComputable, tuple[Repair, ...] | NotComputable]:
    """The single changes that keep a promise, the cheapest first: for independent failures, and for sure.

    Args:
        catalog: The catalogue.
        found: The promise.
        day: The day on which OLAs and contracts have to be in force.
    """
    service, promise = found.promise.service, found.promise.promise
    figures = availability(catalog, day, service)
    if found.frame is None or found.judgement is None:
        return repairs(figures, service, promise), repairs_of_guarantee(figures, service, promise)
    below = {each.component: each.dependency for each in stated_below(catalog, day, service)}
    agreed = found.frame.agreed.clip(*found.judgement.window.period)
    worked = _work_in(found.judgement, below)
    sure = repairs_of_guarantee(figures, service, promise, losses(found.frame, below))
    return repairs_beside_work(figures, service, promise, agreed, worked), sure
