"""Measuring windows: the periods over which a target is judged."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from itsm_as_code.feasibility.instants import Interval
from itsm_as_code.feasibility.zones import FIRST_YEAR, LAST_YEAR, Zone, local_minute

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class Unit(enum.Enum):
    """What a window is counted in; the value says where such windows start."""

    MONTHS = "in January"
    WEEKS = "on Monday"
    DAYS = "at the beginning of the agreement"


@dataclass(frozen=True, slots=True)
class Window:
    """A measuring window.

    Attributes:
        number: How many units it is long.
        unit: The unit.
        rolling: Whether it may begin at any instant; otherwise windows follow one another.
    """

    number: int
    unit: Unit
    rolling: bool = False


def windows_touching(window: Window, start: date, end: date, anchor: date) -> Iterator[tuple[date, date]]:
    """The windows that follow one another and have a day in [start, end), as half-open dates.

    Windows of months are counted from January 1970, of weeks from the first Monday of that year, of days from
    `anchor`. There is none when the window has no length.
    """
    start, end = max(start, FIRST_DAY), min(end, LAST_DAY)
    if window.number < 1 or start >= end:
        return
    here = _at_or_before(window, start, anchor)
    while here < end:
        after = following(window, here)
        yield here, after
        here = after


def following(window: Window, start: date) -> date:
    """The day after a window that begins on `start`."""
    if window.unit is Unit.MONTHS:
        months = start.year * 12 + start.month - 1 + window.number
        if months >= (LAST_YEAR + 200) * 12:
            return date(LAST_YEAR + 200, 1, 1)
        return start + relativedelta(months=window.number)
    days = window.number * (7 if window.unit is Unit.WEEKS else 1)
    return start + timedelta(days=min(days, 70_000))


def instants_of(start: date, end: date, zone: Zone) -> Interval:
    """Half-open dates as instants."""
    return Interval(zone.opening(local_minute(start)), zone.opening(local_minute(end)))


def _at_or_before(window: Window, start: date, anchor: date) -> date:
    """The beginning of the window that holds a day."""
    if window.unit is Unit.MONTHS:
        months = (start.year - FIRST_YEAR) * 12 + start.month - 1
        months -= months % window.number
        return date(FIRST_YEAR + months // 12, months % 12 + 1, 1)
    if window.unit is Unit.WEEKS:
        length, first = window.number * 7, date(FIRST_YEAR, 1, 5)
    else:
        length, first = window.number, anchor
    return start - timedelta(days=min((start - first).days % length, 70_000))
