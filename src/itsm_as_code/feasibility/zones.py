"""Local time: IANA time zones as stretches of constant offset from universal time.

The zones come from the pinned `tzdata` package, not from the machine, so that every machine judges alike.

A clock time that a period names becomes an instant by what a wall clock shows. A period begins at the first
instant at which the clock shows its start or later, and ends with the last instant at which the clock shows
less than its end. Hence a start in the hour that spring skips, and an end there, both fall on the instant of
the shift; a start in the hour that autumn repeats means its first pass and an end inside it the second; and
00:00 to 24:00 lasts 23, 24 or 25 hours, whatever the day has. Periods that do not overlap by the clock never
overlap in time, unless a bound lies inside the repeated hour.

Local times are minutes too: those since 1970-01-01T00:00 of the clock.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itsm_as_code.feasibility.instants import MINUTES_PER_DAY, moment_of

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""The years in which calendars are computed; before and after them offsets stay as they are at the edge."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_FOREVER = 1 << 40


def day_of(day: date) -> int:
    """A date as the number of days since 1970-01-01."""
    return day.toordinal() - _EPOCH_DAY


_FIRST_DAY = day_of(date(FIRST_YEAR, 1, 1))
_LAST_DAY = day_of(date(LAST_YEAR, 12, 31))


def local_minute(moment: date | datetime) -> int:
    """A date (its midnight) or a datetime without zone as local minutes; seconds are cut off."""
    minutes = day_of(moment) * MINUTES_PER_DAY
    if isinstance(moment, datetime):
        minutes += moment.hour * 60 + moment.minute
    return minutes


def clock_moment(local: int) -> datetime:
    """Local minutes as a datetime without zone, held within the years that are computed."""
    held = min(max(local, _FIRST_DAY * MINUTES_PER_DAY), (_LAST_DAY + 1) * MINUTES_PER_DAY - 1)
    return moment_of(held).replace(tzinfo=None)


def year_of(local: int) -> int:
    """The calendar year of a local time, within the years that are computed."""
    day = min(max(local // MINUTES_PER_DAY, _FIRST_DAY), _LAST_DAY)
    return date.fromordinal(day + _EPOCH_DAY).year


class Stretch(NamedTuple):
    """Instants from `start` to `end` in which the clock is `offset` minutes ahead of universal time."""

    start: int
    end: int
    offset: int


class Zone:
    """A time zone.

    Attributes:
        name: Its IANA name.
    """

    __slots__ = ("_years", "_zone", "name")

    def __init__(self, name: str, zone: ZoneInfo) -> None:
        self.name = name
        self._zone = zone
        self._years: dict[int, tuple[Stretch, ...]] = {}

    def stretches(self, year: int) -> tuple[Stretch, ...]:
        """The stretches of constant offset in a year and the two days before and after it.

        The first and the last run on without bound. Shifts are looked for day by day: two that undo each
        other within one day would go unseen.
        """
        year = min(max(year, FIRST_YEAR), LAST_YEAR)
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._scan(year)
        return found

    def opening(self, local: int) -> int:
        """The first instant at which the clock shows `local` or later."""
        for start, end, offset in self.stretches(year_of(local)):
            if local < end + offset:
                return max(start, local - offset)
        raise AssertionError("the last stretch has no end")

    def closing(self, local: int) -> int:
        """The instant after the last one at which the clock shows less than `local`."""
        for start, end, offset in reversed(self.stretches(year_of(local))):
            if start + offset < local:
                return min(end, local - offset)
        raise AssertionError("the first stretch has no start")

    def instant(self, local: int) -> int:
        """The instant that a single local time names, as RFC 5545 (3.3.5) reads it.

        A time that occurs twice means its first pass; one that does not occur keeps the offset before the
        shift.
        """
        before = 0
        for start, end, offset in self.stretches(year_of(local)):
            if local < end + offset:
                return local - (offset if local >= start + offset else before)
            before = offset
        raise AssertionError("the last stretch has no end")

    def local(self, instant: int) -> int:
        """What the clock shows at an instant, in local minutes."""
        for _, end, offset in self.stretches(year_of(instant)):
            if instant < end:
                return instant + offset
        raise AssertionError("the last stretch has no end")

    def _scan(self, year: int) -> tuple[Stretch, ...]:
        first = (day_of(date(year, 1, 1)) - 2) * MINUTES_PER_DAY
        last = (day_of(date(year, 12, 31)) + 3) * MINUTES_PER_DAY
        found: list[Stretch] = []
        start, offset = -_FOREVER, self._offset(first)
        for day in range(first + MINUTES_PER_DAY, last + 1, MINUTES_PER_DAY):
            after = self._offset(day)
            if after != offset:
                shift = self._shift(day - MINUTES_PER_DAY, day, after)
                found.append(Stretch(start, shift, offset))
                start, offset = shift, after
        found.append(Stretch(start, _FOREVER, offset))
        return tuple(found)

    def _shift(self, before: int, after: int, offset: int) -> int:
        """The first instant in (before, after] that has the offset of `after`."""
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset(middle) == offset:
                after = middle
            else:
                before = middle
        return after

    def _offset(self, instant: int) -> int:
        offset = moment_of(instant).astimezone(self._zone).utcoffset()
        return int(offset.total_seconds() // 60) if offset is not None else 0


@cache
def zone_names() -> frozenset[str]:
    """Every IANA name there is, links included."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


@lru_cache(maxsize=64)
def zone_named(name: str) -> Zone | None:
    """The zone of an IANA name, or `None` when there is none."""
    if name not in zone_names():
        return None
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return Zone(name, ZoneInfo.from_file(stream, key=name))


def zone_or_utc(name: str) -> Zone:
    """The zone of a name, universal time where there is none of that name."""
    zone = zone_named(name) or zone_named("UTC")
    assert zone is not None, "tzdata holds UTC"
    return zone
