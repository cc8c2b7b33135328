"""Calendars against a wall clock that is read minute by minute."""

from __future__ import annotations

import time
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.feasibility.calendars import BEGINNING, END, Calendar, uncovered
from itsm_as_code.feasibility.definitions import (
    ALWAYS,
    CalendarDefinition,
    ExceptionDays,
    Lasts,
    Once,
    Recurrence,
    Weekly,
    period_of,
    week_of,
    weekly_of,
)
from itsm_as_code.feasibility.instants import Interval, TimeSet, instant_of, moment_of
from itsm_as_code.feasibility.zones import local_minute, zone_or_utc

STORE: Weekly = (("mon-sat", ("09:00-20:00",)), ("sun", ("11:00-18:00",)))
DAYTIME: Weekly = (("mon-fri", ("08:00-12:00", "13:00-17:00")),)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """An instant of universal time."""
    return instant_of(datetime(year, month, day, hour, minute, tzinfo=UTC))


def weekly(*items: tuple[str, tuple[str, ...]], zone: str = "Europe/Berlin") -> Calendar:
    return Calendar(CalendarDefinition(zone, weekly=items))


YEARS = at(2026, 1, 1), at(2029, 1, 1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"])
def test_weekly_periods_hold_what_the_clock_shows(zone: str) -> None:
    calendar = weekly(*STORE, ("wed", ("21:00-24:00",)), ("thu", ("00:00-01:30",)), zone=zone)
    clock = zone_or_utc(zone)
    start, end = at(2025, 12, 25), at(2028, 1, 10)
    held = calendar.between(start, end)
    week = week_of(calendar.definition.weekly)
    for instant in range(start, end, 15):
        day, minute = divmod(clock.local(instant), 1440)
        expected = any(minute in range(*period) for period in week[(day + 3) % 7])
        assert (instant in held) == expected, moment_of(instant)
    assert list(held) == sorted(held)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 5), 24)]
)
def test_a_whole_day_is_as_long_as_the_day_is(day: date, hours: int) -> None:
    calendar = weekly(("sun", ("00:00-24:00",)))
    start = zone_or_utc("Europe/Berlin").opening(local_minute(day))
    assert list(calendar.between(start - 1440, start + 2880)) == [Interval(start, start + hours * 60)]


def test_a_whole_week_is_one_interval() -> None:
    assert list(weekly(("mon-sun", ("00:00-24:00",))).between(*YEARS)) == [Interval(*YEARS)]


def test_a_store_is_open_3807_hours_in_2026() -> None:
    berlin = zone_or_utc("Europe/Berlin")
    year = [berlin.opening(local_minute(date(each, 1, 1))) for each in (2026, 2027)]
    # 52 Sundays of 7 hours and 313 other days of 11; both shifts fall outside opening hours.
    assert weekly(*STORE).measure(*year) == (52 * 7 + 313 * 11) * 60


def test_always() -> None:
    always = Calendar(ALWAYS)
    assert always.always
    assert list(always.between(*YEARS)) == [Interval(*YEARS)]
    assert list(always.between(BEGINNING - 5, END + 5)) == [Interval(BEGINNING, END)]
    assert always.measure(*YEARS) == YEARS[1] - YEARS[0]
    assert always.measure(YEARS[1], YEARS[0]) == 0
    assert YEARS[0] in always
    assert BEGINNING - 1 not in always
    assert always.advance(YEARS[0], 90) == YEARS[0] + 90
    assert always.retreat(YEARS[0], 90) == YEARS[0] - 90
    assert always.next_opening(YEARS[0]) == YEARS[0]
    assert always.next_closing(YEARS[0]) is None
    assert always.advance(END, 1) is None
    assert always.retreat(BEGINNING, 1) is None


def test_always_but_for_exceptions_is_not_always() -> None:
    calendar = Calendar(
        CalendarDefinition(
            "UTC", always=True, exceptions=(ExceptionDays(date(2026, 1, 2), date(2026, 1, 3)),)
        )
    )
    assert not calendar.always
    assert list(calendar.between(at(2026, 1, 1), at(2026, 1, 5))) == [
        Interval(at(2026, 1, 1), at(2026, 1, 2)),
        Interval(at(2026, 1, 3), at(2026, 1, 5)),
    ]


