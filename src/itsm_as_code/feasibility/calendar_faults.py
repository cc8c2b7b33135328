"""What is wrong with a calendar as written: the facts behind rule CAL001.

Every item that the calculation would leave out or read otherwise than meant is a fault here.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from itsm_as_code.feasibility.definitions import (
    WEEKDAYS,
    CalendarDefinition,
    Lasts,
    Weekly,
    clock_of,
    days_of,
    period_of,
)
from itsm_as_code.feasibility.instants import Interval
from itsm_as_code.feasibility.recurrences import NEVER_AFTER_YEARS, Occurrences
from itsm_as_code.feasibility.zones import local_minute, zone_named, zone_or_utc
from itsm_as_code.finding import FieldPath


class FaultKind(enum.Enum):
    """The ways in which a calendar can be wrong."""

    UNKNOWN_ZONE = "unknown zone"
    UNREADABLE = "unreadable"
    OVERLAP = "overlap"
    END_BEFORE_START = "end before start"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """One item of a calendar that is wrong.

    Attributes:
        kind: In which way.
        field: The item, from the calendar's `spec` (or from the mapping that holds the weekly form).
        message: What is wrong, as a sentence without its full stop.
        help: What to do about it.
        other: The item it collides with, where there is one.
    """

    kind: FaultKind
    field: FieldPath
    message: str
    help: str | None = None
    other: FieldPath | None = None


_NIGHT = "Write a night as two periods, one of them to 24:00 and the other from 00:00 on the next day."
_ZONE = "Use a name of the IANA time zone database, such as Europe/Berlin."
_PERIOD = "Write periods as 08:00-18:00, with 24:00 for the end of the day."


def calendar_faults(definition: CalendarDefinition) -> tuple[CalendarFault, ...]:
    """Every fault of a calendar, in the order of the definition's parts."""
    return (
        *zone_faults(definition.timezone),
        *weekly_faults(definition.weekly),
        *_recurrence_faults(definition),
        *_once_faults(definition),
        *_exception_faults(definition),
    )


def zone_faults(timezone: str, field: FieldPath = ("timezone",)) -> tuple[CalendarFault, ...]:
    """Whether the time zone exists."""
    if zone_named(timezone) is not None:
        return ()
    return (CalendarFault(FaultKind.UNKNOWN_ZONE, field, f"there is no time zone {timezone}", _ZONE),)


def weekly_faults(weekly: Weekly, field: FieldPath = ("weekly",)) -> tuple[CalendarFault, ...]:
    """The faults of a weekly form, also of `Organization.hours`."""
    faults: list[CalendarFault] = []
    seen: list[list[tuple[Interval, FieldPath, str]]] = [[] for _ in WEEKDAYS]
    for days, texts in weekly:
        weekdays = days_of(days)
        if weekdays is None:
            message = f"{days} is not a day of the week or a range of days"
            advice = "Write days as mon or mon-fri."
            faults.append(CalendarFault(FaultKind.UNREADABLE, (*field, days), message, advice))
        for index, text in enumerate(texts):
            item = (*field, days, index)
            faults += _period_faults(text, item)
            period = period_of(text)
            if period is not None and period.length > 0:
                faults += _collisions(period, item, text, [seen[day] for day in weekdays or ()])
    return tuple(faults)


def _collisions(
    period: Interval,
    item: FieldPath,
    text: str,
    days: Sequence[list[tuple[Interval, FieldPath, str]]],
) -> Iterator[CalendarFault]:
    """The first period on any of the days that this one overlaps; remembers it on each of them."""
    reported = False
    for earlier in days:
        for other, place, shown in earlier:
            if not reported and period.start < other.end and other.start < period.end:
                message = f"{text} overlaps {shown} on the same day"
                if place == item:
                    message = f"{text} stands for the same day twice"
                yield CalendarFault(FaultKind.OVERLAP, item, message, other=place)
                reported = True
        earlier.append((period, item, text))


