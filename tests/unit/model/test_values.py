"""The forms of single values: what is taken, what it becomes, what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from pydantic import TypeAdapter, ValidationError

from itsm_as_code.model import references, scalars
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.calendar import CalendarException
from itsm_as_code.model.common import Money
from itsm_as_code.model.values import CalendarSpan, ClockTime, Moment, Period

TAKEN: list[tuple[str, Any, Any]] = [
    ("Name", "a", "a"),
    ("Name", "point--of-sale-2", "point--of-sale-2"),
    ("Name", "a" * 63, "a" * 63),
    ("Text", " two\nlines ", " two\nlines "),
    ("Line", "Tills & cards", "Tills & cards"),
    ("Date", "2028-02-29", dt.date(2028, 2, 29)),
    ("DateMoment", "2026-11-27", Moment("2026-11-27", dt.datetime(2026, 11, 27))),
    ("DateMoment", "2026-11-27T23:59", Moment("2026-11-27T23:59", dt.datetime(2026, 11, 27, 23, 59))),
    ("Clock", "0m", ClockTime("0m", 0)),
    ("Clock", "90m", ClockTime("90m", 90)),
    ("Clock", "4h", ClockTime("4h", 240)),
    ("Clock", "2h30m", ClockTime("2h30m", 150)),
    ("Span", "30d", CalendarSpan("30d", 0, 30)),
    ("Span", "2w", CalendarSpan("2w", 0, 14)),
    ("Span", "6mo", CalendarSpan("6mo", 6, 0)),
    ("Span", "1y", CalendarSpan("1y", 12, 0)),
    ("Duration", "2h", ClockTime("2h", 120)),
    ("Duration", "2d", CalendarSpan("2d", 0, 2)),
    ("DayPeriod", "08:00-24:00", Period("08:00-24:00", 480, 1440)),
    ("DayPeriod", "18:00-08:00", Period("18:00-08:00", 1080, 480)),
    ("Days", "mon-fri", "mon-fri"),
    ("Recurrence", "FREQ=MONTHLY;BYDAY=1SU", "FREQ=MONTHLY;BYDAY=1SU"),
    ("Recurrence", "FREQ=DAILY;UNTIL=20271231T235959Z", "FREQ=DAILY;UNTIL=20271231T235959Z"),
    ("Zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("Language", "zh-Hant-TW", "zh-Hant-TW"),
    ("Link", "tel:+49301234567", "tel:+49301234567"),
    ("Link", "mailto:help@example.com", "mailto:help@example.com"),
    ("Contact", "help@example.com", "help@example.com"),
    ("RepositoryPath", "catalog/.hidden/a b/", "catalog/.hidden/a b/"),
    ("FieldName", "spec.targets[].atLeast", "spec.targets[].atLeast"),
    ("RuleCode", "POL/agree-before-promise/not-lowered", "POL/agree-before-promise/not-lowered"),
    ("RuleWord", "POL/agree-before-promise/not-lowered", "POL/agree-before-promise/not-lowered"),
    ("RuleWord", "REC006", "REC006"),
    ("RuleWord", "untested-recovery-procedure", "untested-recovery-procedure"),
    ("VersionRange", ">=1.0, <2", ">=1.0, <2"),
    ("VersionRange", "==1.*,!=1.4rc1.post2.dev3", "==1.*,!=1.4rc1.post2.dev3"),
    ("VersionRange", "~= 1.4", "~= 1.4"),
    ("Amount", 12, Decimal(12)),
    ("Amount", 0.1, Decimal("0.1")),
    ("Amount", "12.50", Decimal("12.50")),
    ("Currency", "EUR", "EUR"),
    ("Percentage", 99, 99.0),
    ("Share", 100, 100.0),
    ("Priority", 2.0, 2),
    ("Count", 0, 0),
    ("ToRole", "it-manager", "it-manager"),
    ("ToMember", "ci:core-switch", "ci:core-switch"),
    ("ToGateOwner", "user:ana_ruiz.x", "user:ana_ruiz.x"),
    ("ToActivity", "incident-management/restore", "incident-management/restore"),
    ("ToAny", "change-model:price-update", "change-model:price-update"),
]

REFUSED: list[tuple[str, Any]] = [
    ("Name", "Point"),
    ("Name", "-a"),
    ("Name", "a-"),
    ("Name", "a_b"),
    ("Name", "a\n"),
    ("Name", "a" * 64),
    ("Name", ""),
    ("Name", 7),
    ("Text", " \n"),
    ("Line", " a"),
    ("Line", "a\nb"),
    ("Date", "2027-02-29"),
    ("Date", "2027-2-1"),
    ("Date", "0999-01-01"),
    ("Date", "2027-02-01T00:00"),
    ("Date", 20270201),
    ("Date", dt.date(2027, 2, 1)),
    ("DateMoment", "2027-02-29T08:00"),
    ("DateMoment", "2027-02-28 08:00"),
    ("DateMoment", "2027-02-28T24:00"),
    ("Clock", "1d"),
    ("Clock", "90"),
    ("Clock", "1h60m"),
    ("Clock", "0h"),
    ("Clock", "1.5h"),
    ("Clock", "4 h"),
    ("Clock", "PT4H"),
    ("Span", "24h"),
    ("Span", "0d"),
    ("Span", "6m"),
    ("Span", "1y6mo"),
    ("DayPeriod", "8:00-18:00"),
    ("DayPeriod", "24:00-08:00"),
    ("DayPeriod", "08:00-24:30"),
    ("Days", "Mon"),
    ("Days", "mon–fri"),
    ("Recurrence", "BYDAY=SU"),
    ("Recurrence", "FREQ=WEEKY"),
    ("Recurrence", "RRULE:FREQ=DAILY"),
    ("Zone", "Europe Berlin"),
    ("Language", "english"),
    ("Link", "javascript:alert(1)"),
    ("Link", "//example.com"),
    ("WebLink", "mailto:a@example.com"),
    ("Email", "a@localhost"),
    ("RepositoryPath", "../catalog"),
    ("RepositoryPath", "catalog/../.."),
    ("RepositoryPath", "/catalog"),
    ("RepositoryPath", "a\\b"),
    ("RuleCode", "rec006"),
    ("VersionRange", "1.0"),
    ("VersionRange", ">=1.*"),
    ("VersionRange", "~=1"),
    ("VersionRange", ">=1.0,"),
    ("VersionRange", "=>1.0"),
    ("VersionRange", ">=1.0-final"),
    ("Amount", -1),
    ("Amount", "-1"),
    ("RuleWord", "Rec006"),
    ("RuleWord", "POL/agree-before-promise"),
    ("Amount", "1e3"),
    ("Amount", True),
    ("Amount", 10**400),
    ("Currency", "EURO"),
    ("Percentage", 0),
    ("Percentage", 100),
    ("Percentage", "99.8"),
    ("Percentage", True),
    ("Share", 100.1),
    ("Priority", 6),
    ("Priority", 1.5),
    ("Count", -1),
    ("Figure", float("nan")),
    ("Yes", False),
    ("Yes", 1),
    ("ToRole", "role:it-manager"),
    ("ToMember", "core-switch"),
    ("ToMember", "team:network"),
    ("ToMember", "ci:acme/core-switch"),
    ("ToGateOwner", "user:"),
    ("ToActivity", "incident-management"),
    ("ToAny", "server:a"),
]


def _named(rows: Sequence[Sequence[Any]]) -> list[str]:
    return [f"{form}-{written!r:.30}" for form, written, *_ in rows]


def _adapter(form: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(references if form.startswith("To") else scalars, form))


@pytest.mark.parametrize(("form", "written", "meant"), TAKEN, ids=_named(TAKEN))
def test_taken(form: str, written: Any, meant: Any) -> None:
    found = _adapter(form).validate_python(written)
    assert (type(found), found) == (type(meant), meant)


@pytest.mark.parametrize(("form", "written"), REFUSED, ids=_named(REFUSED))
def test_refused(form: str, written: Any) -> None:
    with pytest.raises(ValidationError):
        _adapter(form).validate_python(written)


@pytest.mark.parametrize(
    ("form", "text"),
    [("Clock", "2h30m"), ("Span", "6mo"), ("DayPeriod", "08:00-24:00"), ("DateMoment", "2026-11-27")],
)
def test_what_keeps_its_text_prints_as_it_was_written(form: str, text: str) -> None:
    adapter = _adapter(form)
    found = adapter.validate_python(text)
    assert (str(found), adapter.dump_python(found, mode="json")) == (text, text)


@given(st.from_regex(get_args(scalars.VersionRange)[1].pattern, fullmatch=True))
def test_every_range_of_versions_is_one_for_installers_too(versions: str) -> None:
    assert SpecifierSet(versions).contains("1.0.0", prereleases=True) in (True, False)


def test_money_is_exact() -> None:
    money = Money.model_validate({"amount": 0.1, "currency": "EUR", "per": "1mo"})
    assert money.amount * 3 == Decimal("0.3")
    assert money.model_dump(mode="json") == {"amount": "0.1", "currency": "EUR", "per": "1mo"}


def test_the_bound_of_a_target_is_a_number_or_a_time() -> None:
    availability = Target.model_validate({"metric": "availability", "atLeast": 99.8})
    response = Target.model_validate({"metric": "response-time", "atMost": "15m"})
    assert (availability.bound, response.bound) == (99.8, ClockTime("15m", 15))


def test_an_entity_cannot_be_changed() -> None:
    exception = CalendarException.model_validate({"from": "2026-12-25", "closed": True})
    with pytest.raises(ValidationError):
        exception.closed = None


@pytest.mark.parametrize(
    ("span", "day", "after", "before"),
    [
        ("30d", "2026-11-20", "2026-12-20", "2026-10-21"),
        ("2w", "2026-12-25", "2027-01-08", "2026-12-11"),
        ("1mo", "2026-01-31", "2026-02-28", "2025-12-31"),
        ("6mo", "2026-08-31", "2027-02-28", "2026-02-28"),
        ("1y", "2028-02-29", "2029-02-28", "2027-02-28"),
        ("9999y", "2026-11-20", "9999-12-31", "0001-01-01"),
        ("9999w", "9990-01-01", "9999-12-31", "9798-05-14"),
        ("9999w", "0100-01-01", "0291-08-21", "0001-01-01"),
    ],
)
def test_a_span_leads_from_one_day_to_another(span: str, day: str, after: str, before: str) -> None:
    start = dt.date.fromisoformat(day)
    assert CalendarSpan.parse(span).after(start).isoformat() == after
    assert CalendarSpan.parse(span).before(start).isoformat() == before


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0m"), (45, "45m"), (60, "1h"), (150, "2h30m"), (1500, "25h")]
)
def test_minutes_are_written_as_a_clock_time(minutes: int, text: str) -> None:
    assert ClockTime.of(minutes) == ClockTime.parse(text)
