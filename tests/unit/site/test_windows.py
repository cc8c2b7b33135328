"""Windows begin where the calendar does."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.site.windows import window


@pytest.mark.parametrize(
    ("per", "first", "end"),
    [
        ("1y", "2026-01-01", "2027-01-01"),
        ("1mo", "2026-11-01", "2026-12-01"),
        ("3mo", "2026-10-01", "2027-01-01"),
        ("1w", "2026-11-16", "2026-11-23"),
        ("30d", "2026-11-05", "2026-12-05"),
    ],
)
def test_the_window_that_holds_a_day(per: str, first: str, end: str) -> None:
    found = window(CalendarSpan.parse(per), dt.date(2026, 11, 20), dt.date(2026, 1, 9))
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(end))
