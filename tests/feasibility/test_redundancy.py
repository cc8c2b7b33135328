"""What redundancy is worth: the reference case, and brute force over all states."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.feasibility.availability import Availability
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.redundancy import Redundancy, redundancy
from itsm_as_code.feasibility.requirements import Group, every
from itsm_as_code.feasibility.structure import Component

NODES = Group(1, ("a", "b"))


def found(availability: Availability, group: Group, anyway: tuple[str, ...] = ()) -> Redundancy:
    result = redundancy(availability, group, anyway)
    assert isinstance(result, Redundancy)
    return result


def on_one_host(host: float = 0.99) -> Availability:
    return Availability(
        [
            Component("host", host),
            Component("a", 0.999, every("host")),
            Component("b", 0.999, every("host")),
        ]
    )


def test_two_nodes_on_one_host() -> None:
    result = found(on_one_host(), NODES)
    assert result.together.low == result.together.high == pytest.approx(0.98999901, abs=1e-9)
    assert result.apart.low == result.apart.high == pytest.approx(0.99987922, abs=1e-9)
    assert result.lost == pytest.approx(0.00988021, abs=1e-9)
    assert result.shared == {"host"}


def test_a_host_that_is_required_anyway_costs_the_group_nothing() -> None:
    result = found(on_one_host(), NODES, ("host", "nobody knows this one"))
    assert result.together.low == result.apart.low == pytest.approx(1 - 0.001**2)
    assert (result.lost, result.shared) == (0.0, frozenset())


def test_what_the_members_have_apart_is_not_shared() -> None:
    availability = Availability([Component("a", 0.9), Component("b", 0.8)])
    result = found(availability, NODES)
    assert result.together.low == pytest.approx(0.98)
    assert (result.lost, result.shared) == (0.0, frozenset())


def test_a_member_without_a_figure_leaves_it_unknown() -> None:
    result = redundancy(Availability([Component("a", 0.9), Component("b", None)]), NODES)
    assert isinstance(result, NotComputable)
    assert result.reason is Reason.NO_FIGURE


@given(
    st.integers(1, 3),
    st.lists(st.sampled_from([0.0, 0.5, 0.9, 0.99, 1.0]), min_size=6, max_size=6),
    st.lists(st.sets(st.sampled_from("xyz")), min_size=3, max_size=3),
    st.sets(st.sampled_from("xyz")),
)
def test_against_all_states(k: int, up: list[float], below: list[set[str]], anyway: set[str]) -> None:
    figures = dict(zip("xyzabc", up, strict=True))
    requires = dict(zip("abc", below, strict=True))
    availability = Availability(
        [Component(name, figure, every(*sorted(requires.get(name, ())))) for name, figure in figures.items()]
    )
    result = found(availability, Group(k, ("a", "b", "c")), tuple(anyway))
    together = 0.0
    free = [name for name in figures if name not in anyway]
    for states in product((True, False), repeat=len(free)):
        works = dict(zip(free, states, strict=True)) | dict.fromkeys(anyway, True)
        chance = prod(figures[name] if works[name] else 1 - figures[name] for name in free)
        left = sum(works[name] and all(works[each] for each in requires[name]) for name in "abc")
        together += chance * (left >= k)
    assert result.together.low == pytest.approx(together, abs=1e-12)
    assert result.together.high == pytest.approx(together, abs=1e-12)
    single = [
        figures[name] * prod(figures[each] for each in requires[name] if each not in anyway) for name in "abc"
    ]
    apart = sum(
        prod(p if s else 1 - p for p, s in zip(single, states, strict=True))
        for states in product((True, False), repeat=3)
        if sum(states) >= k
    )
    assert result.apart.low == pytest.approx(apart, abs=1e-12)