def _period_faults(text: str, item: FieldPath) -> Iterator[CalendarFault]:
    period = period_of(text)
    if period is None:
        first, _, last = text.partition("-")
        wrong = next((part for part in (first, last) if clock_of(part) is None), text)
        message = f"{text} is not a period: {wrong or 'an empty text'} is not a time of day"
        yield CalendarFault(FaultKind.UNREADABLE, item, message, _PERIOD)
    elif period.length == 0:
        yield CalendarFault(FaultKind.END_BEFORE_START, item, f"{text} ends when it starts")
    elif period.length < 0:
        yield CalendarFault(FaultKind.END_BEFORE_START, item, f"{text} ends before it starts", _NIGHT)


def _recurrence_faults(definition: CalendarDefinition) -> Iterator[CalendarFault]:
    zone = zone_or_utc(definition.timezone)
    for index, recurrence in enumerate(definition.recurrences):
        occurrences = Occurrences(recurrence, zone)
        rule = ("recurrences", index, "rrule")
        if occurrences.fault is not None:
            message = f"the recurrence {recurrence.rrule} cannot be used: {occurrences.fault}"
            yield CalendarFault(FaultKind.UNREADABLE, rule, message)
        elif occurrences.first is None:
            message = (
                f"the recurrence {recurrence.rrule} never happens in the {NEVER_AFTER_YEARS} years "
                f"from {recurrence.start:%Y-%m-%d}"
            )
            yield CalendarFault(FaultKind.NEVER, rule, message)
        if recurrence.lasts == Lasts():
            message = "the recurrence lasts no time, so it never happens"
            yield CalendarFault(FaultKind.NEVER, ("recurrences", index, "lasts"), message)


def _once_faults(definition: CalendarDefinition) -> Iterator[CalendarFault]:
    spans = [(each.start, each.end) for each in definition.once]
    yield from _span_faults(spans, "once")
    for field, other in _overlaps(spans, [each.opens for each in definition.once]):
        message = f"the time from {_shown(spans[field][0])} overlaps that from {_shown(spans[other][0])}"
        yield CalendarFault(FaultKind.OVERLAP, ("once", field), message, other=("once", other))


def _exception_faults(definition: CalendarDefinition) -> Iterator[CalendarFault]:
    spans = [(each.start, each.end) for each in definition.exceptions]
    yield from _span_faults(spans, "exceptions")
    for index, exception in enumerate(definition.exceptions):
        earlier: list[tuple[Interval, FieldPath, str]] = []
        for position, text in enumerate(exception.hours):
            item = ("exceptions", index, "hours", position)
            yield from _period_faults(text, item)
            period = period_of(text)
            if period is not None and period.length > 0:
                yield from _collisions(period, item, text, [earlier])
    for field, other in _overlaps(spans, [True] * len(spans)):
        message = f"the days from {_shown(spans[field][0])} overlap those from {_shown(spans[other][0])}"
        yield CalendarFault(FaultKind.OVERLAP, ("exceptions", field), message, other=("exceptions", other))


def _span_faults(spans: Iterable[tuple[date, date]], part: str) -> Iterator[CalendarFault]:
    for index, (start, end) in enumerate(spans):
        if local_minute(end) <= local_minute(start):
            message = f"the end {_shown(end)} is not after the start {_shown(start)}"
            advice = "The end is not included: for a single day, give the next day as its end."
            yield CalendarFault(FaultKind.END_BEFORE_START, (part, index, "to"), message, advice)


def _overlaps(spans: Sequence[tuple[date, date]], groups: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Each span that overlaps an earlier one of its group, with the first such."""
    for index, (start, end) in enumerate(spans):
        for other in range(index):
            begins, ends = spans[other]
            if groups[other] == groups[index] and max(local_minute(start), local_minute(begins)) < min(
                local_minute(end), local_minute(ends)
            ):
                yield index, other
                break


def _shown(moment: date) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
