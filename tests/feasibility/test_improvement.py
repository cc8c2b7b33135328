"""The weakest component and the cheapest single change."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from itsm_as_code.feasibility.availability import Availability, Guarantee
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.improvement import (
    Importance,
    Loss,
    Repair,
    importances,
    kept,
    repairs,
    repairs_of_guarantee,
)
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group, every
from itsm_as_code.feasibility.structure import Component
from tests.feasibility.graphs import States, random_graph


def with_figure(graph: list[Component], name: str, availability: float) -> list[Component]:
    return [replace(each, availability=availability) if each.name == name else each for each in graph]


def test_importance_is_the_difference_that_each_component_makes() -> None:
    chance = random.Random(8)
    for number in range(150):
        graph = random_graph(chance, number % 8 + 1)
        name = graph[-1].name
        found = importances(Availability(graph), name)
        assert not isinstance(found, NotComputable)
        truth = States(graph).probability(name)
        assert list(found) == sorted(found, key=lambda each: (-each.gain, each.component))
        for each in found:
            perfect = States(with_figure(graph, each.component, 1.0)).probability(name)
            broken = States(with_figure(graph, each.component, 0.0)).probability(name)
            assert each.birnbaum == pytest.approx(perfect - broken, abs=1e-9)
            assert each.gain == pytest.approx(perfect - truth, abs=1e-9)
        unimportant = {each.name for each in graph} - {each.component for each in found}
        for other in unimportant:
            assert States(with_figure(graph, other, 0.0)).probability(name) == pytest.approx(truth, abs=1e-12)


def test_a_component_that_is_always_down() -> None:
    graph = [Component("s", 1.0, every("a", "b")), Component("a", 0.0), Component("b", 0.5)]
    assert importances(Availability(graph), "s") == (
        Importance("a", 0.0, 0.5, 0.5),
        Importance("b", 0.5, 0.0, 0.0),
        Importance("s", 1.0, 0.0, 0.0),
    )
    assert repairs(Availability(graph), "s", 0.4) == (Repair("a", 0.0, 0.8, twin=False),)


def test_the_repairs_of_a_small_service() -> None:
    graph = [Component("s", 0.999, every("a", "b")), Component("a", 0.99), Component("b", 0.98)]
    availability = Availability(graph)
    found = repairs(availability, "s", 0.975)
    assert not isinstance(found, NotComputable)
    assert [(each.component, each.twin) for each in found] == [("b", True), ("a", True)]
    b, a = found
    assert b.needed == pytest.approx(0.975 / 0.999 / 0.99)
    assert b.effort == pytest.approx(0.02 / (1 - 0.975 / 0.999 / 0.99))
    assert a.needed == pytest.approx(0.975 / 0.999 / 0.98)
    assert repairs(availability, "s", 0.96) == ()
    assert repairs(availability, "s", 0.995) == ()
    assert repairs(availability, "s", 1.0) == ()
    few = repairs(availability, "s", 0.9889)
    assert not isinstance(few, NotComputable)
    assert [(each.component, each.twin) for each in few] == [("b", False)]


@pytest.mark.parametrize("exact", [True, False], ids=["exact", "guaranteed"])
def test_a_repair_keeps_the_promise_and_no_less_would(exact: bool) -> None:
    chance = random.Random(9)
    repaired = 0
    for number in range(200):
        graph = random_graph(chance, number % 8 + 1, never_fails=False)
        name = graph[-1].name
        availability = Availability(graph)
        before = _figure(availability, name, exact)
        promise = min(0.9999, before + chance.random() * (1.0 - before))
        found = (repairs if exact else repairs_of_guarantee)(availability, name, promise)
        assert not isinstance(found, NotComputable)
        assert list(found) == sorted(found, key=lambda each: (each.effort, each.component))
        if not kept(promise, before):
            possible = {
                each.name
                for each in graph
                if _figure(Availability(with_figure(graph, each.name, 1.0)), name, exact) > promise + 1e-6
            }
            assert possible <= {each.component for each in found}
        for each in found:
            repaired += 1
            after = _figure(Availability(with_figure(graph, each.component, each.needed)), name, exact)
            assert after == pytest.approx(promise, abs=1e-9)
            assert each.needed > each.availability
            twin = 1.0 - (1.0 - each.availability) ** 2
            assert each.twin == (twin >= each.needed - 1e-9)
    assert repaired > 150


def _figure(availability: Availability, name: str, exact: bool) -> float:
    found = availability.exact(name) if exact else availability.guaranteed(name)
    assert not isinstance(found, NotComputable)
    return found.low if isinstance(found, Bounds) else found.value


Whole = dict[str, tuple[float, float]]
"""What each component loses in a window anyway, and by failures if it failed all of the time."""


def _guaranteed(availability: Availability, name: str, windows: list[Whole], up: dict[str, float]) -> float:
    worst = 1.0
    for window in windows:
        down = {each: min(1.0, fixed + (1.0 - up[each]) * whole) for each, (fixed, whole) in window.items()}
        found = availability.guaranteed(name, down)
        assert isinstance(found, Guarantee)
        worst = min(worst, found.value)
    return worst


def test_a_repair_keeps_the_promise_in_every_window_and_no_less_would() -> None:
    """Components lose more, or other, time in some windows than around the clock."""
    chance = random.Random(12)
    repaired = hopeless = 0
    for number in range(200):
        graph = random_graph(chance, number % 7 + 1, never_fails=False)
        name = graph[-1].name
        availability = Availability(graph)
        wholes: list[Whole] = [
            {each.name: (chance.choice((0.0, 0.01, 0.1)), chance.choice((1.0, 2.3, 13.0))) for each in graph}
            for _ in range(3)
        ]

        now = {each.name: each.availability or 0.0 for each in graph}
        windows = [
            {
                each: Loss(min(1.0, fixed + (1.0 - now[each]) * whole), fixed, whole)
                for each, (fixed, whole) in window.items()
            }
            for window in wholes
        ]
        promise = chance.choice((0.3, 0.7, 0.9, 0.95))
        found = repairs_of_guarantee(availability, name, promise, windows)
        assert not isinstance(found, NotComputable)
        possible = {
            each
            for each in now
            if _guaranteed(availability, name, wholes, now | {each: 1.0}) > promise + 1e-6
        }
        assert possible <= {each.component for each in found} or kept(
            promise, _guaranteed(availability, name, wholes, now)
        )
        hopeless += not possible
        for each in found:
            repaired += 1
            after = _guaranteed(availability, name, wholes, now | {each.component: each.needed})
            assert after == pytest.approx(promise, abs=1e-9)
            assert each.needed > each.availability
    assert repaired > 30
    assert hopeless > 30


def test_what_is_too_large_or_faulty_says_so() -> None:
    names = tuple(f"n{index}" for index in range(6))
    graph = [Component(name, 0.9) for name in names]
    graph.append(Component("s", 0.9, (Group(3, names[:5]), Group(3, names[1:]))))
    small = Availability(graph, node_budget=0, set_limit=1)
    large = "the redundancy under s is too large to be weighed; only bounds are known"
    assert importances(small, "s") == NotComputable(Reason.TOO_LARGE, large, ("s",))
    assert repairs(small, "s", 0.99) == NotComputable(Reason.TOO_LARGE, large, ("s",))
    listed = "the redundancy under s is too large for its cut sets to be listed"
    assert repairs_of_guarantee(small, "s", 0.99) == NotComputable(Reason.TOO_LARGE, listed, ("s",))
    missing = NotComputable(Reason.UNKNOWN, "x does not exist", ("x",))
    assert importances(small, "x") == missing
    assert repairs(small, "x", 0.99) == missing
    assert repairs_of_guarantee(small, "x", 0.99) == missing
    assert isinstance(small.guaranteed("s"), Guarantee)
