"""Calendars: when somebody works, when something is up, when a change may run.

A `Calendar` answers for any instant between the years 1970 and 2199. It computes whole years when asked for
them and keeps them, together with running totals, so that questions of containment, measure and progress
of work are binary searches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import accumulate

from itsm_as_code.feasibility.definitions import (
    CalendarDefinition,
    ExceptionDays,
    Once,
    periods_of,
    week_of,
)
from itsm_as_code.feasibility.instants import MINUTES_PER_DAY, Interval, TimeSet
from itsm_as_code.feasibility.recurrences import Occurrences
from itsm_as_code.feasibility.zones import (
    FIRST_YEAR,
    LAST_YEAR,
    Zone,
    day_of,
    local_minute,
    year_of,
    zone_or_utc,
)

SEARCH_YEARS = 60
"""How many years ahead or back the search for working time goes before it gives up."""

BEGINNING = day_of(date(FIRST_YEAR, 1, 1)) * MINUTES_PER_DAY
END = (day_of(date(LAST_YEAR, 12, 31)) + 1) * MINUTES_PER_DAY
"""The instants between which calendars answer."""


class Calendar:
    """The set of instants that a definition describes, built so that faulty items count as absent.

    Attributes:
        definition: What it was built from.
        zone: The zone of its clock (universal time where the definition names none that exists).
        always: Whether it holds every instant.
    """

    __slots__ = (
        "_bounds",
        "_occurrences",
        "_totals",
        "_week",
        "_years",
        "always",
        "definition",
        "zone",
    )

    def __init__(self, definition: CalendarDefinition) -> None:
        self.definition = definition
        self.zone: Zone = zone_or_utc(definition.timezone)
        self.always = definition.always and not any(
            [definition.exceptions, *(not each.opens for each in definition.once)]
        )
        self._week = week_of(definition.weekly)
        self._occurrences = [Occurrences(each, self.zone) for each in definition.recurrences]
        self._bounds: list[int] = []
        self._totals: list[int] = [0]
        self._years: dict[int, tuple[int, ...]] = {}

    def between(self, start: int, end: int) -> TimeSet:
        """Its instants in [start, end)."""
        if self.always:
            return TimeSet.of([(max(start, BEGINNING), min(end, END))])
        self._cover_range(start, end)
        low, high = bisect_right(self._bounds, start), bisect_left(self._bounds, end)
        if start >= end or low > high:
            return TimeSet()
        bounds = self._bounds[low:high]
        if low % 2:
            bounds.insert(0, start)
        if high % 2:
            bounds.append(end)
        return TimeSet(tuple(bounds))

    def __contains__(self, instant: object) -> bool:
        if not isinstance(instant, int):
            return False
        if self.always:
            return BEGINNING <= instant < END
        self._cover_range(instant, instant)
        return bisect_right(self._bounds, instant) % 2 == 1

    def measure(self, start: int, end: int) -> int:
        """How many of the minutes of [start, end) it holds."""
        if start >= end:
            return 0
        if self.always:
            return max(0, min(end, END) - max(start, BEGINNING))
        self._cover_range(start, end)
        return self._elapsed(end) - self._elapsed(start)

    def advance(self, start: int, work: int) -> int | None:
        """The earliest end ≥ start such that [start, end) holds `work` minutes of the calendar.

        `None` when it does not give that much within 60 years. Without work it is `start` itself.
        """
        if work <= 0:
            return start
        if self.always:
            return start + work if start + work <= END else None
        year = year_of(start)
        for last in range(year, min(year + SEARCH_YEARS, LAST_YEAR) + 1):
            self._cover(year - 1, last)
            due = self._elapsed(start) + work
            if self._totals[-1] >= due:
                index = bisect_left(self._totals, due)
                return self._bounds[2 * index - 1] - (self._totals[index] - due)
        return None

    def retreat(self, end: int, work: int) -> int | None:
        """The latest start ≤ end such that [start, end) holds `work` minutes: the inverse of `advance`.

        `None` when it does not give that much within 60 years. Without work it is `end` itself.
        """
        if work <= 0:
            return end
        if self.always:
            return end - work if end - work >= BEGINNING else None
        year = year_of(end)
        for first in range(year, max(year - SEARCH_YEARS, FIRST_YEAR) - 1, -1):
            self._cover(first, year + 1)
            due = self._elapsed(end) - work
            if due >= 0:
                index = bisect_right(self._totals, due)
                return self._bounds[2 * index - 2] + due - self._totals[index - 1]
        return None

    def next_opening(self, instant: int) -> int | None:
        """The earliest instant ≥ `instant` that it holds, or `None` within 60 years."""
        after = self.advance(instant, 1)
        return None if after is None else after - 1

    def next_closing(self, instant: int) -> int | None:
        """The earliest instant ≥ `instant` that it does not hold, or `None` within 60 years."""
        if self.always:
            return None
        year = year_of(instant)
        for last in range(year, min(year + SEARCH_YEARS, LAST_YEAR) + 1):
            self._cover(year - 1, last)
            index = bisect_right(self._bounds, instant)
            if index % 2 == 0:
                return instant
            if self._bounds[index] < self._year_start(last + 1):
                return self._bounds[index]
        return None

    def _elapsed(self, instant: int) -> int:
        """The minutes it holds from the beginning of what is covered up to an instant in it."""
        index = bisect_right(self._bounds, instant)
        total = self._totals[index // 2]
        return total + instant - self._bounds[index - 1] if index % 2 else total

    def _cover_range(self, start: int, end: int) -> None:
        # A local year begins up to a day before or after the same year of universal time.
        self._cover(year_of(start - MINUTES_PER_DAY), year_of(end + MINUTES_PER_DAY))

    def _cover(self, first: int, last: int) -> None:
        """See that at least these years are in the running totals."""
        if self._years:
            if min(self._years) <= first and last <= max(self._years):
                return
            first, last = min(first, *self._years), max(last, *self._years)
        bounds: list[int] = []
        for year in range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1):
            piece = self._years.get(year)
            if piece is None:
                piece = self._years[year] = self._year(year).bounds
            if bounds and piece and bounds[-1] == piece[0]:
                bounds.pop()
                piece = piece[1:]
            bounds.extend(piece)
        lengths = (closes - opens for opens, closes in zip(bounds[::2], bounds[1::2], strict=True))
        self._bounds, self._totals = bounds, [0, *accumulate(lengths)]

    def _year_start(self, year: int) -> int:
        return self.zone.opening(day_of(date(year, 1, 1)) * MINUTES_PER_DAY)

    def _year(self, year: int) -> TimeSet:
        """Its instants in one local year."""
        start, end = self._year_start(year), self._year_start(year + 1)
        if self.definition.always:
            result = TimeSet((start, end))
        else:
            result = _weekly(self._week, self.zone, year) if any(self._week) else TimeSet()
            for occurrences in self._occurrences:
                result |= TimeSet.of(occurrences.between(start, end))
        for each in self.definition.exceptions:
            days, hours = self._replaced(each, year)
            result = result - days | hours
        for once in sorted(self.definition.once, key=lambda each: not each.opens):
            span = TimeSet.of([_once(once, self.zone)])
            result = result | span if once.opens else result - span
        return result.clip(start, end)

    def _replaced(self, exception: ExceptionDays, year: int) -> tuple[TimeSet, TimeSet]:
        """The days of one year that an exception is about, and their hours instead."""
        first = max(day_of(exception.start), day_of(date(year, 1, 1)))
        last = min(day_of(exception.end), day_of(date(year + 1, 1, 1)))
        if first >= last:
            return TimeSet(), TimeSet()
        days = TimeSet(
            (self.zone.opening(first * MINUTES_PER_DAY), self.zone.opening(last * MINUTES_PER_DAY))
        )
        periods = periods_of(exception.hours)
        hours = TimeSet.of(
            (self.zone.opening(day + opens), self.zone.closing(day + closes))
            for day in range(first * MINUTES_PER_DAY, last * MINUTES_PER_DAY, MINUTES_PER_DAY)
            for opens, closes in periods
        )
        return days, hours


def uncovered(inner: Calendar, outer: Calendar, start: int, end: int) -> Interval | None:
    """The first stretch of [start, end) that `inner` holds and `outer` does not, if there is one."""
    if outer.always or inner is outer:
        return None
    return (inner.between(start, end) - outer.between(start, end)).first


def _once(once: Once, zone: Zone) -> tuple[int, int]:
    return zone.opening(local_minute(once.start)), zone.closing(local_minute(once.end))


def _weekly(week: tuple[tuple[Interval, ...], ...], zone: Zone, year: int) -> TimeSet:
    """The weekly periods of one local year."""
    bounds: list[int] = []
    first, last = day_of(date(year, 1, 1)), day_of(date(year + 1, 1, 1))
    stretches = list(zone.stretches(year))
    stretch = stretches.pop(0)
    for day in range(first, last):
        midnight = day * MINUTES_PER_DAY
        while midnight - stretch.offset >= stretch.end:
            stretch = stretches.pop(0)
        # A day with a shift in it, or just before it, goes by the clock; all others by plain subtraction.
        plain = (
            stretch.start + MINUTES_PER_DAY <= midnight - stretch.offset <= stretch.end - 2 * MINUTES_PER_DAY
        )
        for opens, closes in week[(day + 3) % 7]:
            if plain:
                start, end = midnight + opens - stretch.offset, midnight + closes - stretch.offset
            else:
                start, end = zone.opening(midnight + opens), zone.closing(midnight + closes)
            if bounds and start <= bounds[-1]:
                bounds[-1] = max(bounds[-1], end)
            elif start < end:
                bounds += (start, end)
    return TimeSet(tuple(bounds))
