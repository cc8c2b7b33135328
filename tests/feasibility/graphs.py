"""Random requirement graphs, and what they come to when every state is visited."""

from __future__ import annotations

import random
from itertools import combinations, compress
from math import fsum

from itsm_as_code.feasibility.requirements import Group
from itsm_as_code.feasibility.structure import Component

_FIGURES = (0.5, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 1.0)


def random_graph(chance: random.Random, size: int, *, never_fails: bool = True) -> list[Component]:
    """Components c0 … of which each may require earlier ones, alone or in groups; the last is the service."""
    graph: list[Component] = []
    figures = _FIGURES if never_fails else _FIGURES[:-1]
    for index in range(size):
        requires = []
        wanted = 4 if index == size - 1 else chance.choice((0, 0, 1, 2, 3))
        for _ in range(min(index, wanted)):
            members = chance.sample(range(index), min(index, chance.choice((1, 2, 3, 3, 4, 5))))
            most = max(1, len(members) - chance.choice((0, 1, 1)))
            requires.append(Group(chance.randint(1, most), tuple(f"c{each}" for each in members)))
        graph.append(Component(f"c{index}", chance.choice(figures), tuple(requires)))
    return graph


_AS_TRUTH = bytes.maketrans(b"01", b"\0\1")


class States:
    """Every combination of components being up or down; bit s of a table says whether it holds in state s."""

    def __init__(self, graph: list[Component]) -> None:
        self.graph = graph
        self.size = len(graph)
        everything = (1 << (1 << self.size)) - 1
        self.tables: dict[str, int] = {}
        for index, component in enumerate(graph):
            half = 1 << index
            up = (((1 << half) - 1) << half) * (everything // ((1 << (2 * half)) - 1))
            for group in component.requires:
                up &= self._at_least(group, everything)
            self.tables[component.name] = up
        self.everything = everything

    def _at_least(self, group: Group, everything: int) -> int:
        reached = [everything] + [0] * group.at_least
        for member in group.members:
            for number in range(group.at_least, 0, -1):
                reached[number] |= reached[number - 1] & self.tables[member]
        return reached[group.at_least]

    def holds(self, name: str) -> list[bool]:
        """Whether the component works, by state (bit i of a state: component i is up)."""
        return [bit == "1" for bit in reversed(f"{self.tables[name]:0{1 << self.size}b}")]

    def probability(self, name: str) -> float:
        """The sum of the probabilities of all states in which the component works."""
        weights = [1.0]
        for component in self.graph:
            up = component.availability or 0.0
            down = 1.0 - up
            weights = [weight * down for weight in weights] + [weight * up for weight in weights]
        bits = f"{self.tables[name]:0{1 << self.size}b}".encode().translate(_AS_TRUTH)
        return fsum(compress(reversed(weights), bits))

    def cut_sets(self, name: str) -> set[frozenset[str]]:
        """The minimal sets of components whose failure stops the component, whatever their figures."""
        holds = self.holds(name)
        everything = (1 << self.size) - 1
        found: list[int] = []
        for number in range(1, self.size + 1):
            for failed in combinations(range(self.size), number):
                mask = sum(1 << each for each in failed)
                if not holds[everything ^ mask] and not any(cut & mask == cut for cut in found):
                    found.append(mask)
        return {frozenset(f"c{i}" for i in range(self.size) if cut >> i & 1) for cut in found}
