"""Figures as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.model.common import Money
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.site import words


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (15, "15 minutes"),
        (60, "1 hour"),
        (150, "2 hours 30 minutes"),
        (24 * 60, "24 hours"),
        (48 * 60, "2 days"),
        (27 * 60, "27 hours"),
        (7 * 24 * 60, "7 days"),
        (672 * 60, "4 weeks"),
        (1344 * 60, "8 weeks"),
    ],
)
def test_times(minutes: int, text: str) -> None:
    assert words.lasting(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "day", "week", "text"),
    [
        (4 * 60, 540, 2700, "4 hours"),
        (9 * 60, 540, 2700, "1 working day"),
        (18 * 60, 540, 2700, "2 working days"),
        (45 * 60, 540, 2700, "5 working days"),
        (90 * 60, 540, 2700, "2 weeks"),
        (10 * 60, 540, 2700, "10 hours"),
        (40 * 60, 540, 2700, "5 working days"),  # rounded up: a promise is not shortened
        (24 * 60, 720, 4740, "2 working days"),  # six long days and a short one
        (24 * 60, 1440, 10080, "24 hours"),  # around the clock
        (30, 0, 0, "30 minutes"),
    ],
)
def test_working_times(minutes: int, day: int, week: int, text: str) -> None:
    assert words.working(minutes, day, week) == text


@pytest.mark.parametrize(
    ("first", "end", "text"),
    [
        ((2027, 1, 1), (2027, 1, 2), "1 January 2027"),
        ((2026, 12, 24), (2026, 12, 27), "24 to 26 December 2026"),
        ((2026, 7, 1), (2026, 10, 1), "1 July to 30 September 2026"),
        ((2026, 11, 27), (2027, 1, 2), "27 November 2026 to 1 January 2027"),
    ],
)
def test_spans_of_days(first: tuple[int, int, int], end: tuple[int, int, int], text: str) -> None:
    assert words.dates(dt.date(*first), dt.date(*end)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-12-06T02:00", "2026-12-06T04:00", "Sunday, 6 December 2026, 02:00 to 04:00"),
        ("2026-12-06T22:00", "2026-12-07T00:00", "Sunday, 6 December 2026, 22:00 to 24:00"),
        (
            "2026-12-06T22:00",
            "2026-12-07T02:00",
            "Sunday, 6 December 2026, 22:00 to Monday, 7 December 2026, 02:00",
        ),
        ("2026-11-27T00:00", "2027-01-02T00:00", "27 November 2026 to 1 January 2027"),
    ],
)
def test_spans_of_time(start: str, end: str, text: str) -> None:
    assert words.moments(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ({"amount": "118.50", "per": "1mo"}, "€\N{NO-BREAK SPACE}118.50 a month"),
        ({"amount": 142000, "per": "1y"}, "€\N{NO-BREAK SPACE}142,000 a year"),
        ({"amount": 3900}, "€\N{NO-BREAK SPACE}3,900"),
        ({"amount": 12, "currency": "CHF", "per": "6mo"}, "CHF\N{NO-BREAK SPACE}12 every 6 months"),
    ],
)
def test_money(amount: dict[str, object], text: str) -> None:
    assert words.money(Money.model_validate(amount), "EUR") == text


@pytest.mark.parametrize(("value", "text"), [(99.8, "99.8"), (2400.0, "2,400"), (0.25, "0.25"), (30, "30")])
def test_numbers(value: float, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(45, "45_min"), (457.4, "7_h 37_min"), (720, "12_h"), (0.2, "0_min"), (100_000, "1,666_h 40_min")],
)
def test_stopwatch_times(minutes: float, text: str) -> None:
    assert words.minutes(minutes) == text.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("text", "window", "every"),
    [("1y", "a year", "a year"), ("3mo", "3 months", "every 3 months"), ("1w", "a week", "a week")],
)
def test_spans_of_the_calendar(text: str, window: str, every: str) -> None:
    length = CalendarSpan.parse(text)
    assert (words.window(length), words.every(length)) == (window, every)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([0, 1, 2, 3, 4], "Monday to Friday"),
        ([5], "Saturday"),
        ([5, 6], "Saturday and Sunday"),
        ([0, 2, 3, 4], "Monday and Wednesday to Friday"),
        ([0, 2, 4], "Monday, Wednesday and Friday"),
        (list(range(7)), "every day"),
    ],
)
def test_days_of_the_week(days: list[int], text: str) -> None:
    assert words.day_names(days) == text


def test_sentences() -> None:
    assert words.sentence("it stands still") == "It stands still."
    assert words.sentence("Is it only me?") == "Is it only me?"