def test_exceptions_replace_whole_days_and_what_is_once_prevails() -> None:
    definition = CalendarDefinition(
        "Europe/Berlin",
        weekly=DAYTIME,
        exceptions=(
            ExceptionDays(date(2026, 12, 24), date(2026, 12, 27)),
            ExceptionDays(date(2026, 12, 31), date(2027, 1, 1), ("08:00-12:00",)),
        ),
        once=(
            Once(datetime(2026, 12, 25, 10), datetime(2026, 12, 25, 12)),
            Once(datetime(2026, 12, 25, 11), datetime(2026, 12, 25, 11, 30), opens=False),
            Once(date(2026, 12, 28), date(2026, 12, 29), opens=False),
        ),
    )
    found = Calendar(definition).between(at(2026, 12, 23), at(2027, 1, 2))
    assert [(f"{moment_of(i.start):%d %H:%M}", f"{moment_of(i.end):%d %H:%M}") for i in found] == [
        ("23 07:00", "23 11:00"),
        ("23 12:00", "23 16:00"),
        ("25 09:00", "25 10:00"),
        ("25 10:30", "25 11:00"),
        ("29 07:00", "29 11:00"),
        ("29 12:00", "29 16:00"),
        ("30 07:00", "30 11:00"),
        ("30 12:00", "30 16:00"),
        ("31 07:00", "31 11:00"),
        ("01 07:00", "01 11:00"),
        ("01 12:00", "01 16:00"),
    ]


def test_a_freeze_over_the_new_year_is_one_interval() -> None:
    freeze = Calendar(CalendarDefinition("Europe/Berlin", once=(Once(date(2026, 11, 27), date(2027, 1, 2)),)))
    expected = Interval(at(2026, 11, 26, 23), at(2027, 1, 1, 23))
    assert list(freeze.between(*YEARS)) == [expected]
    assert freeze.next_opening(at(2026, 1, 1)) == expected.start
    assert freeze.next_closing(at(2026, 12, 1)) == expected.end
    assert freeze.next_opening(at(2027, 6, 1)) is None


def test_recurrences_add_to_one_another() -> None:
    nightly = Recurrence("FREQ=MONTHLY;BYDAY=1SU", datetime(2026, 1, 1, 23), Lasts(minutes=120))
    quarterly = Recurrence("FREQ=MONTHLY;INTERVAL=3", datetime(2026, 1, 5, 0, 30), Lasts(minutes=60))
    calendar = Calendar(CalendarDefinition("UTC", recurrences=(nightly, quarterly)))
    assert list(calendar.between(at(2026, 1, 1), at(2026, 4, 6))) == [
        Interval(at(2026, 1, 4, 23), at(2026, 1, 5, 1, 30)),
        Interval(at(2026, 2, 1, 23), at(2026, 2, 2, 1)),
        Interval(at(2026, 3, 1, 23), at(2026, 3, 2, 1)),
        Interval(at(2026, 4, 5, 0, 30), at(2026, 4, 5, 1, 30)),
        Interval(at(2026, 4, 5, 23), at(2026, 4, 6, 0)),
    ]


