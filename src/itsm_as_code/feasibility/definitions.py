"""What an author writes about a calendar, as plain values, and how its texts are read.

The texts of weekly periods stay as they are typed, so that a fault can name the very item; `days_of` and
`period_of` read them and never raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from itsm_as_code.feasibility.instants import MINUTES_PER_DAY, Interval

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Weekly = tuple[tuple[str, tuple[str, ...]], ...]
"""Days (`mon`, `mon-fri`) and their periods (`08:00-18:00`), in the order of the file."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00", re.ASCII)


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long an occurrence lasts: months and days by the calendar, then minutes by the stopwatch."""

    months: int = 0
    days: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Occurrences that repeat by a rule of RFC 5545.

    Attributes:
        rrule: The rule, such as `FREQ=MONTHLY;BYDAY=1SU`, with or without `RRULE:` before it.
        start: Local time of the first occurrence, from which the rule counts.
        lasts: How long each lasts.
    """

    rrule: str
    start: datetime
    lasts: Lasts


@dataclass(frozen=True, slots=True)
class Once:
    """A single stretch of local time, half-open; dates mean their midnight.

    Attributes:
        start: When it begins.
        end: When it ends.
        opens: Whether the calendar is open in it; otherwise it is closed.
    """

    start: date | datetime
    end: date | datetime
    opens: bool = True


@dataclass(frozen=True, slots=True)
class ExceptionDays:
    """Dates, half-open, whose hours are replaced.

    Attributes:
        start: First day.
        end: First day after them.
        hours: The periods of each of these days instead; none when they are closed.
    """

    start: date
    end: date
    hours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarDefinition:
    """A calendar as written.

    Where several parts speak of one instant, the later in this list prevails: weekly hours, recurrences and
    `always` together; exceptions, which replace whole local days; what opens once; what closes once.

    Attributes:
        timezone: IANA name of the zone whose clock the rest is written in.
        always: Open around the clock.
        weekly: Periods by day of the week.
        recurrences: Occurrences by rule.
        once: Single openings and closings.
        exceptions: Days that differ.
    """

    timezone: str = "UTC"
    always: bool = False
    weekly: Weekly = ()
    recurrences: tuple[Recurrence, ...] = ()
    once: tuple[Once, ...] = ()
    exceptions: tuple[ExceptionDays, ...] = ()


ALWAYS = CalendarDefinition(always=True)
"""The built-in calendar `always`."""


def weekly_of(items: Iterable[tuple[str, Iterable[str]]]) -> Weekly:
    """The weekly form from any mapping's items."""
    return tuple((days, tuple(periods)) for days, periods in items)


def days_of(text: str) -> tuple[int, ...] | None:
    """The weekdays (Monday is 0) of `sat` or `mon-fri`; ranges may run over the weekend (`sat-mon`)."""
    first, dash, last = text.partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        return None
    start = WEEKDAYS.index(first)
    span = (WEEKDAYS.index(last) - start) % 7 if dash else 0
    return tuple((start + step) % 7 for step in range(span + 1))


def clock_of(text: str) -> int | None:
    """A time of day from 00:00 to 24:00 as minutes."""
    matched = _CLOCK.fullmatch(text)
    if matched is None:
        return None
    return int(matched[1]) * 60 + int(matched[2]) if matched[1] else MINUTES_PER_DAY


def period_of(text: str) -> Interval | None:
    """The minutes of the day that `08:00-18:00` names, in the order written; `None` for other text."""
    first, _, last = text.partition("-")
    start, end = clock_of(first), clock_of(last)
    return None if start is None or end is None else Interval(start, end)


def periods_of(texts: Iterable[str]) -> tuple[Interval, ...]:
    """The readable periods that end after they start."""
    read = (period_of(text) for text in texts)
    return tuple(period for period in read if period is not None and period.length > 0)


def week_of(weekly: Weekly) -> tuple[tuple[Interval, ...], ...]:
    """The periods of each weekday, Monday first, unreadable texts left out."""
    week: list[list[Interval]] = [[] for _ in WEEKDAYS]
    for days, texts in weekly:
        for weekday in days_of(days) or ():
            week[weekday] += periods_of(texts)
    return tuple(tuple(sorted(periods)) for periods in week)
