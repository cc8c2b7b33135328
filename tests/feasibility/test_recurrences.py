"""Recurrences of RFC 5545, with examples of the standard (3.8.5.3) among them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.feasibility.definitions import Lasts, Recurrence
from itsm_as_code.feasibility.instants import instant_of, moment_of
from itsm_as_code.feasibility.recurrences import Occurrences
from itsm_as_code.feasibility.zones import zone_or_utc

BERLIN = zone_or_utc("Europe/Berlin")
HOUR = Lasts(minutes=60)
NEW_YORK = zone_or_utc("America/New_York")


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return instant_of(datetime(year, month, day, hour, minute, tzinfo=UTC))


def shown(rule: str, start: datetime, *, until: int, lasts: Lasts = HOUR) -> list[str]:
    """The starts of the occurrences, in universal time."""
    occurrences = Occurrences(Recurrence(rule, start, lasts), NEW_YORK)
    assert occurrences.fault is None
    return [f"{moment_of(opens):%Y-%m-%d %H}" for opens, _ in occurrences.between(at(1990, 1, 1), until)]


def test_examples_of_the_standard() -> None:
    start = datetime(1997, 9, 2, 9)
    assert shown("FREQ=DAILY;COUNT=3", start, until=at(1998, 1, 1)) == [
        "1997-09-02 13",
        "1997-09-03 13",
        "1997-09-04 13",
    ]
    assert shown("RRULE:FREQ=DAILY;UNTIL=19970904T130000Z", start, until=at(1998, 1, 1)) == [
        "1997-09-02 13",
        "1997-09-03 13",
        "1997-09-04 13",
    ]
    assert shown("freq=weekly;interval=2;wkst=su;byday=tu", start, until=at(1997, 11, 5)) == [
        "1997-09-02 13",
        "1997-09-16 13",
        "1997-09-30 13",
        "1997-10-14 13",
        "1997-10-28 14",
    ]
    friday_13 = "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"
    assert shown(friday_13, start, until=at(2000, 12, 31)) == [
        "1998-02-13 14",
        "1998-03-13 14",
        "1998-11-13 14",
        "1999-08-13 13",
        "2000-10-13 13",
    ]
    election_day = "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8"
    assert shown(election_day, datetime(1996, 11, 5, 9), until=at(2005, 1, 1)) == [
        "1996-11-05 14",
        "2000-11-07 14",
        "2004-11-02 14",
    ]
    assert shown("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", start, until=at(1997, 12, 1)) == [
        "1997-09-29 13",
        "1997-10-30 14",
        "1997-11-27 14",
    ]


def test_until_a_date_includes_that_day() -> None:
    assert shown("FREQ=DAILY;UNTIL=19970903", datetime(1997, 9, 2, 9), until=at(1998, 1, 1)) == [
        "1997-09-02 13",
        "1997-09-03 13",
    ]
    assert shown("FREQ=DAILY;UNTIL=19970903T085959", datetime(1997, 9, 2, 9), until=at(1998, 1, 1)) == [
        "1997-09-02 13"
    ]


def test_an_occurrence_that_began_earlier_still_lasts() -> None:
    for lasts, end in [
        (Lasts(minutes=3 * 1440), at(2026, 1, 5)),
        (Lasts(days=3), at(2026, 1, 5)),
        (Lasts(months=1, minutes=5), at(2026, 2, 2, 0, 5)),
    ]:
        occurrences = Occurrences(Recurrence("FREQ=YEARLY", datetime(2020, 1, 2), lasts), zone_or_utc("UTC"))
        assert occurrences.between(at(2026, 1, 4), at(2026, 1, 5)) == [(at(2026, 1, 2), end)]


def test_days_go_by_the_calendar_and_hours_by_the_stopwatch() -> None:
    start = datetime(2026, 3, 28, 12)
    for lasts, hours in [(Lasts(days=1), 23), (Lasts(minutes=1440), 24), (Lasts(days=1, minutes=60), 24)]:
        found = Occurrences(Recurrence("FREQ=DAILY;COUNT=1", start, lasts), BERLIN).between(
            at(2026, 3, 1), at(2026, 4, 1)
        )
        assert found == [(at(2026, 3, 28, 11), at(2026, 3, 28, 11) + hours * 60)]


def test_a_start_that_spring_skips_moves_forward() -> None:
    nightly = Recurrence("FREQ=DAILY", datetime(2026, 1, 1, 2, 30), Lasts(minutes=60))
    assert Occurrences(nightly, BERLIN).between(at(2026, 3, 28, 3), at(2026, 3, 30)) == [
        (at(2026, 3, 29, 1, 30), at(2026, 3, 29, 2, 30))
    ]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=HOURLY;INTERVAL=7"],
)
def test_looking_late_finds_what_looking_from_the_start_finds(rule: str) -> None:
    occurrences = Occurrences(Recurrence(rule, datetime(1999, 5, 4, 3, 2), Lasts(minutes=30)), BERLIN)
    everything = occurrences.between(at(1999, 1, 1), at(2004, 2, 1))
    low, high = at(2004, 1, 1), at(2004, 2, 1)
    assert occurrences.between(low, high) == [each for each in everything if each[1] > low]
    assert len(everything) > 100


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1SU;BYSETPOS=2",
        "FREQ=DAILY;UNTIL=20200101",
    ],
)
def test_what_never_happens_is_seen_soon(rule: str) -> None:
    started = time.process_time()
    occurrences = Occurrences(Recurrence(rule, datetime(2026, 11, 20), Lasts(minutes=60)), BERLIN)
    assert (occurrences.fault, occurrences.first) == (None, None)
    assert occurrences.between(at(2026, 1, 1), at(2030, 1, 1)) == []
    assert time.process_time() - started < 2


def test_the_first_occurrence_is_not_always_the_start() -> None:
    leap = Occurrences(
        Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", datetime(2026, 1, 1, 9), Lasts(1)), BERLIN
    )
    assert leap.first == datetime(2028, 2, 29, 9)


UNREADABLE = "the rule is not one of RFC 5545, such as FREQ=WEEKLY;BYDAY=SU"
FREQUENCY = "it may repeat hourly, daily, weekly, monthly or yearly, and not to the second"
NUMBERS = "its COUNT and INTERVAL are not whole numbers from 1 up"
TOO_LARGE = "its COUNT is above 20,000 or its INTERVAL above 1,000"
UNTIL = "its UNTIL is not a date or time of RFC 5545, such as 20271231T220000Z"


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("", UNREADABLE),
        ("every Sunday", UNREADABLE),
        ("FREQ=WEEKLY;FREQ=DAILY", UNREADABLE),
        ("FREQ=WEEKLY;BYDAY=", UNREADABLE),
        ("FREQ=WEEKLY;BYDAY=XX", UNREADABLE),
        ("FREQ=YEARLY;BYEASTER=1", UNREADABLE),
        ("BYDAY=SU", UNREADABLE),
        ("FREQ=MONTHLY;BYDAY=+9MO", UNREADABLE),
        ("FREQ=DAILY;BYHOUR=25", UNREADABLE),
        ("FREQ=HOURLY;BYMINUTE=75", UNREADABLE),
        ("FREQ=DAILY\nRDATE:20260101T000000", UNREADABLE),
        ("FREQ=MINUTELY", FREQUENCY),
        ("FREQ=SECONDLY", FREQUENCY),
        ("FREQ=FORTNIGHTLY", FREQUENCY),
        ("FREQ=DAILY;BYSECOND=1,2", FREQUENCY),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "it gives both COUNT and UNTIL, of which RFC 5545 admits one"),
        ("FREQ=DAILY;COUNT=0", NUMBERS),
        ("FREQ=DAILY;INTERVAL=-1", NUMBERS),
        ("FREQ=DAILY;INTERVAL=x", NUMBERS),
        ("FREQ=DAILY;COUNT=20001", TOO_LARGE),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", TOO_LARGE),
        ("FREQ=DAILY;UNTIL=soon", UNTIL),
        ("FREQ=DAILY;UNTIL=20270231", UNTIL),
        ("FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50", "it repeats more often than every quarter of an hour"),
    ],
)
def test_rules_that_are_refused(rule: str, fault: str) -> None:
    occurrences = Occurrences(Recurrence(rule, datetime(2026, 11, 20), Lasts(minutes=60)), BERLIN)
    assert (occurrences.fault, occurrences.first) == (fault, None)
    assert occurrences.between(at(2026, 1, 1), at(2030, 1, 1)) == []


def test_a_start_outside_the_years_that_are_computed() -> None:
    occurrences = Occurrences(Recurrence("FREQ=DAILY", datetime(1, 1, 1), Lasts(minutes=60)), BERLIN)
    assert occurrences.fault == "it starts outside the years 1970 to 2199"


def test_a_very_long_occurrence_ends_within_a_century() -> None:
    eternal = Recurrence("FREQ=DAILY;COUNT=1", datetime(2199, 12, 31), Lasts(10**9, 10**9, 7))
    ((_, end),) = Occurrences(eternal, BERLIN).between(at(2199, 12, 31), at(2199, 12, 31, 5))
    assert moment_of(end).year == 2399


names = st.sampled_from(
    [
        "FREQ",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "BYHOUR",
        "BYMINUTE",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
        "WKST",
    ]
)
values = st.one_of(
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "SU", "1MO,-1FR", "20270101T000000Z"]),
    st.lists(st.integers(-400, 400), min_size=1, max_size=3).map(lambda found: ",".join(map(str, found))),
    st.text("0123456789,-+TZMOFR;=: ", max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]),
    st.dictionaries(names, values, max_size=4),
)
def test_no_rule_raises(frequency: str, parts: dict[str, str]) -> None:
    text = ";".join(f"{name}={value}" for name, value in ({"FREQ": frequency} | parts).items())
    occurrences = Occurrences(Recurrence(text, datetime(2026, 11, 20, 2), Lasts(minutes=60)), BERLIN)
    low, high = at(2026, 11, 1), at(2027, 11, 1)
    for opens, closes in occurrences.between(low, high):
        assert closes - opens == 60
        assert opens < high
        assert closes > low
    assert occurrences.fault is None or occurrences.first is None
