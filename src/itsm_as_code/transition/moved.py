"""What a change moves of the figures behind promises: availability, resolution, recovery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import promising
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.concerned import concerned
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.figures import availability
from itsm_as_code.feasibility.from_catalog.judged import Judged, judged
from itsm_as_code.feasibility.from_catalog.recovery import recovery
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, resolutions
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.recovery import RecoveryTime
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement


@dataclass(frozen=True, slots=True)
class Kept:
    """An availability promise as it stands on one side.

    Attributes:
        sla: Canonical reference of the agreement.
        customer: The customer's title.
        judged: The promise with its figures.
    """

    sla: str
    customer: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of a service before or after a change; `None` where it cannot be computed.

    Attributes:
        figures: The four figures around the clock.
        promises: The availability promises in force.
        resolutions: The worst case at each priority, in minutes, by agreement and priority.
        recovery: The effective recovery time in minutes.
        obstacle: Why there are no figures, as a clause; empty where there are.
    """

    figures: Figures | None
    promises: tuple[Kept, ...]
    resolutions: tuple[tuple[str, Resolution], ...]
    recovery: int | None
    obstacle: str

    @property
    def numbers(self) -> tuple[object, ...]:
        """All that can move, for comparison."""
        return (
            self.figures,
            tuple(
                (each.sla, each.judged.promise.promise, each.judged.exact, each.judged.guaranteed)
                for each in self.promises
            ),
            tuple((sla, each.priority, each.worst.minutes) for sla, each in self.resolutions),
            self.recovery,
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A service whose figures a change moves.

    Attributes:
        service: The service, as it is after the change.
        before: Before the change.
        after: After it.
    """

    service: Record[Any]
    before: Side
    after: Side


def moved(base: Catalog, head: Catalog, changed: Collection[str], today: dt.date) -> tuple[Moved, ...]:
    """The services in both catalogues whose figures differ, by reference; no others than these are computed.

    Args:
        base: The catalogue before the change.
        head: The catalogue after it.
        changed: Canonical references of what differs, on either side.
        today: The day for which both are judged.
    """
    return tuple(_moved(base, head, concerned(base, changed) | concerned(head, changed), today))


def _moved(base: Catalog, head: Catalog, refs: set[str], today: dt.date) -> Iterator[Moved]:
    for ref in sorted(refs):
        service, was = head.get(ref), base.get(ref)
        if service is None or was is None or not service.is_typed:
            continue
        before, after = side_of(base, ref, today), side_of(head, ref, today)
        if before.numbers != after.numbers:
            yield Moved(service, before, after)


def side_of(catalog: Catalog, ref: str, today: dt.date) -> Side:
    """What is known of a service in one catalogue."""
    day = settled(catalog, today)
    figures, time = availability(catalog, day, ref).figures(ref), recovery(catalog, day, ref).time(ref)
    slas = promising(catalog, ref, today)
    return Side(
        None if isinstance(figures, NotComputable) else figures,
        tuple(each for sla in slas for each in _promises(catalog, sla, ref, day)),
        tuple(
            (sla.ref, each)
            for sla in slas
            for each in resolutions(catalog, sla, day)
            if isinstance(each, Resolution) and each.service == ref
        ),
        time.effective if isinstance(time, RecoveryTime) else None,
        figures.message if isinstance(figures, NotComputable) else "",
    )


def _promises(catalog: Catalog, sla: Record[ServiceLevelAgreement], ref: str, day: dt.date) -> Iterator[Kept]:
    customer = catalog.get(f"stakeholder:{sla.entity.spec.customer}")
    title = customer.title if customer is not None else sla.entity.spec.customer
    for each in judged(catalog, sla, day):
        if isinstance(each, Judged) and each.promise.service == ref:
            yield Kept(sla.ref, title, each)
