"""Why a promise falls short, where one thing alone explains it: a longer window below, or planned work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.from_catalog.figures import Stated, facts_of, stated
from itsm_as_code.feasibility.from_catalog.needs import parts
from itsm_as_code.feasibility.from_catalog.promises import AvailabilityPromise, framed
from itsm_as_code.feasibility.improvement import kept
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.periods import Unit, Window
from itsm_as_code.feasibility.windows import Frame, JudgedWindow

_DAYS = {Unit.MONTHS: 30.4375, Unit.WEEKS: 7.0, Unit.DAYS: 1.0}
_LONGER = 1.1
"""How many times as long a window has to be to count as longer: a month is no longer than thirty days."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """A component whose figure is measured over a longer window than it is promised for.

    Attributes:
        stated: The figure.
        worth: What it guarantees in the worst window of the agreement, a share of the time.
    """

    stated: Stated
    worth: float


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """Maintenance that alone breaks a promise.

    Attributes:
        window: The window in which it takes most.
        minutes: How much of the agreed time it takes there.
        sources: Canonical references of what is maintained then.
    """

    window: JudgedWindow
    minutes: int
    sources: tuple[str, ...]


def too_long(catalog: Catalog, promise: AvailabilityPromise, day: dt.date) -> list[TooLong]:
    """The indispensable components with longer windows that guarantee too little, the worst first.

    Those whose figures fall short as they stand are left out.
    """
    frame = _frame(catalog, promise)
    found = _too_long(catalog, promise, frame, day) if frame is not None else ()
    return sorted(found, key=lambda each: (each.worth, each.stated.component))


def _too_long(
    catalog: Catalog, promise: AvailabilityPromise, frame: Frame, day: dt.date
) -> Iterator[TooLong]:
    own = _days(frame.terms.window)
    for name in parts(catalog, promise.service, day):
        found = stated(catalog, name, day)
        longer = found.dependency.window if found is not None else None
        if found is None or found.fault is not None or longer is None or _days(longer) < _LONGER * own:
            continue
        lost = max(
            downtime.failures / window.agreed
            for downtime, window in zip(frame.downtimes(found.dependency), frame.windows, strict=True)
        )
        worth = max(0.0, 1.0 - lost)
        if kept(promise.promise, found.dependency.availability) and not kept(promise.promise, worth):
            yield TooLong(found, worth)


def planned_work(catalog: Catalog, promise: AvailabilityPromise, day: dt.date) -> PlannedWork | None:
    """The maintenance that takes more of the agreed time than a promise leaves for all downtime.

    What is excluded is no agreed time. `None` where maintenance leaves room.
    """
    frame = _frame(catalog, promise)
    if frame is None:
        return None
    worked = list(_worked(catalog, promise.service, day))
    calendars = tuple(dict.fromkeys(calendar for _, calendar in worked))
    taken = frame.minutes_in(calendars)
    place = max(range(len(taken)), key=lambda each: taken[each] / frame.windows[each].agreed)
    window = frame.windows[place]
    if kept(promise.promise, 1.0 - taken[place] / window.agreed):
        return None
    sources = [ref for ref, calendar in worked if frame.minutes_in((calendar,))[place]]
    return PlannedWork(window, taken[place], tuple(dict.fromkeys(sources)))


def _worked(catalog: Catalog, service: str, day: dt.date) -> Iterator[tuple[str, Calendar]]:
    """The maintenance of a service and of all that it cannot do without, by who states it."""
    for ref in parts(catalog, service, day):
        found = stated(catalog, ref, day)
        if found is not None and found.fault is not None:
            continue
        for source in dict.fromkeys((ref, found.source if found is not None else ref)):
            name = getattr(facts_of(catalog, source), "maintenance", None)
            if name:
                yield source, calendar_named(catalog, name)


def _frame(catalog: Catalog, promise: AvailabilityPromise) -> Frame | None:
    found = framed(catalog, promise.terms) if promise.terms is not None else None
    return None if isinstance(found, NotComputable) else found


def _days(window: Window) -> float:
    return window.number * _DAYS[window.unit]
