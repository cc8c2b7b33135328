"""Clusters: gates of one formula that hang together through shared components.

A formula's clusters share no component, so that its probability is a product over them and its cut sets are
those of each. What is found out about a cluster is kept, for services have clusters in common.

Components that occur in exactly the same conjunctions of a cluster (the private chain behind one of two
redundant nodes, say) are one *block*, a module in the sense of Birnbaum and Esary (1965): all of them must be
up together. A block counts as one variable, whose cut sets are its components one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import fsum, prod

from itsm_as_code.feasibility.bounds import Bounds, Unavailability, esary_proschan
from itsm_as_code.feasibility.exact import NODE_BUDGET, OverBudgetError, diagram_probability
from itsm_as_code.feasibility.families import SET_LIMIT, Families, Family
from itsm_as_code.feasibility.formulas import (
    Conjunction,
    Formulas,
    Gate,
    TooDeepError,
    Variable,
    Variables,
    connected,
)

Blocks = dict[Variable, tuple[Variable, ...]]
"""The components of each block by the variable that stands for them."""


class Cluster:
    """Gates that hang together.

    Attributes:
        formula: All of them, each block being one variable.
        blocks: The components of each block.
        up: The availability of each block.
        cuts: The minimal cut sets, of blocks; `None` past the limit.
        paths: The minimal path sets, of blocks; `None` past the limit.
    """

    def __init__(
        self, formula: Conjunction, blocks: Blocks, up: dict[Variable, float], clusters: Clusters
    ) -> None:
        self.formula = formula
        self.blocks = blocks
        self.up = up
        self._clusters = clusters

    @cached_property
    def cuts(self) -> Family | None:
        """The minimal cut sets, of blocks; `None` past the limit."""
        return self._clusters.families.cuts(self.formula.gates)

    @cached_property
    def paths(self) -> Family | None:
        """The minimal path sets, of blocks; `None` past the limit."""
        return self._clusters.families.paths(self.formula.gates)

    @cached_property
    def exact(self) -> float | None:
        """The probability that all gates hold, components being independent; `None` past the budget."""
        try:
            return self._diagram(self.formula)
        except (OverBudgetError, TooDeepError):
            return None

    @cached_property
    def probability(self) -> Bounds:
        """The same, with bounds by cut sets and path sets past the budget."""
        if self.exact is not None:
            return Bounds(self.exact, self.exact)
        return esary_proschan(self.cuts, self.paths, self.up)

    @property
    def known(self) -> float:
        """The probability, where it is known.

        Raises:
            OverBudgetError: It is not.
        """
        if self.exact is None:
            raise OverBudgetError
        return self.exact

    def slope(self, block: Variable) -> float:
        """What one unit of a block's availability is worth, by Birnbaum's importance.

        Raises:
            OverBudgetError: The cluster is too large.
            TooDeepError: Redundancy is nested too deeply to be simplified.
        """
        without = self._diagram(self._clusters.formulas.given(self.formula, down=frozenset([block])))
        if self.up[block] > 0.0:
            return (self.known - without) / self.up[block]
        return self._diagram(self._clusters.formulas.given(self.formula, up=frozenset([block]))) - without

    def lost(self, down: Unavailability) -> float | None:
        """The sum over minimal cut sets of the least unavailability in each; `None` past the limit."""
        if self.cuts is None:
            return None
        return fsum(
            _sum_of_least([[down(each) for each in self.blocks[block]] for block in cut]) for cut in self.cuts
        )

    @cached_property
    def best(self) -> float | None:
        """The least over minimal cut sets of the summed availability; `None` past the limit."""
        if self.cuts is None:
            return None
        up = self._clusters.up
        least = {block: min([up[each] for each in members]) for block, members in self.blocks.items()}
        return min([fsum([least[block] for block in cut]) for cut in self.cuts])

    @cached_property
    def usually_lost(self) -> float | None:
        """As `lost`, for the unavailabilities of the structure."""
        return self.lost(lambda variable: 1.0 - self._clusters.up[variable])

    def _diagram(self, formula: Conjunction | None) -> float:
        return diagram_probability(self._clusters.formulas, formula, self.up, self._clusters.node_budget)

    def cut_sets(self) -> Iterator[Variables]:
        """The minimal cut sets, of components."""
        for cut in self.cuts or ():
            yield from map(frozenset, product(*(self.blocks[block] for block in sorted(cut))))


class Clusters:
    """The clusters of the formulas of one structure.

    Args:
        formulas: The maker of the formulas.
        up: The availability of each variable.
        node_budget: Expansions per cluster before bounds take the place of the exact figure.
        set_limit: The most sets that a family of cut sets or path sets may have.
    """

    def __init__(
        self,
        formulas: Formulas,
        up: Mapping[Variable, float],
        node_budget: int = NODE_BUDGET,
        set_limit: int = SET_LIMIT,
    ) -> None:
        self.formulas = formulas
        self.node_budget = node_budget
        self.families = Families(set_limit)
        self.up = up
        self._known: dict[tuple[int, ...], Cluster] = {}

    def of(self, formula: Conjunction) -> list[Cluster]:
        """The clusters of a formula."""
        return [self._cluster(gates) for gates in connected(formula.gates)]

    def probability(self, formula: Conjunction) -> Bounds:
        """The probability of a formula, components being independent."""
        return self.product(formula, self.of(formula))

    def product(self, formula: Conjunction, clusters: Iterable[Cluster]) -> Bounds:
        """The same, when its clusters are at hand."""
        certain = prod([self.up[each] for each in sorted(formula.variables)])
        found = [cluster.probability for cluster in clusters]
        low, high = prod(sorted(each.low for each in found)), prod(sorted(each.high for each in found))
        return Bounds(certain * low, certain * high)

    def _cluster(self, gates: tuple[Gate, ...]) -> Cluster:
        key = tuple(gate.number for gate in gates)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._made(gates)
        return known

    def _made(self, gates: tuple[Gate, ...]) -> Cluster:
        formula = self.formulas.gates(gates)
        blocks = _blocks(formula)
        spared = formula.support.difference(blocks)
        try:
            compressed = self.formulas.given(formula, up=spared) if spared else formula
        except TooDeepError:
            compressed = None
        if compressed is None:
            blocks, compressed = {each: (each,) for each in formula.support}, formula
        up = {block: prod(self.up[each] for each in members) for block, members in blocks.items()}
        return Cluster(compressed, blocks, up, self)


def _blocks(formula: Conjunction) -> Blocks:
    """The variables that occur in the same conjunctions, by the least of them."""
    blocks = [formula.support]
    seen = {formula.number}
    waiting = [formula]
    while waiting:
        current = waiting.pop()
        blocks = [part for block in blocks for part in _split(block, current.variables)]
        for gate in current.gates:
            new = [member for member in gate.members if member.number not in seen]
            seen.update([member.number for member in new])
            waiting += new
    ordered = [tuple(sorted(block)) for block in blocks]
    return {variables[0]: variables for variables in sorted(ordered)}


def _split(block: Variables, by: Variables) -> tuple[Variables, ...]:
    inside = block & by
    return (inside, block - inside) if inside and len(inside) < len(block) else (block,)


def _sum_of_least(blocks: Sequence[Sequence[float]]) -> float:
    """The sum, over every choice of one value from each block, of the least value chosen."""
    if all(len(block) == 1 for block in blocks):
        return min(block[0] for block in blocks)
    left = [len(block) for block in blocks]
    terms = []
    for value, index in sorted((value, index) for index, block in enumerate(blocks) for value in block):
        left[index] -= 1
        terms.append(value * prod(left[:index]) * prod(left[index + 1 :]))
    return fsum(terms)
