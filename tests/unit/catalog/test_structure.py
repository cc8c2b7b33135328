"""What requires what: cycles, single points of failure and the services above, on graphs of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.cycles import requirement_cycles
from itsm_as_code.catalog.demand import live_dependents, services_above
from itsm_as_code.catalog.graph import named_by
from itsm_as_code.catalog.lifecycle import is_live, is_retired, state_of
from itsm_as_code.catalog.single_points import in_so_many, stopping
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

Groups = Sequence[tuple[int, Sequence[str]]]


def catalog(items: Mapping[str, Groups], extra: Mapping[str, str] | None = None) -> Catalog:
    """The base with items, each with its groups of required items: how many, of which."""
    files = dict(base())
    for name, groups in items.items():
        required = ", ".join(
            f"{{atLeast: {number}, of: [{', '.join(f'ci:{each}' for each in members)}]}}"
            for number, members in groups
        )
        text = (
            f"apiVersion: itsm/v1\nkind: ConfigurationItem\nmetadata: {{name: {name}, title: Item}}\n"
            f"spec:\n  owner: network-lead\n  requires: [{required}]\n"
        )
        files[f"catalog/configuration-items/{name}.yaml"] = text.encode()
    return load(MemoryTree(files | {path: text.encode() for path, text in (extra or {}).items()}))


def every(*names: str) -> Groups:
    return [(1, [name]) for name in names]


def cycles(found: Catalog) -> list[list[str]]:
    return [[reference.source for reference in cycle] for cycle in requirement_cycles(found)]


def test_the_base_has_no_cycle() -> None:
    assert cycles(catalog({})) == []


def test_each_knot_shows_its_shortest_cycle() -> None:
    found = catalog(
        {
            "a": every("b", "d"),
            "b": every("c"),
            "c": every("a"),
            "d": every("a"),
            "e": every("e", "a"),
            "f": every("a", "e"),
        }
    )
    assert cycles(found) == [["ci:a", "ci:d"], ["ci:e"]]


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))))
@settings(max_examples=60, deadline=None)
def test_a_cycle_is_found_exactly_where_something_requires_itself(edges: dict[str, set[str]]) -> None:
    items = {name: every(*sorted(edges.get(name, ()))) for name in "abcdef"}
    found = catalog(items)
    reached = {name: set(edges.get(name, ())) for name in items}
    for _ in items:
        for below in reached.values():
            below |= {each for name in below for each in reached[name]}
    circular = {name for name in items if name in reached[name]}
    shown = requirement_cycles(found)
    starts = {name: min(each for each in circular if each in reached[name] and name in reached[each])
              for name in circular}  # fmt: skip
    assert [cycle[0].source for cycle in shown] == sorted({f"ci:{name}" for name in starts.values()})
    for cycle in shown:
        targets = [reference.target for reference in cycle]
        assert targets == [*(reference.source for reference in cycle[1:]), cycle[0].source]


def test_a_long_chain_is_no_trouble() -> None:
    chain = {f"n{index}": every(f"n{index + 1}") for index in range(1500)} | {"n1500": []}
    assert cycles(catalog(chain)) == []
    stops = stopping(catalog(chain), ["ci:n0"])
    assert len(stops.refs(stops.alone["ci:n0"] or 0)) == 1501
    assert cycles(catalog(chain | {"n1500": every("n0")})) == [
        ["ci:n0", *(f"ci:n{index}" for index in range(1, 1501))]
    ]


def test_what_alone_stops_something() -> None:
    found = catalog(
        {
            "shop": [(1, ["line-a", "line-b"]), (1, ["power"])],
            "line-a": every("trench"),
            "line-b": every("trench"),
            "trench": [],
            "power": [],
        }
    )
    stops = stopping(found, ["ci:shop"])
    assert stops.refs(stops.alone["ci:shop"] or 0) == ["ci:power", "ci:shop", "ci:trench"]
    assert stops.highest(stops.below["ci:shop"]) == ["ci:shop"]
    both = stops.below["ci:line-a"] | stops.below["ci:line-b"]
    assert stops.highest(both) == ["ci:line-a", "ci:line-b"]


@pytest.mark.parametrize(
    "items",
    [
        {"shop": every("line"), "line": every("shop")},
        {"shop": [(2, ["line"])], "line": []},
        {"shop": every("nobody")},
        {"shop": every("line"), "line": every("nobody")},
    ],
    ids=["cycle", "group", "missing", "missing below"],
)
def test_nothing_is_said_above_a_fault(items: Mapping[str, Groups]) -> None:
    assert stopping(catalog(items), ["ci:shop"]).alone["ci:shop"] is None


def test_nothing_is_said_of_what_is_broken() -> None:
    path = "catalog/configuration-items/shop.yaml"
    text = "apiVersion: itsm/v1\nkind: ConfigurationItem\nmetadata: {name: shop, title: Shop}\nspec:\n"
    text += "  owner: it\n"
    assert stopping(catalog({}, {path: text + "  requires: [17]\n"}), ["ci:shop"]).alone["ci:shop"] is None
    assert stopping(catalog({}, {path: text + "  state: [17]\n"}), ["ci:shop"]).alone["ci:shop"] is not None


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.sets(st.integers(0, 4), min_size=1)), max_size=2),
        min_size=6,
        max_size=6,
    )
)
@settings(max_examples=80, deadline=None)
def test_single_points_against_brute_force(graph: list[list[tuple[int, set[int]]]]) -> None:
    """Item i requires groups of items below it; each item alone is made to fail."""
    items: dict[str, Groups] = {}
    for index, groups in enumerate(graph):
        usable = [
            (min(number, len(below)), sorted(f"i{each}" for each in below))
            for number, members in groups
            if (below := {each for each in members if each < index})
        ]
        items[f"i{index}"] = usable
    stops = stopping(catalog(items), sorted((f"ci:{name}" for name in items), reverse=True))
    for failed, name in product(items, items):
        works: dict[str, bool] = {}
        for each, groups_of in items.items():
            works[each] = each != failed and all(
                sum(works[member] for member in members) >= number for number, members in groups_of
            )
        stopped = f"ci:{failed}" in stops.refs(stops.alone[f"ci:{name}"] or 0)
        assert stopped is not works[name]


@given(st.integers(1, 4), st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=5))
def test_what_lies_in_so_many_sets(number: int, sets: list[set[int]]) -> None:
    masks = [sum(1 << bit for bit in each) for each in sets]
    expected = {bit for bit in range(10) if sum(bit in each for each in sets) >= number}
    assert in_so_many(number, masks) == sum(1 << bit for bit in expected)


def test_the_services_above_an_item() -> None:
    shelf = {
        "shelf": every("rack"),
        "rack": every("core-switch"),
    }
    service = "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: store, title: Store}\nspec:\n"
    service += "  owner: network-lead\n  state: proposed\n  requires: [%s]\n"
    path = "catalog/services/store.yaml"
    found = catalog(shelf, {path: service % "ci:shelf"})
    switch = "ci:core-switch"
    assert [each.ref for each in services_above(found, switch)] == ["service:network", "service:store"]
    assert [each.ref for each in live_dependents(found, switch)] == ["ci:rack", "service:network"]
    loose = catalog(shelf, {path: service % "{atLeast: 1, of: [ci:shelf, ci:rack]}"})
    assert [each.ref for each in services_above(loose, switch, essential=True)] == ["service:network"]


def test_a_retired_item_passes_nothing_on() -> None:
    retired = "apiVersion: itsm/v1\nkind: ConfigurationItem\nmetadata: {name: shelf, title: Shelf}\nspec:\n"
    retired += "  owner: network-lead\n  state: retired\n  requires: [ci:core-switch]\n"
    service = "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: store, title: Store}\nspec:\n"
    service += "  owner: network-lead\n  state: proposed\n  requires: [ci:shelf]\n"
    found = catalog(
        {},
        {"catalog/configuration-items/shelf.yaml": retired, "catalog/services/store.yaml": service},
    )
    assert [each.ref for each in services_above(found, "ci:core-switch")] == ["service:network"]
    shelf, store, role = (found.records[ref] for ref in ("ci:shelf", "service:store", "role:it-manager"))
    assert [(state_of(each), is_live(each), is_retired(each)) for each in (shelf, store, role)] == [
        ("retired", False, True),
        ("proposed", False, False),
        (None, False, False),
    ]
    assert [holder.ref for holder, _ in named_by(found, "ci:core-switch", "requires", "item")] == [
        "ci:shelf",
        "procedure:replace-switch-port",
        "procedure:test-alarm",
        "service:network",
    ]
