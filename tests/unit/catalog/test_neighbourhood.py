"""What an entity rests on and what rests on it."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.neighbourhood import Direction, Edge, neighbourhood
from itsm_as_code.tree import MemoryTree


def entity(kind: str, name: str, spec: str) -> str:
    return f"apiVersion: itsm/v1\nkind: {kind}\nmetadata: {{name: {name}, title: {name}}}\nspec: {{{spec}}}\n"


FILES = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/objectives/profit.yaml": entity("Objective", "profit", "owner: boss, statement: Earn."),
    "catalog/business-processes/sales.yaml": entity(
        "BusinessProcess", "sales", "owner: boss, supports: [profit]"
    ),
    "catalog/roles/boss.yaml": entity("Role", "boss", "heldBy: ['user:ana']"),
    "catalog/services/shop.yaml": entity(
        "Service", "shop", "owner: boss, state: operational, enables: [sales], requires: ['service:net']"
    ),
    "catalog/services/till.yaml": entity(
        "Service", "till", "owner: boss, state: operational, enables: all, requires: ['service:net']"
    ),
    "catalog/services/net.yaml": entity(
        "Service",
        "net",
        "owner: boss, state: operational, type: supporting, requires: ['ci:line', 'ci:gone']",
    ),
    "catalog/configuration-items/line.yaml": entity("ConfigurationItem", "line", "owner: boss"),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(MemoryTree(FILES))


UP = (
    Edge("business-process:sales", "is enabled by", "service:shop"),
    Edge("objective:profit", "is supported by", "business-process:sales"),
)
DOWN = (
    Edge("service:shop", "requires", "service:net"),
    Edge("service:net", "requires", "ci:line"),
    Edge("service:net", "requires", "ci:gone"),
)


@pytest.mark.parametrize(
    ("direction", "depth", "edges"),
    [
        (Direction.UP, 1, UP[:1]),
        (Direction.UP, 2, UP),
        (Direction.UP, 9, UP),
        (Direction.DOWN, 1, DOWN[:1]),
        (Direction.DOWN, 2, DOWN),
        (Direction.BOTH, 2, UP + DOWN),
    ],
)
def test_walks_do_not_turn(
    catalog: Catalog, direction: Direction, depth: int, edges: tuple[Edge, ...]
) -> None:
    found = neighbourhood(catalog, "service:shop", depth, direction)
    assert (found.start, found.edges) == ("service:shop", edges)
    assert set(found.nodes) == {"service:shop"} | {ref for edge in edges for ref in (edge.above, edge.below)}


def test_nodes_stand_in_the_order_of_the_walk(catalog: Catalog) -> None:
    assert neighbourhood(catalog, "service:shop", 2, Direction.BOTH).nodes == (
        "service:shop",
        "business-process:sales",
        "objective:profit",
        "service:net",
        "ci:line",
        "ci:gone",
    )


def test_a_service_that_enables_everything(catalog: Catalog) -> None:
    assert neighbourhood(catalog, "service:till", 1, Direction.UP).edges == (
        Edge("business-process:sales", "is enabled by", "service:till"),
    )
    assert neighbourhood(catalog, "business-process:sales", 1, Direction.DOWN).edges == (
        Edge("business-process:sales", "is enabled by", "service:shop"),
        Edge("business-process:sales", "is enabled by", "service:till"),
    )


def test_owners_only_on_request(catalog: Catalog) -> None:
    assert neighbourhood(catalog, "ci:line", 1, Direction.DOWN).edges == ()
    assert neighbourhood(catalog, "ci:line", 1, Direction.DOWN, everything=True).edges == (
        Edge("ci:line", "is owned by", "role:boss"),
    )
    above = neighbourhood(catalog, "role:boss", 1, Direction.UP, everything=True).edges
    assert [edge.above for edge in above] == [
        "business-process:sales",
        "ci:line",
        "objective:profit",
        "service:net",
        "service:shop",
        "service:till",
    ]
