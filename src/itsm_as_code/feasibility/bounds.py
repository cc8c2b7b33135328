"""Bounds that hold without listing states: for what is too large to be computed exactly.

`most` and `least` bound how probable it is that at least k of n events happen whatever their dependence
(Rüger 1978); `esary_proschan` bounds a formula over independent variables by its cut sets and path sets
(Esary and Proschan 1963).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, prod
from typing import NamedTuple

from itsm_as_code.feasibility.families import Family
from itsm_as_code.feasibility.formulas import Variable
from itsm_as_code.feasibility.structure import Series, Structure

Unavailability = Callable[[Variable], float]
"""The unavailability (0 to 1) of a component."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a probability lies: from `low` to `high`, which are equal when it is known.

    Attributes:
        low: It is at least this.
        high: It is at most this.
    """

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is known rather than bounded."""
        return self.low == self.high

    def __and__(self, other: Bounds) -> Bounds:
        """What both say together."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Bounds(min(low, high), high)

    def __mul__(self, other: Bounds) -> Bounds:
        """The product of two independent probabilities."""
        return Bounds(self.low * other.low, self.high * other.high)


def most(k: int, chances: Sequence[float]) -> float:
    """The most that "at least `k` of these happen" can come to, from 1 to len(chances)."""
    ascending = sorted(chances)
    bounds = (fsum(ascending[: len(ascending) - left]) / (k - left) for left in range(k))
    return min(1.0, *bounds) if k > 1 else min(1.0, fsum(ascending))


def least(k: int, chances: Sequence[float]) -> float:
    """The least that "at least `k` of these happen" can come to."""
    return max(0.0, 1.0 - most(len(chances) - k + 1, [1.0 - chance for chance in chances]))


def esary_proschan(cuts: Family | None, paths: Family | None, up: Mapping[Variable, float]) -> Bounds:
    """Π over cuts (1 − Π u) ≤ A ≤ 1 − Π over paths (1 − Π a); a side without its family is open."""
    low, high = 0.0, 1.0
    if cuts is not None:
        low = prod(1.0 - prod(1.0 - up[variable] for variable in cut) for cut in cuts)
    if paths is not None:
        high = 1.0 - prod(1.0 - prod(up[variable] for variable in path) for path in paths)
    return Bounds(min(low, high), high)


class GroupBounds:
    """Bounds of every group with members to spare, composed from those of its members.

    Three of them: what is guaranteed and what is possible whatever the dependence, and what is the least for
    independent components (formulas of independent variables are positively associated, so that the
    product of their probabilities is a lower bound of all together).

    Args:
        structure: The structure.
        down: The unavailability of each component.
    """

    def __init__(self, structure: Structure, down: Unavailability) -> None:
        self._structure = structure
        self._down = down
        self._known: dict[int, _Group] = {}

    def guaranteed(self, series: Series) -> float:
        """At least this, whatever the dependence."""
        self._settle(series)
        return self._guaranteed(series)

    def possible(self, series: Series) -> float:
        """At most this, whatever the dependence."""
        self._settle(series)
        return self._possible(series)

    def independent(self, series: Series) -> float:
        """At least this, when components fail independently."""
        self._settle(series)
        return self._independent(series)

    def _settle(self, series: Series) -> None:
        """Bound the groups that something rests on, those below others first."""
        new: set[int] = set()
        waiting = [series]
        while waiting:
            for group in waiting.pop().groups.difference(self._known, new):
                new.add(group)
                waiting += self._members(group)
        for group in sorted(new):
            k, members = self._structure.groups[group].at_least, self._members(group)
            chances = sorted([self._independent(each) for each in members], reverse=True)
            self._known[group] = _Group(
                least(k, [self._guaranteed(each) for each in members]),
                most(k, [self._possible(each) for each in members]),
                max(prod(chances[:k]), least(k, chances)),
            )

    def _members(self, group: int) -> list[Series]:
        return [self._structure.series(member) for member in self._structure.groups[group].members]

    def _guaranteed(self, series: Series) -> float:
        lost = fsum(self._down(each) for each in series.variables)
        return max(0.0, 1.0 - lost - fsum(1.0 - self._known[each].guaranteed for each in series.groups))

    def _possible(self, series: Series) -> float:
        groups = (self._known[each].possible for each in series.groups)
        return min(1.0, *(1.0 - self._down(each) for each in series.variables), *groups)

    def _independent(self, series: Series) -> float:
        up = prod(1.0 - self._down(each) for each in sorted(series.variables))
        return up * prod(sorted(self._known[each].independent for each in series.groups))


class _Group(NamedTuple):
    """The bounds of one group."""

    guaranteed: float
    possible: float
    independent: float
