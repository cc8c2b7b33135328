"""The windows of a target that have ended, and the spans that reports cover."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.rules.agreements.reporting import Periods, windows


def _spec(**fields: object) -> AgreementSpec:
    target: dict[str, object] = {"metric": "availability", "atLeast": 99.0, "measuredBy": "monitoring"}
    target |= {field: fields.pop(field) for field in ("per", "rolling") if field in fields}
    return AgreementSpec.model_validate({"owner": "it-manager", "targets": [target], **fields})


def _windows(begin: str, end: str, **fields: object) -> list[str]:
    spec = _spec(**fields)
    first, last = dt.date.fromisoformat(begin), dt.date.fromisoformat(end)
    return [f"{start}/{stop}" for start, stop in windows(spec, spec.targets[0], first, last)]


def test_windows_of_months_start_in_january() -> None:
    assert _windows("2026-02-10", "2026-10-02", validFrom="2026-02-10", per="3mo") == [
        "2026-02-10/2026-04-01",
        "2026-04-01/2026-07-01",
        "2026-07-01/2026-10-01",
    ]


def test_windows_of_weeks_start_on_monday() -> None:
    assert _windows("2026-11-04", "2026-11-17", validFrom="2026-11-04", per="1w") == [
        "2026-11-04/2026-11-09",
        "2026-11-09/2026-11-16",
    ]


def test_windows_of_days_start_with_the_agreement() -> None:
    assert _windows("2026-11-10", "2026-11-26", validFrom="2026-11-03", per="10d") == [
        "2026-11-10/2026-11-13",
        "2026-11-13/2026-11-23",
    ]


def test_rolling_windows_follow_one_another() -> None:
    fields = {"validFrom": "2026-01-15", "per": "2mo", "rolling": True}
    assert _windows("2026-01-15", "2026-05-16", **fields) == [
        "2026-01-15/2026-03-15",
        "2026-03-15/2026-05-15",
    ]


@pytest.mark.parametrize("rolling", [False, True])
def test_windows_end_with_the_agreement(rolling: bool) -> None:
    fields = {"validFrom": "2026-01-01", "validTo": "2026-04-15", "per": "2mo", "rolling": rolling}
    assert _windows("2026-01-01", "2026-11-20", **fields) == [
        "2026-01-01/2026-03-01",
        "2026-03-01/2026-04-15",
    ]


def test_a_window_that_ends_on_the_day_has_not_ended_before_it() -> None:
    assert _windows("2026-01-01", "2026-02-01", validFrom="2026-01-01", per="1mo") == []
    assert _windows("2026-01-01", "2026-02-02", validFrom="2026-01-01", per="1mo") == [
        "2026-01-01/2026-02-01"
    ]


def test_without_a_length_there_are_no_windows() -> None:
    assert _windows("2026-01-01", "2026-11-20", validFrom="2026-01-01") == []


def _day(number: int) -> dt.date:
    return dt.date(2026, 1, number)


PERIODS = Periods([(_day(10), _day(12)), (_day(1), _day(5)), (_day(5), _day(8)), (_day(20), _day(20))])


@pytest.mark.parametrize(
    ("start", "end", "covered", "touched"),
    [
        (1, 8, True, True),
        (3, 6, True, True),
        (1, 9, False, True),
        (8, 10, False, False),
        (9, 11, False, True),
        (12, 25, False, False),
    ],
)
def test_spans_side_by_side_are_one(start: int, end: int, covered: bool, touched: bool) -> None:
    span = (_day(start), _day(end))
    assert (PERIODS.cover(span), PERIODS.touch(span)) == (covered, touched)


def test_no_periods_cover_nothing() -> None:
    assert (Periods([]).cover((_day(1), _day(2))), Periods([]).touch((_day(1), _day(2)))) == (False, False)
