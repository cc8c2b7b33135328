"""Hours as agreements and services name them."""

from __future__ import annotations

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.common import WeeklyHours
from itsm_as_code.model.vocabulary import WEEKDAYS, weekdays

_DAY = 24 * 60


def around_the_clock(catalog: Catalog, calendar: str) -> bool:
    """Whether a calendar, save for exceptions, never closes.

    Args:
        catalog: The catalogue.
        calendar: Its name; `always` and `office` are built in. One that does not exist counts as closing.
    """
    if calendar == "always":
        return True
    record = catalog.find(Calendar, calendar)
    if record is not None:
        spec = record.entity.spec
        return bool(spec.always) or _never_closes(spec.weekly or {})
    if calendar == "office" and catalog.organization is not None:
        return _never_closes(catalog.organization.entity.spec.hours)
    return False


def _never_closes(weekly: WeeklyHours) -> bool:
    """Whether the periods of each day of the week fill it."""
    week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    for days, periods in weekly.items():
        for day in weekdays(days):
            week[day] += [(period.start, period.end) for period in periods]
    return all(_fills(sorted(periods)) for periods in week)


def _fills(periods: list[tuple[int, int]]) -> bool:
    reached = 0
    for start, end in periods:
        if start > reached:
            return False
        reached = max(reached, end)
    return reached == _DAY