periods = st.tuples(st.integers(0, 95), st.integers(1, 96)).map(
    lambda pair: f"{min(pair) // 4:02}:{min(pair) % 4 * 15:02}-{max(pair) // 4:02}:{max(pair) % 4 * 15:02}"
)
days = st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri", "sat-sun", "fri-mon"])
definitions = st.builds(
    CalendarDefinition,
    timezone=st.sampled_from(["Europe/Berlin", "America/Sao_Paulo", "Australia/Sydney"]),
    weekly=st.lists(st.tuples(days, st.lists(periods, max_size=2).map(tuple)), max_size=3).map(tuple),
    exceptions=st.lists(
        st.builds(
            lambda start, length, hours: ExceptionDays(start, start + timedelta(days=length), hours),
            st.dates(date(2026, 3, 20), date(2026, 4, 5)),
            st.integers(1, 4),
            st.lists(periods, max_size=1).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(definitions, st.integers(0, 40_000), st.integers(0, 20_000), st.integers(1, 30_000))
def test_questions_agree_with_the_minutes(
    definition: CalendarDefinition, after: int, to: int, work: int
) -> None:
    calendar = Calendar(definition)
    low, high = at(2026, 2, 1), at(2026, 12, 31)
    minutes = [m for interval in calendar.between(low, high) for m in range(interval.start, interval.end)]
    start, end = at(2026, 3, 10) + after, at(2026, 3, 10) + after + to
    first, last = bisect_left(minutes, start), bisect_left(minutes, end)
    assert calendar.measure(start, end) == last - first
    assert (start in calendar) == (minutes[first : first + 1] == [start])
    if first + work <= len(minutes):
        reached = minutes[first + work - 1] + 1
        assert calendar.advance(start, work) == reached
        assert calendar.next_opening(start) == minutes[first]
        assert calendar.measure(start, reached) == work
        back = calendar.retreat(reached, work)
        assert back == minutes[first]
    assert calendar.advance(start, 0) == start
    assert calendar.retreat(start, 0) == start
    closing = calendar.next_closing(start)
    assert closing is not None
    assert closing not in calendar
    assert calendar.measure(start, closing) == closing - start
    fresh = Calendar(definition)
    assert fresh.between(start, end) == calendar.between(start, end)


def test_a_calendar_that_never_opens_gives_no_time() -> None:
    never = Calendar(CalendarDefinition("Europe/Berlin"))
    assert never.between(*YEARS) == TimeSet()
    assert never.advance(YEARS[0], 1) is None
    assert never.retreat(YEARS[0], 1) is None
    assert never.next_opening(YEARS[0]) is None
    assert never.next_closing(YEARS[0]) == YEARS[0]
    assert never.measure(*YEARS) == 0
    assert YEARS[0] not in never


def test_faulty_parts_count_as_absent() -> None:
    calendar = Calendar(
        CalendarDefinition(
            "Nowhere",
            weekly=(("someday", ("08:00-09:00",)), ("mon", ("18:00-08:00", "8-9", "10:00-11:00"))),
            recurrences=(Recurrence("nonsense", datetime(2026, 1, 1), Lasts(minutes=5)),),
            once=(Once(date(2026, 1, 7), date(2026, 1, 6)),),
            exceptions=(ExceptionDays(date(9999, 12, 31), date(1, 1, 1)),),
        )
    )
    assert list(calendar.between(at(2026, 1, 4), at(2026, 1, 11))) == [
        Interval(at(2026, 1, 5, 10), at(2026, 1, 5, 11))
    ]


def test_dates_at_the_edges_of_time_are_no_trouble() -> None:
    calendar = Calendar(
        CalendarDefinition(
            "Europe/Berlin",
            always=True,
            once=(
                Once(date(1, 1, 1), date(2026, 1, 1), opens=False),
                Once(date(2027, 1, 1), date(9999, 12, 31)),
            ),
            exceptions=(ExceptionDays(date(2028, 1, 1), date(9999, 12, 31)),),
        )
    )
    assert list(calendar.between(*YEARS)) == [Interval(*YEARS)]
    assert at(2025, 12, 31, 22) not in calendar
    assert calendar.between(-(10**12), 0) == TimeSet()
    assert list(calendar.between(at(2199, 12, 31), 10**12)) == [
        Interval(at(2199, 12, 31), at(2199, 12, 31, 23))
    ]


def test_the_first_time_that_is_not_covered() -> None:
    store, desk = weekly(*STORE), weekly(("mon-sat", ("08:00-20:00",)), ("sun", ("11:00-17:30",)))
    assert uncovered(store, desk, *YEARS) == Interval(at(2026, 1, 4, 16, 30), at(2026, 1, 4, 17))
    assert uncovered(store, store, *YEARS) is None
    assert uncovered(store, Calendar(ALWAYS), *YEARS) is None
    assert uncovered(store, weekly(("mon-sun", ("09:00-20:00",))), *YEARS) is None


def test_readable_periods() -> None:
    assert period_of("00:00-24:00") == Interval(0, 1440)
    for wrong in ("8:00-9:00", "08:00", "08:00-25:00", "08:60-09:00", "08:00-09:00-10:00", "0٨:00-09:00", ""):
        assert period_of(wrong) is None
    assert weekly_of({"mon": ["08:00-09:00"]}.items()) == (("mon", ("08:00-09:00",)),)


def test_three_years_of_a_week_take_well_under_ten_milliseconds() -> None:
    weekly(*STORE).between(*YEARS)

    def seconds() -> float:
        started = time.process_time()
        weekly(*STORE).between(*YEARS)
        return time.process_time() - started

    assert min(seconds() for _ in range(5)) < 0.01
