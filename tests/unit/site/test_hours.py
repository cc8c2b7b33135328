"""Calendars as people read them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from itsm_as_code.model.calendar import RecurringPeriod
from itsm_as_code.site import recurrences
from itsm_as_code.site.hours import Difference, Hours
from tests.unit.site.catalogues import SMALLEST, TODAY, site_of


def calendar(spec: str) -> Hours:
    text = f"""\
apiVersion: itsm/v1
kind: Calendar
metadata: {{name: shop, title: Shop hours}}
spec:
  owner: it-manager
  {spec}
"""
    hours = site_of({**SMALLEST, "catalog/calendars/shop.yaml": text}).hours("shop")
    assert hours is not None
    return hours


STORE = """weekly: {mon-sat: ["09:00-13:00", "14:00-20:00"], sun: ["11:00-18:00"]}
  exceptions:
    - {from: 2026-12-24, title: Christmas Eve, hours: ["09:00-13:00"]}
    - {from: 2026-12-25, to: 2026-12-27, closed: true}
    - {from: 2026-11-01, title: Long over, closed: true}"""


def test_a_week() -> None:
    hours = calendar(STORE)
    assert hours.lines == (
        ("Monday to Saturday", "09:00 to 13:00 and 14:00 to 20:00"),
        ("Sunday", "11:00 to 18:00"),
    )
    assert hours.text == "Monday to Saturday 09:00 to 13:00 and 14:00 to 20:00; Sunday 11:00 to 18:00"
    assert hours.place == "Madrid time"
    assert (hours.usual_day, hours.usual_week) == (600, 6 * 600 + 420)


def test_days_that_differ() -> None:
    assert calendar(STORE).differences(TODAY) == (
        Difference("24 December 2026", "Christmas Eve", "09:00 to 13:00"),
        Difference("25 to 26 December 2026", "", "closed"),
    )


def test_what_a_script_needs() -> None:
    data = json.loads(calendar(STORE).data(TODAY))
    assert data == {
        "zone": "Europe/Madrid",
        "week": [[[540, 780], [840, 1200]]] * 6 + [[[660, 1080]]],
        "days": {"2026-12-24": [[540, 780]], "2026-12-25": [], "2026-12-26": []},
    }


def test_around_the_clock() -> None:
    hours = calendar("always: true")
    assert hours.text == "day and night, every day of the year"
    assert hours.data(TODAY) == '{"zone":"Europe/Madrid","always":true}'
    assert hours.working(27 * 60) == "27 hours"


def test_days_end_at_midnight_even_when_clocks_change() -> None:
    data = json.loads(calendar('weekly: {mon-sun: ["00:00-24:00"]}').data(dt.date(2027, 3, 1)))
    assert data["days"] == {}


def test_what_comes_next() -> None:
    hours = calendar("""recurrences: [{rrule: "FREQ=WEEKLY;BYDAY=SU", start: 2026-01-04T02:00, lasts: 2h}]
  once: [{from: 2026-12-02T22:00, to: 2026-12-03T01:00, title: New release, effect: Nobody can order.}]""")
    assert hours.text == "every Sunday, 02:00 to 04:00"
    coming = hours.coming(TODAY, 30, 3)
    assert [(each.text, each.title, each.effect) for each in coming] == [
        ("Sunday, 22 November 2026, 02:00 to 04:00", "", ""),
        ("Sunday, 29 November 2026, 02:00 to 04:00", "", ""),
        (
            "Wednesday, 2 December 2026, 22:00 to Thursday, 3 December 2026, 01:00",
            "New release",
            "Nobody can order.",
        ),
    ]


def test_what_began_before_today_and_ends_after_the_days_asked_for() -> None:
    hours = calendar("once: [{from: 2026-11-01, to: 2027-02-01, title: Freeze}]")
    assert [each.text for each in hours.coming(TODAY, 10, 5)] == ["1 November 2026 to 31 January 2027"]


@pytest.mark.parametrize(
    ("rule", "start", "lasts", "text"),
    [
        ("FREQ=WEEKLY", "2026-01-05T22:00", "3h", "every Monday, 22:00 to 01:00"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-01-06T02:00", "1h", "every Tuesday and Thursday, 02:00 to 03:00"),
        ("FREQ=DAILY", "2026-01-06T02:00", "15m", "every day, 02:00 to 02:15"),
        (
            "FREQ=MONTHLY;BYDAY=1SU",
            "2026-01-04T02:00",
            "4h",
            "the first Sunday of each month, 02:00 to 06:00",
        ),
        ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", "2027-07-01", "2w", "every year on 1 July, for 2 weeks"),
        (
            "FREQ=WEEKLY;INTERVAL=2",
            "2026-01-05T22:00",
            "3h",
            "again and again since 5 January 2026, 22:00 to 01:00",
        ),
        ("FREQ=DAILY", "2026-01-06T02:00", "30h", "every day, 02:00, for 30 hours"),
    ],
)
def test_recurrences(rule: str, start: str, lasts: str, text: str) -> None:
    period = RecurringPeriod.model_validate({"rrule": rule, "start": start, "lasts": lasts})
    assert recurrences.text(period) == text


def test_built_in_and_unknown_calendars() -> None:
    site = site_of(SMALLEST)
    office = site.hours("office")
    assert office is not None
    assert office.text == "Monday to Friday 08:00 to 17:00"
    assert site.hours("always") is not None
    assert site.hours("nowhere") is None
    assert site.hours(None) is None
