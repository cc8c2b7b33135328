"""How much of the agreed hours one outage can take."""

from __future__ import annotations

import datetime as dt

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.chains import Stage, worst_case
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.zones import local_minute

_FROM, _TO = dt.date(2026, 1, 1), dt.date(2027, 1, 1)
"""A year in which to look: hours and their exceptions repeat well enough from year to year."""


@derived
def longest_within(
    catalog: Catalog,  # noqa: ARG001 (`derived` keys by it)
    hours: Calendar,
    worked: Calendar,
    minutes: int,
) -> int:
    """The most agreed minutes that an outage can take which is mended after some work.

    Args:
        catalog: The catalogue.
        hours: The agreed hours.
        worked: When it is worked at; around the clock for time that merely passes.
        minutes: How much work it is.

    Returns:
        Minutes; 0 where the hours never open or the work is never done.
    """
    start, end = (hours.zone.opening(local_minute(day)) for day in (_FROM, _TO))
    found = worst_case(hours, [Stage("mend", worked, minutes)], start, end)
    return 0 if isinstance(found, NotComputable) else found.minutes
