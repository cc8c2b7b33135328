"""Figures in the windows and hours of an agreement."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from itsm_as_code.feasibility.availability import Availability, Guarantee
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.definitions import ALWAYS, CalendarDefinition, Lasts, Recurrence
from itsm_as_code.feasibility.instants import Interval, TimeSet, instant_of
from itsm_as_code.feasibility.judging import (
    Judgement,
    first_uncovered,
    judge,
    planned,
    repairs_beside_work,
)
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.periods import Unit, Window
from itsm_as_code.feasibility.requirements import Group, every
from itsm_as_code.feasibility.structure import Component
from itsm_as_code.feasibility.windows import Dependency, Frame, Terms, frame
from tests.feasibility.graphs import random_graph
from tests.feasibility.minutes import draw

POINT_OF_SALE = [
    Component("point-of-sale", 0.9998, every("network", "identity", "platform", "acquirer")),
    Component("network", 0.9998, (Group(1, ("fibre", "lte")),)),
    Component("identity", 0.9998, every("cloud")),
    Component("platform", 0.9998, every("cloud")),
    Component("cloud", 0.9995),
    Component("acquirer", 0.9995),
    Component("fibre", 0.995),
    Component("lte", 0.99),
]
CONTRACTS = {"cloud": 0.9995, "acquirer": 0.9995, "fibre": 0.995, "lte": 0.99}
YEAR = Window(12, Unit.MONTHS)
ROUND_THE_CLOCK = Calendar(CalendarDefinition("Europe/Berlin", always=True))
STORE = Calendar(
    CalendarDefinition("Europe/Berlin", weekly=(("mon-sat", ("09:00-20:00",)), ("sun", ("11:00-18:00",))))
)


def framed(terms: Terms) -> Frame:
    found = frame(terms)
    assert isinstance(found, Frame)
    return found


def judged(hours: Calendar, contract: Window) -> Judgement:
    dependencies = {name: Dependency(each, ROUND_THE_CLOCK, contract) for name, each in CONTRACTS.items()}
    windows = framed(Terms(hours, YEAR, date(2027, 1, 1)))
    found = judge(Availability(POINT_OF_SALE), "point-of-sale", windows, dependencies)
    assert isinstance(found, Judgement)
    return found


def test_around_the_clock_the_point_of_sale_keeps_its_figure() -> None:
    for contract in (YEAR, Window(1, Unit.MONTHS)):
        found = judged(ROUND_THE_CLOCK, contract)
        assert round(found.guaranteed, 5) == 0.99320
        assert found.judged == 3
        assert found.complete


def test_in_store_hours_all_failures_may_fall_into_them() -> None:
    found = judged(STORE, YEAR)
    # 2028 is the worst of the three years: 8,784 hours, of which the store is open 3,814.
    assert (found.window.start, found.window.agreed) == (date(2028, 1, 1), 3814 * 60)
    assert found.downtimes["fibre"].minutes == pytest.approx(0.005 * 8784 * 60)
    assert found.downtimes["lte"].minutes == pytest.approx(0.01 * 8784 * 60)
    truth = 1 - 4 * 0.0002 - (2 * 0.0005 + 0.005) * 8784 / 3814
    assert found.guaranteed == pytest.approx(truth)


def test_the_worst_window_is_the_one_with_least_to_spare() -> None:
    months = framed(Terms(ROUND_THE_CLOCK, Window(1, Unit.MONTHS), date(2027, 1, 1), date(2028, 1, 1)))
    found = judge(
        Availability([Component("s", 1.0, every("d")), Component("d", 0.999)]),
        "s",
        months,
        {"d": Dependency(0.999, ROUND_THE_CLOCK, YEAR), "unused": Dependency(0.5, ROUND_THE_CLOCK)},
    )
    assert isinstance(found, Judgement)
    assert (found.window.start, found.window.end) == (date(2027, 2, 1), date(2027, 3, 1))
    assert found.guaranteed == pytest.approx(1 - 0.001 * 8760 / 672)
    assert list(found.downtimes) == ["d"]


def test_downtime_never_exceeds_the_agreed_time() -> None:
    night = Calendar(CalendarDefinition("Europe/Berlin", weekly=(("mon-sun", ("00:00-01:00",)),)))
    day = Calendar(CalendarDefinition("Europe/Berlin", weekly=(("mon-sun", ("08:00-09:00",)),)))
    found = judge(
        Availability([Component("d", 0.999)]),
        "d",
        framed(Terms(night, YEAR, date(2027, 1, 1))),
        {"d": Dependency(0.999, day, YEAR, (ROUND_THE_CLOCK,))},
    )
    assert isinstance(found, Judgement)
    assert found.guaranteed == 0.0
    assert found.downtimes["d"].share == 1.0


def test_faults_pass_through() -> None:
    figures = Availability([Component("s", None)])
    expected = NotComputable(Reason.NO_FIGURE, "1 of 1 component has no figure", ("s",))
    assert judge(figures, "s", framed(Terms(STORE, YEAR, date(2027, 1, 1))), {}) == expected
    assert planned(figures, "s", TimeSet((0, 5)), {}) == expected


def test_planned_work_is_reckoned_slice_by_slice() -> None:
    chance = random.Random(20261120)
    repaired = 0
    for number in range(100):
        graph = random_graph(chance, number % 6 + 2)
        name = graph[-1].name
        figures = Availability(graph)
        low, high = (instant_of(datetime(2026, 3, day, tzinfo=UTC)) for day in (20, 31))
        agreed = draw(chance, 1, often=4).calendar.between(low, high)
        down = {
            each.name: draw(chance, 1, often=2, always=0.0).calendar.between(low, high)
            for each in chance.sample(graph, 2)
        }
        found = planned(figures, name, agreed, down)
        if not agreed:
            assert found == NotComputable(Reason.NO_TIME, "there is no agreed service time")
            continue
        assert isinstance(found, Bounds)
        total = 0.0
        for instant in range(low, high, 30):
            if instant in agreed:
                here = figures.exact(name, [each for each, times in down.items() if instant in times])
                assert isinstance(here, Bounds)
                total += here.low * 30
        assert found.low == pytest.approx(total / agreed.measure, abs=1e-12)
        assert found.low == found.high
        promise = found.low + chance.random() / 2 * (1.0 - found.low)
        repairs = repairs_beside_work(figures, name, promise, agreed, down)
        assert isinstance(repairs, tuple)
        for each in repairs:
            better = [
                replace(part, availability=each.needed) if part.name == each.component else part
                for part in graph
            ]
            after = planned(Availability(better), name, agreed, down)
            assert isinstance(after, Bounds)
            assert after.low == pytest.approx(promise, abs=1e-9)
            repaired += 1
        assert repairs_beside_work(figures, name, found.low, agreed, down) == ()
    assert repaired > 50


def test_a_maintained_service_without_redundancy_loses_what_its_maintenance_takes() -> None:
    sundays = Recurrence("FREQ=WEEKLY;BYDAY=SU", datetime(2027, 1, 3, 2), Lasts(minutes=120))
    maintenance = Calendar(CalendarDefinition("Europe/Berlin", recurrences=(sundays,)))
    windows = framed(Terms(ROUND_THE_CLOCK, YEAR, date(2027, 1, 1), date(2028, 1, 1)))
    year = windows.windows[0].period
    work = maintenance.between(*year)
    assert work.measure == 52 * 120
    found = planned(Availability([Component("s", 0.999)]), "s", windows.agreed, {"s": work})
    assert isinstance(found, Bounds)
    assert found.exact
    assert found.low == pytest.approx(0.999 * (1 - 104 / 8760))
    assert windows.minutes_in((maintenance,)) == (52 * 120,)
    assert framed(Terms(STORE, YEAR, date(2027, 1, 1))).minutes_in((maintenance,)) == (0, 0, 0)
    excluded = framed(Terms(ROUND_THE_CLOCK, YEAR, date(2027, 1, 1), date(2028, 1, 1), (maintenance,)))
    assert excluded.windows[0].agreed == (8760 - 104) * 60


def test_hours_that_members_cover_between_them() -> None:
    agreed = TimeSet((0, 100))
    early, late, short = TimeSet((0, 60)), TimeSet((50, 100)), TimeSet((0, 99))
    assert first_uncovered(agreed, [early], 1) == Interval(60, 100)
    assert first_uncovered(agreed, [early, late], 1) is None
    assert first_uncovered(agreed, [early, late], 2) == Interval(0, 50)
    assert first_uncovered(agreed, [early, late, short], 2) == Interval(99, 100)
    assert first_uncovered(agreed, [], 1) == Interval(0, 100)


def test_the_guarantee_of_a_frame_agrees_with_shares_by_hand() -> None:
    figures = Availability(POINT_OF_SALE)
    found = judged(STORE, YEAR)
    shares = {name: each.share for name, each in found.downtimes.items()}
    assert figures.guaranteed("point-of-sale", shares) == Guarantee(found.guaranteed, True)
    assert Calendar(ALWAYS).always
