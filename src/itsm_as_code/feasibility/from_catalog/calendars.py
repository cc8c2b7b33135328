"""Calendars as entities hold them, and the two that are built in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.definitions import (
    CalendarDefinition,
    ExceptionDays,
    Lasts,
    Once,
    Recurrence,
    Weekly,
    weekly_of,
)
from itsm_as_code.feasibility.periods import Unit, Window
from itsm_as_code.model.calendar import Calendar as CalendarEntity
from itsm_as_code.model.calendar import CalendarException, CalendarSpec
from itsm_as_code.model.organization import OrganizationSpec
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


@derived
def calendar_named(catalog: Catalog, name: str) -> Calendar:
    """The calendar of a name; each is one object per catalogue.

    `always` and `office` are built in, in the organisation's time zone. One that does not exist, or does not
    fit its schema, counts as around the clock, since that is reported elsewhere.
    """
    facts = catalog.organization.entity.spec if catalog.organization else OrganizationSpec()
    if name == "office":
        return Calendar(CalendarDefinition(facts.timezone, weekly=weekly_form(facts.hours)))
    record = None if name == "always" else catalog.find(CalendarEntity, name)
    if record is None:
        return Calendar(CalendarDefinition(facts.timezone, always=True))
    return Calendar(definition_of(record.entity.spec, facts.timezone))


def window_of(span: CalendarSpan | None, *, rolling: bool = False) -> Window | None:
    """A span as a measuring window: `1y` is twelve months, `2w` is weeks, `30d` is days."""
    if span is None:
        return None
    if span.months:
        return Window(span.months, Unit.MONTHS, rolling)
    if span.text.endswith("w"):
        return Window(span.days // 7, Unit.WEEKS, rolling)
    return Window(span.days, Unit.DAYS, rolling)


def _lasts(duration: ClockTime | CalendarSpan) -> Lasts:
    if isinstance(duration, CalendarSpan):
        return Lasts(months=duration.months, days=duration.days)
    return Lasts(minutes=duration.minutes)


def _exception(exception: CalendarException) -> ExceptionDays:
    """The days of an exception; without an end it is the one day."""
    end = exception.to or exception.from_ + dt.timedelta(days=1)
    return ExceptionDays(exception.from_, end, tuple(period.text for period in exception.hours or ()))
