"""What an entity rests on and what rests on it, some steps far."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.graph import Link, neighbours
from itsm_as_code.catalog.relations import Impact


class Direction(enum.Enum):
    """Which way to look: up to what rests on the entity, down to what it rests on."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation, from what rests to what it rests on: `above` `phrase` `below`."""

    above: str
    phrase: str
    below: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The entities around one.

    Attributes:
        start: The entity in the middle.
        nodes: Its neighbours and itself, the nearest first.
        edges: The relations between them along which they were found.
    """

    start: str
    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


def neighbourhood(
    catalog: Catalog, start: str, depth: int, direction: Direction, *, everything: bool = False
) -> Neighbourhood:
    """The entities around one, up to a number of steps away.

    The walk goes on upwards from what lies above and downwards from what lies below and never turns, so
    that entities which only share a neighbour with the start are left out.

    Args:
        catalog: The catalogue.
        start: Where to begin.
        depth: How many steps to go, at least 1.
        direction: Which way.
        everything: Whether to follow relations along which no change is felt (owners, roles, terms) too.
    """
    nodes = {start: None}
    edges: dict[Edge, None] = {}
    for upwards in (True, False):
        if direction is (Direction.DOWN if upwards else Direction.UP):
            continue
        for edge in _walk(catalog, start, depth, upwards=upwards, everything=everything):
            edges[edge] = None
            nodes[edge.above if upwards else edge.below] = None
    return Neighbourhood(start, tuple(nodes), tuple(edges))


def _walk(catalog: Catalog, start: str, depth: int, *, upwards: bool, everything: bool) -> Iterator[Edge]:
    queue = deque([(start, 0)])
    seen = {start}
    while queue:
        here, distance = queue.popleft()
        if distance == depth:
            continue
        for link in neighbours(catalog, here):
            if _rises(link, here, everything=everything) is not upwards:
                continue
            yield Edge(link.other, link.inverse, here) if upwards else Edge(here, link.phrase, link.other)
            if link.other not in seen:
                seen.add(link.other)
                queue.append((link.other, distance + 1))


def _rises(link: Link, here: str, *, everything: bool) -> bool | None:
    """Whether a link leads to something that rests on this end; `None` when it is not to be followed."""
    written_here = link.holder == here
    if link.impact is Impact.NONE:
        return not written_here if everything else None
    return written_here is (link.impact is Impact.TARGET)
