"""The four figures for availability, and what they rest on.

- *naive*: the product along the tree, which counts a shared component as often as it is reached.
- *exact*: the expectation of the structure function over distinct components that fail independently.
- *guaranteed*: what holds whatever the dependence between failures, 1 − Σ over minimal cut sets of the least
  unavailability in each (Boole and Fréchet).
- *best*: what cannot be exceeded whatever the dependence, the least over minimal cut sets of their summed
  availability.

Past the budgets of `exact` and `families` the exact figure gives way to bounds, and guaranteed and best to
weaker figures that still hold; a result says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from math import fsum, prod

from itsm_as_code.feasibility.bounds import Bounds, GroupBounds, Unavailability
from itsm_as_code.feasibility.clusters import Cluster, Clusters
from itsm_as_code.feasibility.exact import NODE_BUDGET, tail
from itsm_as_code.feasibility.families import SET_LIMIT
from itsm_as_code.feasibility.formulas import Conjunction, TooDeepError, Variable, Variables
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.requirements import Look
from itsm_as_code.feasibility.structure import Component, Series, Structure


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures of one component; shares of time between 0 and 1.

    Attributes:
        naive: The product along the tree.
        exact: For independent failures; bounds past the node budget.
        guaranteed: Without assuming independence.
        best: The best case.
        complete: Whether guaranteed and best rest on every minimal cut set; otherwise they hold, but weaker.
    """

    naive: float
    exact: Bounds
    guaranteed: float
    best: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guaranteed figure.

    Attributes:
        value: Share of time between 0 and 1.
        complete: Whether it rests on every minimal cut set; otherwise it holds, but weaker.
    """

    value: float
    complete: bool


@dataclass(frozen=True, slots=True)
class CutSets:
    """Combinations of failures that stop a component, each of them without one to spare.

    Attributes:
        sets: The components of each, sorted; single points of failure first.
        complete: Whether these are all; past the limit those of the largest redundancies are left out.
    """

    sets: tuple[tuple[str, ...], ...]
    complete: bool


class Availability:
    """The figures of every component of a structure, each computed when it is asked for.

    Args:
        components: The components, or a function that gives them by name.
        node_budget: Expansions per cluster before bounds take the place of the exact figure.
        set_limit: Cut sets or path sets per cluster before weaker figures take their place.

    Attributes:
        structure: The components, checked.
        clusters: The redundant parts of their formulas.
    """

    def __init__(
        self,
        components: Iterable[Component] | Look[Component],
        node_budget: int = NODE_BUDGET,
        set_limit: int = SET_LIMIT,
    ) -> None:
        self.structure = Structure(components)
        self.clusters = Clusters(self.structure.formulas, self.structure.up, node_budget, set_limit)
        self._usual: Unavailability = self._down
        self._set_limit = set_limit
        self._products: dict[Variable, float] = {}

    def figures(self, name: str) -> Figures | NotComputable:
        """The four figures of a component."""
        fault = self.structure.fault(name)
        if fault is not None:
            return fault
        series = self.structure.series(name)
        if not series.groups:
            up = [self.structure.up[each] for each in sorted(series.variables)]
            exact = prod(up)
            lost = fsum([1.0 - each for each in up])
            return Figures(self._naive(name), Bounds(exact, exact), max(0.0, 1.0 - lost), min(up), True)
        formula = self.structure.formula(name)
        if isinstance(formula, NotComputable):
            return formula
        clusters = self.clusters.of(formula)
        exact_figure = self.clusters.product(formula, clusters)
        if not exact_figure.exact:
            exact_figure &= Bounds(self._fallback.independent(series), self._fallback.possible(series))
        guarantee = self._guarantee(series, formula, clusters, self._usual)
        best = self._best(series, formula, clusters)
        return Figures(self._naive(name), exact_figure, guarantee.value, best, guarantee.complete)

    def exact(self, name: str, down: Collection[str] = ()) -> Bounds | NotComputable:
        """The exact figure, some components being down for sure (such as for maintenance)."""
        formula = self.structure.formula(name)
        if isinstance(formula, NotComputable):
            return formula
        try:
            given = self.structure.formulas.given(formula, down=frozenset(down))
        except TooDeepError:
            return Bounds(0.0, self.clusters.probability(formula).high)
        return Bounds(0.0, 0.0) if given is None else self.clusters.probability(given)

    def guaranteed(self, name: str, down: Mapping[str, float] | None = None) -> Guarantee | NotComputable:
        """The guaranteed figure, with other unavailabilities (0 to 1) for the components named."""
        formula = self.structure.formula(name)
        if isinstance(formula, NotComputable):
            return formula
        named = down or {}

        def changed(each: Variable) -> float:
            return named[each] if each in named else self._down(each)

        series, clusters = self.structure.series(name), self.clusters.of(formula)
        return self._guarantee(series, formula, clusters, changed if named else self._usual)

    def cut_sets(self, name: str) -> CutSets | NotComputable:
        """The minimal cut sets of a component, without those of components that never fail."""
        formula = self.structure.formula(name)
        if isinstance(formula, NotComputable):
            return formula
        clusters = self.clusters.of(formula)
        redundant = chain.from_iterable(cluster.cut_sets() for cluster in clusters)
        found = [*islice((cut for cut in redundant if self._can_fail(cut)), self._set_limit + 1)]
        complete = len(found) <= self._set_limit and all(cluster.cuts is not None for cluster in clusters)
        single = [frozenset([each]) for each in formula.variables if self._down(each) > 0.0]
        shown = [tuple(sorted(cut)) for cut in single + found]
        return CutSets(tuple(sorted(shown, key=lambda each: (len(each), each))), complete)

    def unavailability(self, name: str) -> float:
        """The share of time in which a component that was reached is down through its own failures."""
        return self._down(name) if name in self.structure.up else 0.0

    def _down(self, name: Variable) -> float:
        return 1.0 - self.structure.up[name]

    def _can_fail(self, cut: Variables) -> bool:
        return all(self._down(each) > 0.0 for each in cut)

    def _guarantee(
        self, series: Series, formula: Conjunction, clusters: Sequence[Cluster], down: Unavailability
    ) -> Guarantee:
        lost = fsum(map(down, formula.variables))
        for cluster in clusters:
            more = cluster.usually_lost if down is self._usual else cluster.lost(down)
            if more is None:
                fallback = self._fallback if down is self._usual else GroupBounds(self.structure, down)
                return Guarantee(fallback.guaranteed(series), False)
            lost += more
        return Guarantee(max(0.0, 1.0 - lost), True)

    def _best(self, series: Series, formula: Conjunction, clusters: Sequence[Cluster]) -> float:
        up = self.structure.up
        result = min([1.0, *[up[each] for each in formula.variables]])
        for cluster in clusters:
            best = self._fallback.possible(series) if cluster.best is None else cluster.best
            result = min(result, best)
        return result

    @cached_property
    def _fallback(self) -> GroupBounds:
        return GroupBounds(self.structure, self._usual)

    def _naive(self, name: Variable) -> float:
        """The product along the tree (meaningless above a fault)."""
        products = self._products
        for each in self.structure.order[len(products) :]:
            result = self.structure.up[each]
            for group in self.structure.components[each].requires:
                chances = [products.get(member, 0.0) for member in group.members]
                result *= chances[0] if len(chances) == 1 else tail(group.at_least, chances)
            products[each] = result
        return products[name]
