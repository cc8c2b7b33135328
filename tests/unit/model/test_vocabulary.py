from __future__ import annotations

import pytest

from itsm_as_code.model.vocabulary import (
    CRITICALITIES,
    CURRENCIES,
    LIVE,
    METRIC_NAMES,
    METRICS,
    PIPELINE,
    SERVICE_STATES,
    STATE_PHASES,
    TIME_METRICS,
    TRANSITIONS,
    WINDOWED_METRICS,
    weekdays,
)


def test_the_life_of_a_service() -> None:
    assert PIPELINE == ("proposed", "defined", "approved", "chartered", "designed", "built")
    assert (*PIPELINE, *LIVE, "retired") == SERVICE_STATES
    assert TRANSITIONS == {
        "proposed": ("defined", "retired"),
        "defined": ("approved", "retired"),
        "approved": ("chartered", "retired"),
        "chartered": ("designed", "retired"),
        "designed": ("built", "retired"),
        "built": ("operational", "retired"),
        "operational": ("retiring",),
        "retiring": ("retired", "operational"),
        "retired": ("proposed",),
    }


def test_every_state_has_its_phases() -> None:
    assert list(STATE_PHASES) == list(SERVICE_STATES)
    assert [STATE_PHASES[state] for state in ("chartered", "designed", "built", "retiring", "retired")] == [
        ("strategy", "relations"),
        ("delivery-control",),
        ("transition",),
        ("operation",),
        (),
    ]


def test_metrics() -> None:
    assert tuple(METRICS) == METRIC_NAMES
    assert METRIC_NAMES[1:6] == TIME_METRICS
    assert WINDOWED_METRICS == ("availability", "throughput", "satisfaction")
    assert {name: metric.direction for name, metric in METRICS.items() if metric.direction == "atLeast"} == {
        "availability": "atLeast",
        "throughput": "atLeast",
        "satisfaction": "atLeast",
    }


def test_criticality_rises() -> None:
    assert CRITICALITIES == ("low", "medium", "high", "mission-critical")


def test_currencies_are_codes_in_order() -> None:
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
    assert {"EUR", "GBP", "JPY", "SEK", "USD"} <= set(CURRENCIES)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("mon", (0,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat-sun", (5, 6)),
        ("fri-mon", (4, 5, 6, 0)),
        ("tue-tue", (1,)),
    ],
)
def test_days_of_the_weekly_form(key: str, days: tuple[int, ...]) -> None:
    assert weekdays(key) == days


def test_a_key_that_names_no_day() -> None:
    with pytest.raises(ValueError, match="mo names no day"):
        weekdays("mo")
