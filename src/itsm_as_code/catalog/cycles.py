"""Cycles in what requires what."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Reference

_Edges = Mapping[str, Sequence[str]]


def requirement_cycles(catalog: Catalog) -> list[tuple[Reference, ...]]:
    """The cycles in `requires`: a shortest one for each set of entities that all require each other.

    Returns:
        Each cycle as its references, each beginning where the one before it leads, from the entity that comes
        first by reference; the cycles in the order of these.
    """
    edges = {
        record.ref: record.targets_in("requires")
        for kind in ("Service", "ConfigurationItem")
        for record in catalog.of_kind(kind)
    }
    found = (_shortest(catalog, min(knot), knot) for knot in _knots(edges))
    return sorted(found, key=lambda cycle: cycle[0].source)


def _knots(edges: _Edges) -> Iterator[set[str]]:
    """The sets of entities that all require each other: strongly connected components (Tarjan, 1972)."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: dict[str, None] = {}
    for start in edges:
        walk = [] if start in numbers else [(start, iter(edges[start]))]
        while walk:
            ref, rest = walk[-1]
            if ref not in numbers:
                numbers[ref] = lowest[ref] = len(numbers)
                stack[ref] = None
            below = next((target for target in rest if target in edges), None)
            if below is not None:
                if below not in numbers:
                    walk.append((below, iter(edges[below])))
                elif below in stack:
                    lowest[ref] = min(lowest[ref], numbers[below])
                continue
            walk.pop()
            if walk:
                above = walk[-1][0]
                lowest[above] = min(lowest[above], lowest[ref])
            if lowest[ref] == numbers[ref]:
                knot = set()
                while ref in stack:
                    knot.add(stack.popitem()[0])
                if len(knot) > 1 or ref in edges[ref]:
                    yield knot


def _shortest(catalog: Catalog, start: str, knot: set[str]) -> tuple[Reference, ...]:
    """A shortest way from an entity through its knot back to itself."""
    led: dict[str, Reference] = {}
    queue = deque([start])
    while start not in led:
        for reference in catalog.outgoing(queue.popleft(), "requires"):
            if reference.target in knot and reference.target not in led:
                led[reference.target] = reference
                queue.append(reference.target)
    cycle = [led[start]]
    while cycle[-1].source != start:
        cycle.append(led[cycle[-1].source])
    return tuple(reversed(cycle))
