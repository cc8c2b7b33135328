"""Calendars as the entities hold them, for the mathematics of calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from itsm_as_code.feasibility.definitions import (
    CalendarDefinition,
    ExceptionDays,
    Lasts,
    Once,
    Recurrence,
    Weekly,
    weekly_of,
)
from itsm_as_code.model.calendar import CalendarException, CalendarSpec
from itsm_as_code.model.values import CalendarSpan, ClockTime, Period


def definition_of(spec: CalendarSpec, timezone: str = "UTC") -> CalendarDefinition:
    """A calendar as plain values.

    Args:
        spec: The facts of the calendar.
        timezone: The zone of a calendar that names none.
    """
    return CalendarDefinition(
        timezone=spec.timezone or timezone,
        always=bool(spec.always),
        weekly=weekly_form(spec.weekly or {}),
        recurrences=tuple(
            Recurrence(each.rrule, each.start.at, _lasts(each.lasts)) for each in spec.recurrences
        ),
        once=tuple(Once(each.from_.at, each.to.at) for each in spec.once),
        exceptions=tuple(_exception(each) for each in spec.exceptions),
    )


def weekly_form(hours: Mapping[str, Sequence[Period]]) -> Weekly:
    """The weekly form as it is typed."""
    return weekly_of((days, [period.text for period in periods]) for days, periods in hours.items())


def _lasts(duration: ClockTime | CalendarSpan) -> Lasts:
    if isinstance(duration, CalendarSpan):
        return Lasts(months=duration.months, days=duration.days)
    return Lasts(minutes=duration.minutes)


def _exception(exception: CalendarException) -> ExceptionDays:
    """The days of an exception; without an end it is the one day."""
    end = exception.to or exception.from_ + dt.timedelta(days=1)
    return ExceptionDays(exception.from_, end, tuple(period.text for period in exception.hours or ()))
