"""The facts behind rule CAL001."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from itsm_as_code.feasibility.calendar_faults import CalendarFault, FaultKind, calendar_faults, weekly_faults
from itsm_as_code.feasibility.definitions import (
    ALWAYS,
    CalendarDefinition,
    ExceptionDays,
    Lasts,
    Once,
    Recurrence,
)

NIGHT = "Write a night as two periods, one of them to 24:00 and the other from 00:00 on the next day."
HALF_OPEN = "The end is not included: for a single day, give the next day as its end."


def test_a_sound_calendar_has_no_fault() -> None:
    assert calendar_faults(ALWAYS) == ()
    sound = CalendarDefinition(
        "Europe/Berlin",
        weekly=(("mon-fri", ("08:00-12:00", "12:00-24:00")), ("sat", ("00:00-08:00",))),
        recurrences=(Recurrence("FREQ=WEEKLY;BYDAY=SU", datetime(2026, 1, 1, 2), Lasts(minutes=60)),),
        once=(
            Once(date(2026, 1, 1), date(2026, 1, 2)),
            Once(date(2026, 1, 2), date(2026, 1, 4)),
            Once(date(2026, 1, 3), date(2026, 1, 4), opens=False),
        ),
        exceptions=(
            ExceptionDays(date(2026, 12, 24), date(2026, 12, 27)),
            ExceptionDays(date(2026, 12, 27), date(2026, 12, 28), ("08:00-09:00",)),
        ),
    )
    assert calendar_faults(sound) == ()


def test_an_unknown_zone() -> None:
    assert calendar_faults(CalendarDefinition("Europe/Berlim")) == (
        CalendarFault(
            FaultKind.UNKNOWN_ZONE,
            ("timezone",),
            "there is no time zone Europe/Berlim",
            "Use a name of the IANA time zone database, such as Europe/Berlin.",
        ),
    )


def test_periods() -> None:
    weekly = (
        ("mon-wed", ("08:00-12:00", "11:00-13:00")),
        ("tue", ("09:00-10:00",)),
        ("someday", ("08:00-09:00",)),
        ("sat", ("22:00-06:00", "07:00-07:00", "9:00-10:00")),
    )
    unreadable = CalendarFault(
        FaultKind.UNREADABLE,
        ("hours", "sat", 2),
        "9:00-10:00 is not a period: 9:00 is not a time of day",
        "Write periods as 08:00-18:00, with 24:00 for the end of the day.",
    )
    assert weekly_faults(weekly, ("hours",)) == (
        CalendarFault(
            FaultKind.OVERLAP,
            ("hours", "mon-wed", 1),
            "11:00-13:00 overlaps 08:00-12:00 on the same day",
            other=("hours", "mon-wed", 0),
        ),
        CalendarFault(
            FaultKind.OVERLAP,
            ("hours", "tue", 0),
            "09:00-10:00 overlaps 08:00-12:00 on the same day",
            other=("hours", "mon-wed", 0),
        ),
        CalendarFault(
            FaultKind.UNREADABLE,
            ("hours", "someday"),
            "someday is not a day of the week or a range of days",
            "Write days as mon or mon-fri.",
        ),
        CalendarFault(
            FaultKind.END_BEFORE_START, ("hours", "sat", 0), "22:00-06:00 ends before it starts", NIGHT
        ),
        CalendarFault(FaultKind.END_BEFORE_START, ("hours", "sat", 1), "07:00-07:00 ends when it starts"),
        unreadable,
    )


@pytest.mark.parametrize(
    ("recurrence", "fault"),
    [
        (
            Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", datetime(2026, 11, 20), Lasts(minutes=60)),
            CalendarFault(
                FaultKind.NEVER,
                ("recurrences", 0, "rrule"),
                "the recurrence FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never happens "
                "in the 60 years from 2026-11-20",
            ),
        ),
        (
            Recurrence("FREQ=MINUTELY", datetime(2026, 11, 20), Lasts(minutes=60)),
            CalendarFault(
                FaultKind.UNREADABLE,
                ("recurrences", 0, "rrule"),
                "the recurrence FREQ=MINUTELY cannot be used: it may repeat hourly, daily, weekly, monthly "
                "or yearly, and not to the second",
            ),
        ),
        (
            Recurrence("FREQ=DAILY", datetime(2026, 11, 20), Lasts()),
            CalendarFault(
                FaultKind.NEVER,
                ("recurrences", 0, "lasts"),
                "the recurrence lasts no time, so it never happens",
            ),
        ),
    ],
)
def test_recurrences(recurrence: Recurrence, fault: CalendarFault) -> None:
    assert calendar_faults(CalendarDefinition("UTC", recurrences=(recurrence,))) == (fault,)


def test_single_times_and_exceptions() -> None:
    definition = CalendarDefinition(
        "UTC",
        once=(
            Once(datetime(2026, 1, 1, 9), datetime(2026, 1, 1, 9)),
            Once(date(2026, 2, 1), date(2026, 3, 1)),
            Once(datetime(2026, 2, 28, 23, 59), date(2026, 4, 1)),
        ),
        exceptions=(
            ExceptionDays(date(2026, 5, 1), date(2026, 5, 4), ("08:00-12:00", "11:00-14:00", "15:00-14:00")),
            ExceptionDays(date(2026, 5, 3), date(2026, 5, 6)),
            ExceptionDays(date(2026, 6, 2), date(2026, 6, 1)),
        ),
    )
    assert calendar_faults(definition) == (
        CalendarFault(
            FaultKind.END_BEFORE_START,
            ("once", 0, "to"),
            "the end 2026-01-01 09:00 is not after the start 2026-01-01 09:00",
            HALF_OPEN,
        ),
        CalendarFault(
            FaultKind.OVERLAP,
            ("once", 2),
            "the time from 2026-02-28 23:59 overlaps that from 2026-02-01",
            other=("once", 1),
        ),
        CalendarFault(
            FaultKind.END_BEFORE_START,
            ("exceptions", 2, "to"),
            "the end 2026-06-01 is not after the start 2026-06-02",
            HALF_OPEN,
        ),
        CalendarFault(
            FaultKind.OVERLAP,
            ("exceptions", 0, "hours", 1),
            "11:00-14:00 overlaps 08:00-12:00 on the same day",
            other=("exceptions", 0, "hours", 0),
        ),
        CalendarFault(
            FaultKind.END_BEFORE_START,
            ("exceptions", 0, "hours", 2),
            "15:00-14:00 ends before it starts",
            NIGHT,
        ),
        CalendarFault(
            FaultKind.OVERLAP,
            ("exceptions", 1),
            "the days from 2026-05-03 overlap those from 2026-05-01",
            other=("exceptions", 0),
        ),
    )
