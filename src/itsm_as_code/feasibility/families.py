"""Minimal cut sets and minimal path sets: which failures together stop a service, what suffices to run it.

A family holds sets of variables, none of which contains another. It can grow beyond any bound; past a limit
the question is given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itsm_as_code.feasibility.formulas import Conjunction, Gate, Variable, Variables, connected

SET_LIMIT = 4_000
"""The most sets that a family may have."""

_MOST_PRODUCTS = 200_000
_DEEPEST = 60

Family = tuple[Variables, ...]
_Known = dict[tuple[int, ...], Family | None]


class OverLimitError(Exception):
    """The family is too large; it stays inside this package."""


class Families:
    """The minimal cut sets and path sets of the formulas of one structure.

    Args:
        limit: The most sets that a family may have.
    """

    def __init__(self, limit: int = SET_LIMIT) -> None:
        self._limit = limit
        self._depth = 0
        self._known_cuts: _Known = {}
        self._known_paths: _Known = {}

    def cuts(self, gates: tuple[Gate, ...]) -> Family | None:
        """The minimal cut sets of gates that hang together; `None` past the limit."""
        return self._answer(self._known_cuts, self._cuts, gates)

    def paths(self, gates: tuple[Gate, ...]) -> Family | None:
        """The minimal path sets of gates that hang together; `None` past the limit."""
        return self._answer(self._known_paths, self._paths, gates)

    def _answer(
        self, known: _Known, make: Callable[[tuple[Gate, ...]], Family], gates: tuple[Gate, ...]
    ) -> Family | None:
        key = tuple(gate.number for gate in gates)
        if key not in known:
            self._depth += 1
            try:
                known[key] = self._bounded(make(gates)) if self._depth <= _DEEPEST else None
            except OverLimitError:
                known[key] = None
            finally:
                self._depth -= 1
        return known[key]

    def _cuts(self, gates: tuple[Gate, ...]) -> Family:
        """What stops any of the gates: so many of its members that fewer than k are left."""
        found: Family = ()
        for gate in gates:
            members = [(member.support, self._member_cuts(member)) for member in gate.members]
            found += self._so_many(len(members) - gate.k + 1, members)
        return found if len(gates) == 1 else minimal(found)

    def _paths(self, gates: tuple[Gate, ...]) -> Family:
        """What keeps every one of the gates: k of its members."""
        result: Family = (frozenset(),)
        for gate in gates:
            members = [(member.support, self._member_paths(member)) for member in gate.members]
            result = self._product(result, self._so_many(gate.k, members), apart=len(gates) == 1)
        return result

    def _member_cuts(self, member: Conjunction) -> Family:
        result = tuple(frozenset([variable]) for variable in sorted(member.variables))
        for gates in connected(member.gates):
            result += _given(self.cuts(gates))
        return result

    def _member_paths(self, member: Conjunction) -> Family:
        result: Family = (member.variables,)
        for gates in connected(member.gates):
            result = self._product(result, _given(self.paths(gates)), apart=True)
        return result

    def _so_many(self, number: int, members: list[tuple[Variables, Family]]) -> Family:
        """One set of each of any `number` of the members, together."""
        chosen: list[Family] = [(frozenset(),)] + [()] * number
        seen: set[Variable] = set()
        apart = True
        for support, family in members:
            apart = apart and seen.isdisjoint(support)
            seen |= support
            for wanted in range(number, 0, -1):
                more = self._product(chosen[wanted - 1], family, apart)
                joined = chosen[wanted] + more
                chosen[wanted] = self._bounded(joined if apart else minimal(joined))
        return chosen[number]

    def _product(self, one: Family, other: Family, apart: bool) -> Family:
        """Every union of a set of one family and a set of the other."""
        if len(one) * len(other) > (self._limit if apart else _MOST_PRODUCTS):
            raise OverLimitError
        unions = tuple(left | right for left in one for right in other)
        return unions if apart else self._bounded(minimal(unions))

    def _bounded(self, family: Family) -> Family:
        if len(family) > self._limit:
            raise OverLimitError
        return family


def minimal(sets: Iterable[Variables]) -> Family:
    """The sets that contain none of the others, each once, the smallest first."""
    kept: list[Variables] = []
    by_least: dict[Variable, list[Variables]] = {}
    for candidate in sorted(set(sets), key=lambda each: (len(each), sorted(each))):
        if not candidate:
            return (candidate,)
        smaller = (each for variable in candidate for each in by_least.get(variable, ()))
        if not any(each <= candidate for each in smaller):
            kept.append(candidate)
            by_least.setdefault(min(candidate), []).append(candidate)
    return tuple(kept)


def _given(family: Family | None) -> Family:
    if family is None:
        raise OverLimitError
    return family
