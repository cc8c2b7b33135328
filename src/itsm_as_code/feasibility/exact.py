"""The exact probability of a formula over independent variables: a decision diagram that takes modules apart.

Parts that share no variable are computed apart and multiplied (gates) or convolved (members of one gate: the
Poisson binomial distribution). Where parts share variables, Shannon's expansion fixes the most shared one,
P(f) = p·P(f | up) + (1 − p)·P(f | down), and begins again; a residual formula that returns is not computed
again. The problem is NP-hard in general, hence a budget of expansions. It is counted for each connected
cluster of gates on its own, and factors are multiplied by size, so that no answer depends, to the last digit,
on what was asked before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from math import fsum, prod

from itsm_as_code.feasibility.formulas import (
    NOTHING,
    Conjunction,
    Formulas,
    Gate,
    Variable,
    Variables,
    connected,
)

NODE_BUDGET = 100_000
"""Expansions spent on one cluster before bounds take the place of the exact figure."""

_DEEPEST = 120


class OverBudgetError(Exception):
    """The budget is spent; it stays inside this package."""


def diagram_probability(
    formulas: Formulas, formula: Conjunction | None, up: Mapping[Variable, float], budget: int = NODE_BUDGET
) -> float:
    """The probability that a formula holds.

    Args:
        formulas: The maker of the formula.
        formula: The formula, or `None` for one that never holds.
        up: The probability of each variable it depends on.
        budget: How many expansions it may take.

    Raises:
        OverBudgetError: It takes more.
        TooDeepError: Redundancy is nested too deeply to be simplified.
    """
    return _Diagram(formulas, up, budget).probability(formula)


class _Diagram:
    """The expansion of one cluster, with its residual formulas; used once."""

    def __init__(self, formulas: Formulas, up: Mapping[Variable, float], budget: int) -> None:
        self._formulas = formulas
        self._up = up
        self._left = budget
        self._depth = 0
        self._clusters: dict[tuple[int, ...], float] = {}
        self._counts: dict[tuple[int, ...], list[float]] = {}

    def _cluster(self, gates: tuple[Gate, ...]) -> float:
        """The probability that all of these gates hold, which hang together."""
        key = tuple(gate.number for gate in gates)
        found = self._clusters.get(key)
        if found is not None:
            return found
        self._enter()
        if len(gates) == 1:
            result = fsum(self._count(gates[0].members)[gates[0].k :])
        else:
            whole = self._formulas.gates(gates)
            result = 0.0
            for weight, up, down in self._expand([member for gate in gates for member in gate.members]):
                result += weight * self.probability(self._formulas.given(whole, up, down))
        self._depth -= 1
        self._clusters[key] = result
        return result

    def probability(self, formula: Conjunction | None) -> float:
        """The probability that a formula holds."""
        if formula is None:
            return 0.0
        chances = [self._up[each] for each in formula.variables]
        chances += [self._cluster(gates) for gates in connected(formula.gates)]
        return prod(sorted(chances))

    def _count(self, members: Sequence[Conjunction]) -> list[float]:
        """The distribution of how many of these members hold, from none to all."""
        key = tuple(member.number for member in members)
        found = self._counts.get(key)
        if found is not None:
            return found
        self._enter()
        parts: list[list[float]] = []
        for together in connected(members):
            if len(together) == 1:
                holds = self.probability(together[0])
                parts.append([1.0 - holds, holds])
            else:
                parts.append(self._count_together(together))
        result = reduce(_convolved, sorted(parts), [1.0])
        self._depth -= 1
        self._counts[key] = result
        return result

    def _count_together(self, members: tuple[Conjunction, ...]) -> list[float]:
        """The distribution for members that share variables."""
        result = [0.0] * (len(members) + 1)
        for weight, up, down in self._expand(members):
            given = [self._formulas.given(member, up, down) for member in members]
            sure = sum(member is self._formulas.true for member in given)
            open_ones = [each for each in given if each is not None and each is not self._formulas.true]
            open_ones.sort(key=lambda member: member.number)
            for count, chance in enumerate(self._count(open_ones), sure):
                result[count] += weight * chance
        return result

    def _expand(self, parts: Sequence[Conjunction]) -> list[tuple[float, Variables, Variables]]:
        """The two states of the most shared variable: probability, what is up, what is down."""
        self._left -= 1
        if self._left < 0:
            raise OverBudgetError
        seen = Counter(variable for part in parts for variable in part.support)
        most = max(seen.values())
        pivot = min(variable for variable, times in seen.items() if times == most)
        states = [
            (self._up[pivot], frozenset([pivot]), NOTHING),
            (1.0 - self._up[pivot], NOTHING, frozenset([pivot])),
        ]
        return [state for state in states if state[0] > 0.0]

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise OverBudgetError


def tail(k: int, chances: Sequence[float]) -> float:
    """How probable it is that at least `k` of independent events happen (Poisson binomial)."""
    if k == len(chances):
        return prod(chances)
    counts = [1.0]
    for chance in chances:
        counts = _convolved(counts, [1.0 - chance, chance])
    return fsum(counts[max(k, 0) :])


def _convolved(one: list[float], other: list[float]) -> list[float]:
    result = [0.0] * (len(one) + len(other) - 1)
    for index, left in enumerate(one):
        for step, right in enumerate(other):
            result[index + step] += left * right
    return result
