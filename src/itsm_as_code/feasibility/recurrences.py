"""Recurrences of RFC 5545, evaluated with python-dateutil.

A rule is read once and never raises. What repeats more often than every quarter of an hour is refused: as
hours of work it means nothing, and its cost has no bound.

python-dateutil searches for the next occurrence until the year 9999, which takes seconds where there is none.
The Gregorian calendar repeats after 400 years (146,097 days, whole weeks), so the rules are evaluated 7,600
years ahead, where that search is short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from math import lcm

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rrulestr

from itsm_as_code.feasibility.definitions import Lasts, Recurrence
from itsm_as_code.feasibility.instants import MINUTES_PER_DAY, instant_of
from itsm_as_code.feasibility.zones import (
    FIRST_YEAR,
    LAST_YEAR,
    Zone,
    clock_moment,
    local_minute,
)

MOST_PER_DAY = 96
MOST_IN_ALL = 20_000
"""The largest COUNT."""

NEVER_AFTER_YEARS = 60
"""A rule without an occurrence in this many years from its start counts as one that never happens."""

_AHEAD = 7600
_BY = frozenset({"BYHOUR", "BYMINUTE", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"})
_PARTS = _BY | {"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYSECOND"}
_STEPS = {"HOURLY": 1, "DAILY": 24, "WEEKLY": 168}
_FREQUENCIES = frozenset({"YEARLY", "MONTHLY", *_STEPS})
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.ASCII)
_VALUE = re.compile(r"[A-Z0-9,+-]+", re.ASCII)
_UNREADABLE = "the rule is not one of RFC 5545, such as FREQ=WEEKLY;BYDAY=SU"


class Occurrences:
    """The occurrences of one recurrence in one zone.

    Attributes:
        fault: Why the rule cannot be used, as a clause; `None` when it can.
        first: Local time of the first occurrence; `None` when there is none within 60 years of its start.
    """

    __slots__ = ("_all", "_lasts", "_rule", "_start", "_step", "_until", "_zone", "fault", "first")

    def __init__(self, recurrence: Recurrence, zone: Zone) -> None:
        self._zone = zone
        self._lasts = _held(recurrence.lasts)
        self._start = recurrence.start.replace(second=0, microsecond=0, tzinfo=None)
        self._rule: rrule | None = None
        self._step: timedelta | None = None
        self._until = datetime(LAST_YEAR, 12, 31)
        self._all: tuple[datetime, ...] | None = None
        self.first: datetime | None = None
        self.fault = self._read(_parts(recurrence.rrule))

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The occurrences, as instants, that touch [start, end); they may overlap one another."""
        if self.first is None:
            return []
        earliest = self._zone.local(start) - _longest(self._lasts) - MINUTES_PER_DAY
        latest = self._zone.local(end) + MINUTES_PER_DAY
        found = []
        for occurrence in self._listed(clock_moment(earliest), clock_moment(latest)):
            opens = self._zone.instant(local_minute(occurrence))
            closes = self._close(occurrence, opens)
            if opens < end and start < closes:
                found.append((opens, closes))
        return found

    def _read(self, parts: Mapping[str, str] | None) -> str | None:
        """Take the rule in; the clause that says what is wrong with it, if anything is."""
        if not FIRST_YEAR <= self._start.year <= LAST_YEAR:
            return f"it starts outside the years {FIRST_YEAR} to {LAST_YEAR}"
        if parts is None:
            return _UNREADABLE
        fault = _refused(parts)
        if fault is not None:
            return fault
        if "UNTIL" in parts:
            until = self._local_until(parts["UNTIL"])
            if until is None:
                return "its UNTIL is not a date or time of RFC 5545, such as 20271231T220000Z"
            self._until = min(self._until, until)
        text = ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("COUNT", "UNTIL"))
        step = _STEPS.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
        self._step = timedelta(hours=lcm(step, 24)) if step else None
        try:
            rule = rrulestr(text, dtstart=_ahead(self._start))
            self._rule = rule if isinstance(rule, rrule) else None
            self.first = next(self._run(self._start), None)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            return _UNREADABLE
        if self.first is not None and self.first.year > self._start.year + NEVER_AFTER_YEARS:
            self.first = None
        if self.first is not None and "COUNT" in parts:
            self._all = tuple(islice(self._run(self._start), int(parts["COUNT"])))
        return None

    def _local_until(self, text: str) -> datetime | None:
        """The end of the rule by the clock of the zone; a date means that whole day."""
        matched = _UNTIL.fullmatch(text)
        if matched is None:
            return None
        year, month, day, hour, minute, second = (int(group or 0) for group in matched.groups()[:6])
        try:
            until = datetime(year, month, day, hour, minute, second)
        except ValueError:
            return None
        if matched[4] is None:
            return until.replace(hour=23, minute=59)
        if matched[7]:
            return clock_moment(self._zone.local(instant_of(until.replace(tzinfo=UTC))))
        return until

    def _run(self, start: datetime) -> Iterator[datetime]:
        """The occurrences from an occurrence-aligned start to the end of the rule, in order."""
        if self._rule is None or self._until < start:
            return iter(())
        rule = self._rule.replace(dtstart=_ahead(start), until=_ahead(self._until))
        return (moment.replace(year=moment.year - _AHEAD) for moment in rule)

    def _listed(self, earliest: datetime, latest: datetime) -> list[datetime]:
        """The occurrences from `earliest` to `latest`, in order."""
        run: Iterator[datetime]
        if self._all is not None:
            run = iter(self._all)
        elif self._step is not None and earliest > self._start:
            run = self._run(self._start + (earliest - self._start) // self._step * self._step)
        else:
            run = self._run(self._start)
        return [each for each in takewhile(lambda moment: moment <= latest, run) if each >= earliest]

    def _close(self, occurrence: datetime, opens: int) -> int:
        """When an occurrence ends: months and days by the calendar, then minutes by the stopwatch."""
        lasts = self._lasts
        if not (lasts.months or lasts.days):
            return opens + lasts.minutes
        later = occurrence + relativedelta(months=lasts.months, days=lasts.days)
        return self._zone.instant(local_minute(later)) + lasts.minutes


def _parts(text: str) -> dict[str, str] | None:
    """The parts of a rule by name, or `None` when the text is no list of different parts."""
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").split(";")]
    parts = {name: value for name, _, value in pairs}
    readable = parts.keys() <= _PARTS and all(_VALUE.fullmatch(value) for value in parts.values())
    if len(parts) != len(pairs) or not readable:
        return None
    return parts


def _refused(parts: Mapping[str, str]) -> str | None:
    """Why a rule of readable parts is not admitted, as a clause."""
    if "FREQ" not in parts:
        return _UNREADABLE
    if parts["FREQ"] not in _FREQUENCIES or "BYSECOND" in parts:
        return "it may repeat hourly, daily, weekly, monthly or yearly, and not to the second"
    if "COUNT" in parts and "UNTIL" in parts:
        return "it gives both COUNT and UNTIL, of which RFC 5545 admits one"
    numbers = [parts.get(name, "1") for name in ("COUNT", "INTERVAL")]
    if not all(number.isascii() and number.isdigit() and int(number[:6]) > 0 for number in numbers):
        return "its COUNT and INTERVAL are not whole numbers from 1 up"
    if int(numbers[0]) > MOST_IN_ALL or int(numbers[1]) > 1000:
        return f"its COUNT is above {MOST_IN_ALL:,} or its INTERVAL above 1,000"
    hours = 24 if parts["FREQ"] == "HOURLY" else 1
    per_day = (parts["BYHOUR"].count(",") + 1 if "BYHOUR" in parts else hours) * (
        parts.get("BYMINUTE", "").count(",") + 1
    )
    return "it repeats more often than every quarter of an hour" if per_day > MOST_PER_DAY else None


def _ahead(moment: datetime) -> datetime:
    return moment.replace(year=moment.year + _AHEAD)


def _held(lasts: Lasts) -> Lasts:
    """The same, but a century at most by the calendar, so that every end is a date."""
    return Lasts(min(lasts.months, 1200), min(lasts.days, 36_500), lasts.minutes)


def _longest(lasts: Lasts) -> int:
    """An upper bound of how long an occurrence lasts, in minutes."""
    return (lasts.months * 31 + lasts.days) * MINUTES_PER_DAY + lasts.minutes
