"""When changes are frozen, as days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.due import Due
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.periods import instants_of
from itsm_as_code.feasibility.zones import clock_moment
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.values import CalendarSpan

_DAY = CalendarSpan.parse("1d")
_LONGEST = CalendarSpan.parse("400d")
"""How long after its beginning the end of a freeze is looked for."""


def freezes(catalog: Catalog, today: dt.date, until: dt.date) -> Iterator[Due]:
    """The freezes that begin from one day to another, both included.

    A freeze by the week or around the clock is a habit rather than a date, and left out.

    Args:
        catalog: The catalogue.
        today: The first day, in the time zone of each calendar.
        until: The last day.
    """
    for record in catalog.of(Calendar):
        spec = record.entity.spec
        if not spec.freeze or spec.weekly or spec.always:
            continue
        calendar = calendar_named(catalog, record.name)
        span = instants_of(_DAY.before(today), _LONGEST.after(until), calendar.zone)
        for start, end in _pairs(calendar.between(span.start, span.end).bounds):
            first = clock_moment(calendar.zone.local(start)).date()
            last = clock_moment(calendar.zone.local(end - 1)).date()
            if start > span.start and today <= first <= until:
                titles = [each.title for each in spec.once if each.from_.at.date() == first and each.title]
                field = ("spec", "once" if spec.once else "recurrences")
                yield Due(first, "freeze", "".join(titles[:1]), record, field, _DAY.after(last))


def _pairs(bounds: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return ((start, end) for index, (start, end) in enumerate(pairwise(bounds)) if index % 2 == 0)
