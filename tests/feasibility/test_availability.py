"""The four figures: reference values, every state, every joint distribution, and their properties."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import comb, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.feasibility.availability import Availability, CutSets, Figures, Guarantee
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group, every
from itsm_as_code.feasibility.structure import Component
from tests.feasibility.graphs import States, random_graph
from tests.feasibility.simplex import extremes

FASHION_STORE = [
    Component("point-of-sale", 0.9998, every("network", "identity", "platform", "acquirer")),
    Component("webshop", 0.9998, every("platform", "identity", "acquirer")),
    Component("network", 0.9998, (Group(1, ("fibre", "lte")),)),
    Component("identity", 0.9998, every("cloud")),
    Component("platform", 0.9998, every("cloud")),
    Component("cloud", 0.9995),
    Component("acquirer", 0.9995),
    Component("fibre", 0.995),
    Component("lte", 0.99),
]
FALSE_REDUNDANCY = [
    Component("service", 1.0, (Group(1, ("node-1", "node-2")),)),
    Component("node-1", 0.999, every("host")),
    Component("node-2", 0.999, every("host")),
    Component("host", 0.99),
]


def figures(graph: list[Component], name: str, node_budget: int = 10_000, set_limit: int = 4_000) -> Figures:
    found = Availability(graph, node_budget, set_limit).figures(name)
    assert isinstance(found, Figures)
    return found


@pytest.mark.parametrize(
    ("graph", "name", "expected"),
    [
        (FASHION_STORE, "point-of-sale", (0.99765, 0.99815, 0.99320, 0.99950)),
        (FASHION_STORE, "webshop", (0.99790, 0.99840, 0.99840, 0.99950)),
        (FALSE_REDUNDANCY, "service", (0.99988, 0.99000, 0.98900, 0.99000)),
    ],
)
def test_reference_values(graph: list[Component], name: str, expected: tuple[float, ...]) -> None:
    found = figures(graph, name)
    assert found.exact.exact
    assert found.complete
    rounded = tuple(round(each, 5) for each in (found.naive, found.exact.low, found.guaranteed, found.best))
    assert rounded == expected


def test_cut_sets_of_the_point_of_sale() -> None:
    single = ("acquirer", "cloud", "identity", "network", "platform", "point-of-sale")
    expected = CutSets((*((each,) for each in single), ("fibre", "lte")), complete=True)
    assert Availability(FASHION_STORE).cut_sets("point-of-sale") == expected
    assert Availability(FALSE_REDUNDANCY).cut_sets("service") == CutSets(
        (("host",), ("node-1", "node-2")), True
    )


def test_exact_equals_the_sum_over_all_states_of_2000_random_graphs() -> None:
    chance = random.Random(20261120)
    expanded = 0
    for number in range(2000):
        graph = random_graph(chance, number % 16 + 1)
        found = figures(graph, graph[-1].name)
        expanded += not figures(graph, graph[-1].name, 0, 0).exact.exact
        assert found.exact.exact
        assert found.exact.low == pytest.approx(States(graph).probability(graph[-1].name), abs=1e-12), graph
    assert expanded > 500


def test_cut_sets_and_guarantee_equal_those_found_by_trying() -> None:
    chance = random.Random(4)
    for number in range(300):
        graph = random_graph(chance, number % 9 + 1, never_fails=False)
        name = graph[-1].name
        cuts = States(graph).cut_sets(name)
        availability = Availability(graph)
        found = availability.cut_sets(name)
        assert isinstance(found, CutSets)
        assert found.complete
        assert {frozenset(each) for each in found.sets} == cuts
        assert len(found.sets) == len(cuts)
        up = {each.name: each.availability or 0.0 for each in graph}
        down = {each: chance.random() for each in up}
        lost = sum(min(1.0 - up[each] for each in cut) for cut in cuts)
        other = sum(min(down[each] for each in cut) for cut in cuts)
        shown = availability.figures(name)
        assert isinstance(shown, Figures)
        assert shown.guaranteed == pytest.approx(max(0.0, 1.0 - lost), abs=1e-12)
        assert shown.best == pytest.approx(min(min(1.0, sum(up[e] for e in cut)) for cut in cuts), abs=1e-12)
        assert availability.guaranteed(name) == Guarantee(shown.guaranteed, True)
        changed = availability.guaranteed(name, down)
        assert isinstance(changed, Guarantee)
        assert changed.value == pytest.approx(max(0.0, 1.0 - other), abs=1e-12)


@pytest.mark.parametrize("budgets", [(10_000, 4_000), (0, 0)], ids=["exact", "bounds"])
def test_guaranteed_and_best_bracket_every_joint_distribution(budgets: tuple[int, int]) -> None:
    chance = random.Random(5)
    for number in range(60):
        graph = random_graph(chance, number % 5 + 1)
        name = graph[-1].name
        up = [Fraction(str(each.availability)) for each in graph]
        least, greatest = extremes(States(graph).holds(name), up)
        found = figures(graph, name, *budgets)
        assert found.guaranteed <= float(least) + 1e-12
        assert found.best >= float(greatest) - 1e-12
        assert found.best == pytest.approx(float(greatest), abs=1e-12) or found.best > float(greatest)


def test_bounds_hold_and_are_said_to_be_bounds() -> None:
    chance = random.Random(6)
    bounded = 0
    for number in range(300):
        graph = random_graph(chance, number % 10 + 3)
        name = graph[-1].name
        truth = States(graph).probability(name)
        for set_limit in (4_000, 0):
            found = figures(graph, name, 0, set_limit)
            assert found.exact.low - 1e-12 <= truth <= found.exact.high + 1e-12
            assert found.guaranteed <= truth + 1e-12 <= found.best + 2e-12
            bounded += not found.exact.exact
            if not found.exact.exact and set_limit:
                assert found.complete
    assert bounded > 100


def test_components_that_are_down_for_sure() -> None:
    chance = random.Random(7)
    for number in range(200):
        graph = random_graph(chance, number % 9 + 2)
        name = graph[-1].name
        down = [each.name for each in chance.sample(graph, chance.randint(0, 2))]
        maintained = [replace(each, availability=0.0) if each.name in down else each for each in graph]
        found = Availability(graph).exact(name, [*down, "nobody"])
        assert isinstance(found, Bounds)
        assert found.low == pytest.approx(States(maintained).probability(name), abs=1e-12)


def test_forty_components_shared_by_three_groups_are_computed_exactly() -> None:
    up = [0.9 + index / 500 for index in range(40)]
    names = [f"n{index:02}" for index in range(40)]
    groups = (Group(37, tuple(names)), Group(28, tuple(names[:30])), Group(27, tuple(names[10:])))
    graph = [Component(name, each) for name, each in zip(names, up, strict=True)]
    found = figures([*graph, Component("service", 0.999, groups)], "service", node_budget=100_000)
    # The groups depend on how many of the first ten, the middle twenty and the last ten are up.
    counts = []
    for part in (up[:10], up[10:30], up[30:]):
        distribution = [1.0]
        for each in part:
            distribution = [
                (distribution[i] * (1 - each) if i < len(distribution) else 0.0)
                + (distribution[i - 1] * each if i else 0.0)
                for i in range(len(distribution) + 1)
            ]
        counts.append(distribution)
    truth = sum(
        one * two * three
        for a, one in enumerate(counts[0])
        for b, two in enumerate(counts[1])
        for c, three in enumerate(counts[2])
        if a + b + c >= 37 and a + b >= 28 and b + c >= 27
    )
    assert found.exact.exact
    assert found.exact.low == pytest.approx(0.999 * truth, abs=1e-12)


def test_a_lattice_of_forty_shared_components_is_computed_exactly() -> None:
    """Four layers of ten, each component on two neighbours of the layer below; checked layer by layer."""
    layers = [[f"{layer}-{index}" for index in range(10)] for layer in range(4)]
    graph = [Component(name, 0.9) for name in layers[0]]
    for below, layer in pairwise(layers):
        graph += [
            Component(name, 0.9, (Group(1, (below[index], below[(index + 1) % 10])),))
            for index, name in enumerate(layer)
        ]
    graph.append(Component("service", 1.0, (Group(5, tuple(layers[3])),)))
    weight = [0.9 ** state.bit_count() * 0.1 ** (10 - state.bit_count()) for state in range(1024)]
    chances = weight
    for _ in layers[1:]:
        after = [0.0] * 1024
        for state, chance in enumerate(chances):
            reached = state | (state >> 1 | (state & 1) << 9)
            sub = reached
            while True:
                up = sub.bit_count()
                after[sub] += chance * 0.9**up * 0.1 ** (reached.bit_count() - up)
                if not sub:
                    break
                sub = (sub - 1) & reached
        chances = after
    truth = sum(chance for state, chance in enumerate(chances) if state.bit_count() >= 5)
    found = figures(graph, "service", node_budget=100_000)
    assert found.exact.exact
    assert found.exact.low == pytest.approx(truth, abs=1e-12)


def test_a_large_group_is_the_poisson_binomial_tail() -> None:
    graph = [Component(f"n{index}", 0.9) for index in range(200)]
    group = Group(170, tuple(each.name for each in graph))
    found = figures([*graph, Component("service", 1.0, (group,))], "service")
    truth = sum(comb(200, up) * 0.9**up * 0.1 ** (200 - up) for up in range(170, 201))
    assert found.exact.low == pytest.approx(truth, abs=1e-12)
    assert not found.complete
    assert found.guaranteed == pytest.approx(1 - 20 / 31)
    assert found.best == 1.0


def test_long_chains_neither_recurse_nor_repeat() -> None:
    chain = [Component("c0", 0.9999)]
    chain += [Component(f"c{index}", 0.9999, every(f"c{index - 1}")) for index in range(1, 3000)]
    assert figures(chain, "c2999").exact.low == pytest.approx(0.9999**3000)
    ladder = [Component("c0", 0.9)]
    for index in range(1, 400):
        ladder += [
            Component(f"b{index}", 0.9),
            Component(f"c{index}", 0.99, (Group(1, (f"c{index - 1}", f"b{index}")),)),
        ]
    found = figures(ladder, "c399")
    truth = 0.9
    for _ in range(1, 400):
        truth = 0.99 * (1 - (1 - truth) * 0.1)
    assert found.exact.low <= truth <= found.exact.high
    assert not found.exact.exact


@st.composite
def graphs(draw: st.DrawFn) -> list[Component]:
    size = draw(st.integers(2, 8))
    graph: list[Component] = []
    for index in range(size):
        requires = []
        for _ in range(draw(st.integers(0, min(index, 3)))):
            members = draw(st.lists(st.integers(0, index - 1), min_size=1, max_size=4, unique=True))
            requires.append(Group(draw(st.integers(1, len(members))), tuple(f"c{each}" for each in members)))
        graph.append(Component(f"c{index}", draw(st.floats(0.0, 1.0)), tuple(requires)))
    return graph


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_the_figures_are_in_order_and_numbers(graph: list[Component]) -> None:
    for component in graph:
        found = figures(graph, component.name)
        for each in (found.naive, found.exact.low, found.exact.high, found.guaranteed, found.best):
            assert isfinite(each)
            assert -1e-12 <= each <= 1.0 + 1e-12
        assert found.guaranteed - 1e-12 <= found.exact.low == found.exact.high <= found.best + 1e-12


@settings(max_examples=150, deadline=None)
@given(graphs(), st.data())
def test_a_requirement_more_never_raises_a_figure(graph: list[Component], data: st.DataObject) -> None:
    top = graph[-1]
    other = data.draw(st.sampled_from(graph[:-1])).name
    before, after = (
        figures(graph, top.name),
        figures([*graph[:-1], replace(top, requires=(*top.requires, *every(other)))], top.name),
    )
    assert after.exact.low <= before.exact.low + 1e-12
    assert after.guaranteed <= before.guaranteed + 1e-12
    assert after.best <= before.best + 1e-12
    assert after.naive <= before.naive + 1e-12


@settings(max_examples=150, deadline=None)
@given(graphs(), st.data())
def test_a_redundant_member_more_never_lowers_the_exact_figure(
    graph: list[Component], data: st.DataObject
) -> None:
    top = replace(graph[-1], requires=graph[-1].requires or every(graph[0].name))
    place = data.draw(st.integers(0, len(top.requires) - 1))
    group = top.requires[place]
    spare = data.draw(st.sampled_from([*(each.name for each in graph[:-1]), "spare"]))
    if spare in group.members:
        spare = "spare"
    wider = replace(group, members=(*group.members, spare))
    changed = replace(top, requires=(*top.requires[:place], wider, *top.requires[place + 1 :]))
    others = [Component("spare", 0.5), *graph[:-1]]
    before, after = figures([*others, top], top.name), figures([*others, changed], top.name)
    assert after.exact.low >= before.exact.low - 1e-12
    assert after.best >= before.best - 1e-12


@settings(max_examples=100, deadline=None)
@given(graphs(), st.data())
def test_requiring_again_what_is_required_anyway_changes_nothing(
    graph: list[Component], data: st.DataObject
) -> None:
    shared = data.draw(st.sampled_from(graph[:-1])).name
    top = replace(graph[-1], requires=(*graph[-1].requires, *every(shared)))
    again = replace(top, requires=(*top.requires, *every(shared)))
    before, after = figures([*graph[:-1], top], top.name), figures([*graph[:-1], again], top.name)
    assert after.exact == before.exact
    assert (after.guaranteed, after.best) == (before.guaranteed, before.best)


@pytest.mark.parametrize(
    ("graph", "name", "expected"),
    [
        (
            [
                Component("a", 0.9, every("b")),
                Component("b", 0.9, every("c")),
                Component("c", 0.9, every("a")),
            ],
            "a",
            NotComputable(Reason.CYCLE, "a requires itself through b and c", ("a", "b", "c")),
        ),
        (
            [Component("a", 0.9, every("a")), Component("b", 0.9, every("a"))],
            "b",
            NotComputable(Reason.CYCLE, "a requires itself", ("a",)),
        ),
        (
            [Component(f"n{i}", 0.9, every(f"n{(i + 1) % 9}")) for i in range(9)],
            "n5",
            NotComputable(
                Reason.CYCLE, "n0 requires itself through 8 others", tuple(f"n{i}" for i in range(9))
            ),
        ),
        (
            [Component("a", 0.9, (Group(1, ()),))],
            "a",
            NotComputable(Reason.GROUP, "a group of a has no members", ("a",)),
        ),
        (
            [Component("a", 0.9, (Group(0, ("b",)),)), Component("b", 0.9)],
            "a",
            NotComputable(Reason.GROUP, "a group of a asks for 0 of 1 member", ("a",)),
        ),
        (
            [Component("a", 0.9, (Group(3, ("b", "c")),)), Component("b", 0.9), Component("c", 0.9)],
            "a",
            NotComputable(Reason.GROUP, "a group of a asks for 3 of 2 members", ("a",)),
        ),
        (
            [
                Component("a", 0.9, (Group(1, ("b", "b")),)),
                Component("b", 0.9),
                Component("z", 0.9, every("a")),
            ],
            "z",
            NotComputable(Reason.GROUP, "a group of a lists b twice", ("a",)),
        ),
        (
            [Component("a", 0.9, every("b"))],
            "a",
            NotComputable(Reason.UNKNOWN, "a requires b, which does not exist", ("a",)),
        ),
        ([], "a", NotComputable(Reason.UNKNOWN, "a does not exist", ("a",))),
        (
            [
                Component("a", 0.9, every("b", "d")),
                Component("b", 0.9, every("c")),
                Component("c", 0.9, every("b", "a")),
                Component("d", 0.9, every("x")),
            ],
            "c",
            NotComputable(Reason.CYCLE, "a requires itself through b and c", ("a", "b", "c")),
        ),
        (
            [Component("a", float("nan"))],
            "a",
            NotComputable(
                Reason.BAD_FIGURE, "the availability of a is no figure between 0 and 100 %", ("a",)
            ),
        ),
        (
            [Component("a", 1.5)],
            "a",
            NotComputable(
                Reason.BAD_FIGURE, "the availability of a is no figure between 0 and 100 %", ("a",)
            ),
        ),
        (
            [
                Component("a", None, every("b", "c")),
                Component("b", 0.9),
                Component("c", 0.9, (Group(1, ("d", "e")),)),
                Component("d", None),
                Component("e", None),
            ],
            "a",
            NotComputable(Reason.NO_FIGURE, "3 of 5 components have no figure", ("a", "d", "e")),
        ),
        (
            [Component("a", None)],
            "a",
            NotComputable(Reason.NO_FIGURE, "1 of 1 component has no figure", ("a",)),
        ),
    ],
)
def test_what_cannot_be_computed_says_why(graph: list[Component], name: str, expected: NotComputable) -> None:
    availability = Availability(graph)
    assert availability.figures(name) == expected
    assert availability.exact(name) == expected
    assert availability.guaranteed(name) == expected
    assert availability.cut_sets(name) == expected


def test_figures_depend_on_the_closure_alone_whatever_was_asked_before() -> None:
    """To the last digit, in whatever order: a component of the whole is what it is alone."""
    chance = random.Random(11)
    for number in range(300):
        graph = random_graph(chance, number % 15 + 2)
        if number % 3 == 0:
            up = chance.sample(range(len(graph)), 2)
            graph[min(up)] = replace(graph[min(up)], requires=every(f"c{max(up)}"))
        if number % 5 == 0:
            graph[0] = replace(graph[0], availability=None)
        whole = Availability(chance.sample(graph, len(graph)))
        for component in chance.sample(graph, len(graph)):
            name = component.name
            names = set(Availability(graph).structure.closure(name))
            alone = Availability(each for each in graph if each.name in names)
            assert whole.figures(name) == alone.figures(name)
            assert whole.cut_sets(name) == alone.cut_sets(name)
            assert whole.guaranteed(name, {name: 0.3}) == alone.guaranteed(name, {name: 0.3})


def test_no_more_is_looked_at_than_was_asked() -> None:
    looked: list[str] = []

    def look(name: str) -> Component | None:
        looked.append(name)
        return {each.name: each for each in FASHION_STORE}.get(name)

    availability = Availability(look)
    assert isinstance(availability.figures("platform"), Figures)
    assert looked == ["platform", "cloud"]
    assert isinstance(availability.figures("identity"), Figures)
    assert availability.figures("nobody") == availability.structure.fault("nobody")
    assert looked == ["platform", "cloud", "identity", "nobody"]


def test_a_fault_elsewhere_does_not_matter() -> None:
    graph = [*FASHION_STORE, Component("x", None), Component("y", 0.9, every("y"))]
    assert figures(graph, "webshop") == figures(FASHION_STORE, "webshop")
