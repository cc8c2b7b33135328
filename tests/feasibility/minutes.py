"""Time as a long row of slots, each in or out: what the sets of instants are checked against.

A row covers 2026 and 2027 in universal time, with some days on either side. One byte stands for each slot of
some minutes; every bound that the tests draw is a multiple of it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.definitions import CalendarDefinition, ExceptionDays
from itsm_as_code.feasibility.instants import instant_of

FIRST, LAST = datetime(2025, 11, 1, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)
START = instant_of(FIRST)
LENGTH = instant_of(LAST) - START

# None of these zones repeats or skips more than the hour from one whole hour to the next.
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Week = tuple[tuple[tuple[int, int], ...], ...]


@cache
def zone_of(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream)


@cache
def midnights(name: str) -> dict[date, int]:
    """The minute of the row at which each local day begins."""
    days = {}
    for number in range((LAST - FIRST).days - 4):
        day = FIRST.date() + timedelta(days=number + 2)
        moment = datetime(day.year, day.month, day.day, tzinfo=zone_of(name))
        days[day] = instant_of(moment.astimezone(UTC)) - START
    return days


@cache
def offsets(name: str) -> tuple[tuple[int, int, int], ...]:
    """Start, end (minutes of the row) and offset of each stretch in which the clock does not shift."""
    found: list[tuple[int, int, int]] = []
    for hour in range(0, LENGTH, 30):
        moment = (FIRST + timedelta(minutes=hour)).astimezone(zone_of(name))
        offset = moment.utcoffset() or timedelta()
        minutes = int(offset.total_seconds()) // 60
        if found and found[-1][2] == minutes:
            found[-1] = (found[-1][0], hour + 30, minutes)
        else:
            found.append((hour, hour + 30, minutes))
    return tuple(found)


@dataclass(frozen=True)
class Drawn:
    """A calendar drawn at random: as defined, and as a row of slots."""

    calendar: Calendar
    row: bytes


def draw(chance: random.Random, step: int, *, often: int = 3, always: float = 0.2) -> Drawn:
    """A calendar of weekly periods and some exceptions, all in whole hours."""
    zone = chance.choice(ZONES)
    if chance.random() < always:
        calendar = Calendar(CalendarDefinition(zone, always=True))
        return Drawn(calendar, bytes([1]) * (LENGTH // step))
    week = tuple(_periods(chance) if chance.random() < often / 4 else () for _ in WEEKDAYS)
    exceptions = []
    for _ in range(chance.choice((0, 0, 1, 2))):
        day = date(2026, 1, 5) + timedelta(days=chance.randrange(700))
        exceptions.append(
            (day, day + timedelta(days=chance.randint(1, 9)), chance.choice(((), _periods(chance))))
        )
    definition = CalendarDefinition(
        zone,
        weekly=tuple((day, tuple(map(_text, periods))) for day, periods in zip(WEEKDAYS, week, strict=True)),
        exceptions=tuple(
            ExceptionDays(first, last, tuple(map(_text, hours))) for first, last, hours in exceptions
        ),
    )
    row = bytearray(_week_row(zone, week, step))
    for first, last, hours in exceptions:
        for number in range((last - first).days):
            day = first + timedelta(days=number)
            start, end = midnights(zone)[day], midnights(zone)[day + timedelta(days=1)]
            other = _week_row(zone, (hours,) * 7, step)
            row[start // step : end // step] = other[start // step : end // step]
    return Drawn(Calendar(definition), bytes(row))


def _week_row(zone: str, week: Week, step: int) -> bytes:
    pattern = bytearray(7 * 1440 // step)
    for weekday, periods in enumerate(week):
        for start, end in periods:
            low, high = (weekday * 1440 + start) // step, (weekday * 1440 + end) // step
            pattern[low:high] = bytes([1]) * (high - low)
    row = bytearray()
    for start, end, offset in offsets(zone):
        # 1970-01-01 was a Thursday.
        first = ((START + start + offset + 3 * 1440) % (7 * 1440)) // step
        wanted = (end - start) // step
        turned = bytes(pattern[first:] + pattern[:first])
        row += (turned * (wanted // len(turned) + 1))[:wanted]
    return bytes(row)


def _periods(chance: random.Random) -> tuple[tuple[int, int], ...]:
    bounds = sorted(chance.sample(range(25), chance.choice((2, 2, 4))))
    return tuple((start * 60, end * 60) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _text(period: tuple[int, int]) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in period)


def both(one: bytes, other: bytes) -> bytes:
    """The slots in both rows."""
    return (int.from_bytes(one) & int.from_bytes(other)).to_bytes(len(one))


def without(one: bytes, other: bytes) -> bytes:
    """The slots in one row and not in the other."""
    return (int.from_bytes(one) & ~int.from_bytes(other)).to_bytes(len(one))


def either(one: bytes, other: bytes) -> bytes:
    """The slots in any of the two rows."""
    return (int.from_bytes(one) | int.from_bytes(other)).to_bytes(len(one))


def count(row: bytes, start: int, end: int) -> int:
    """How many slots from `start` to `end` are in the row."""
    return int.from_bytes(row[start:end]).bit_count()
