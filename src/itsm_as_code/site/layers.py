"""Places for the map: every box in a column, every column in an order that keeps lines short.

A box stands one column to the right of the last that needs it. Within a column, boxes are sorted by the
middle of their neighbours (the barycentre method of Sugiyama, Tagawa and Toda, 1981), some times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

_SWEEPS = 6


def places(
    names: Sequence[str], edges: Iterable[tuple[str, str]], first: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """The column of each box, and its place in it, both from 0.

    Args:
        names: The boxes, in the order in which they stand where nothing else is known.
        edges: Pairs of boxes, from what needs to what is needed.
        first: The column in which a box stands at the earliest.
    """
    known = set(names)
    lines = [(a, b) for a, b in dict.fromkeys(edges) if a in known and b in known and a != b]
    below: dict[str, list[str]] = {name: [] for name in names}
    for a, b in lines:
        below[a].append(b)
    columns = _columns(names, below, first)
    beside: dict[str, list[str]] = {name: [] for name in names}
    for a, b in lines:
        beside[a].append(b)
        beside[b].append(a)
    ranks: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for name in names:
        ranks[columns[name]].append(name)
    order = {name: float(place) for rank in ranks for place, name in enumerate(rank)}
    for sweep in range(_SWEEPS):
        for rank in ranks[1:] if sweep % 2 == 0 else ranks[-2::-1]:
            middle = {
                name: fmean(order[each] for each in beside[name]) if beside[name] else order[name]
                for name in rank
            }
            rank.sort(key=lambda name: (middle[name], order[name]))
            # Places are counted from the middle of a column, so that columns of any length compare.
            order.update((name, place - len(rank) / 2) for place, name in enumerate(rank))
    return {name: (column, place) for column, rank in enumerate(ranks) for place, name in enumerate(rank)}


def _columns(
    names: Sequence[str], below: Mapping[str, Sequence[str]], first: Mapping[str, int]
) -> dict[str, int]:
    """The column of each box; lines of a circle that lead back do not count."""
    done: dict[str, None] = {}
    for name in names:
        if name in done:
            continue
        stack = [(name, iter(below[name]))]
        open_ = {name}
        while stack:
            here, rest = stack[-1]
            new = next((each for each in rest if each not in done and each not in open_), None)
            if new is None:
                open_.discard(here)
                done[here] = None
                stack.pop()
            else:
                open_.add(new)
                stack.append((new, iter(below[new])))
    columns = {name: first.get(name, 0) for name in names}
    position = {name: place for place, name in enumerate(done)}
    for name in reversed(done):
        for each in below[name]:
            if position[each] < position[name]:
                columns[each] = max(columns[each], columns[name] + 1)
    return columns
