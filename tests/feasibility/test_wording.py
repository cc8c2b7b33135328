"""Figures in words: as short as they can be, and never rounded into another claim."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.definitions import ALWAYS
from itsm_as_code.feasibility.instants import Interval, instant_of
from itsm_as_code.feasibility.periods import Unit, Window
from itsm_as_code.feasibility.windows import Dependency
from itsm_as_code.feasibility.wording import (
    duration,
    local_span,
    local_time,
    percent,
    stated_percent,
    window_text,
    yearly_hours,
)
from itsm_as_code.feasibility.zones import zone_named


@pytest.mark.parametrize(
    ("share", "beside", "text"),
    [
        (0.998, None, "99.80 %"),
        (0.99815, None, "99.81 %"),
        (0.99815, 0.998, "99.81 %"),
        (0.99801, 0.998, "99.801 %"),
        (0.998000001, 0.998, "99.80000 %"),
        (1.0, None, "100.00 %"),
        (0.999996, None, "99.9996 %"),
        (0.9999999999, None, "99.99999 %"),
        (0.0, None, "0.00 %"),
        (0.00001, None, "0.001 %"),
        (1e-12, None, "0.00001 %"),
    ],
)
def test_per_cent(share: float, beside: float | None, text: str) -> None:
    assert percent(share, beside) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.998, "99.8 %"),
        (99.95 / 100, "99.95 %"),
        (0.99999, "99.999 %"),
        (0.9999999, "99.99999 %"),
        (0.5, "50 %"),
    ],
)
def test_what_somebody_has_written(share: float, text: str) -> None:
    assert stated_percent(share) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (0.4, "0 min"),
        (59.6, "1 h"),
        (45, "45 min"),
        (150, "2 h 30 min"),
        (60 * 8760, "8,760 h"),
    ],
)
def test_how_long(minutes: float, text: str) -> None:
    assert duration(minutes) == text


def test_hours_of_a_year() -> None:
    assert yearly_hours(0.002) == pytest.approx(17.532)


def test_times_on_the_wall() -> None:
    lisbon = zone_named("Europe/Lisbon")
    assert lisbon is not None
    start = instant_of(dt.datetime(2026, 7, 3, 8, 5, tzinfo=dt.UTC))
    assert local_time(start, lisbon) == "Friday 3 July 2026, 09:05"
    assert local_span(Interval(start, start + 60), lisbon) == "Friday 3 July 2026, 09:05 to 10:05"
    assert local_span(Interval(start, start + 1440), lisbon) == (
        "Friday 3 July 2026, 09:05 to Saturday 4 July 2026, 09:05"
    )


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (None, ""),
        (Window(12, Unit.MONTHS), "of each year"),
        (Window(24, Unit.MONTHS), "of every 2 years"),
        (Window(1, Unit.MONTHS), "of each month"),
        (Window(3, Unit.MONTHS), "of every 3 months"),
        (Window(12, Unit.WEEKS), "of every 12 weeks"),
        (Window(30, Unit.DAYS, rolling=True), "of every 30 days"),
    ],
)
def test_windows(window: Window | None, text: str) -> None:
    assert window_text(Dependency(0.99, Calendar(ALWAYS), window)) == text
