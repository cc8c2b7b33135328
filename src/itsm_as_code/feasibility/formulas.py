"""When a service works, as a simplified formula over the components that can fail.

A formula is a conjunction: some variables, all of which must be up, and some gates, each of which needs at
least k of its members, which are conjunctions again. Equal formulas are one object, so that results can be
kept by identity. Simplification pulls every variable that a formula cannot do without up into its own
conjunction and takes it for granted below; what is left under a gate is genuine redundancy.

`None` stands for a formula that never holds; `Formulas.true` for one that always does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

Variable = str
"""The name of a component that is up or down."""

Variables = frozenset[Variable]
NOTHING: Variables = frozenset()


class Conjunction:
    """Every variable and every gate; made by `Formulas` alone.

    Attributes:
        number: Its identity: equal formulas of one `Formulas` have equal numbers.
        variables: What must be up.
        gates: What must hold besides, over other variables than these.
        support: Every variable it depends on.
    """

    __slots__ = ("gates", "number", "support", "variables")

    def __init__(self, number: int, variables: Variables, gates: tuple[Gate, ...]) -> None:
        self.number = number
        self.variables = variables
        self.gates = gates
        self.support = variables.union(*(gate.support for gate in gates)) if gates else variables


class Gate:
    """At least `k` of its members, 1 ≤ k < how many there are; made by `Formulas` alone.

    Attributes:
        number: Its identity among gates.
        k: How many members must hold.
        members: Their formulas, none of which holds always or never, in the order of their numbers.
        support: Every variable it depends on.
    """

    __slots__ = ("k", "members", "number", "support")

    def __init__(self, number: int, k: int, members: tuple[Conjunction, ...], support: Variables) -> None:
        self.number = number
        self.k = k
        self.members = members
        self.support = support


class TooDeepError(Exception):
    """A formula is nested so deeply that it is not simplified; it stays inside this package."""


class Formulas:
    """Makes formulas and keeps each once."""

    _DEEPEST = 40

    def __init__(self) -> None:
        self._conjunctions: dict[tuple[Variables, tuple[int, ...]], Conjunction] = {}
        self._gates: dict[tuple[int, tuple[int, ...]], Gate] = {}
        self._given: dict[tuple[int, Variables, Variables], Conjunction | None] = {}
        self._depth = 0
        self.true = self._conjunction(NOTHING, ())

    def all_of(self, parts: Iterable[Conjunction], variables: Collection[Variable] = ()) -> Conjunction:
        """Every part and every variable (nothing excludes another: no formula contains a negation)."""
        every = list(parts)
        known = frozenset(variables).union(*[part.variables for part in every])
        gates = {gate.number: gate for part in every for gate in part.gates}
        return self._simplified(known, gates) if gates else self._conjunction(known, ())

    def gates(self, gates: Sequence[Gate]) -> Conjunction:
        """All of these gates and nothing else."""
        return self._conjunction(NOTHING, tuple(sorted(gates, key=lambda gate: gate.number)))

    def at_least(self, k: int, members: Sequence[Conjunction | None]) -> Conjunction | None:
        """At least `k` of the members, counted as often as they are listed."""
        left = [member for member in members if member is not None and member is not self.true]
        k -= sum(member is self.true for member in members)
        if k <= 0:
            return self.true
        if k > len(left):
            return None
        if k == len(left):
            return self.all_of(left)
        support = left[0].support.union(*[member.support for member in left[1:]])
        if sum([len(member.support) for member in left]) > len(support):
            needed = self._indispensable(k, left)
            if needed is not None:
                rest = self.at_least(k, [self._without(member, needed) for member in left])
                return None if rest is None else self.all_of([needed, rest])
        left.sort(key=lambda member: member.number)
        return self._conjunction(NOTHING, (self._gate(k, tuple(left), support),))

    def given(
        self, formula: Conjunction, up: Variables = NOTHING, down: Variables = NOTHING
    ) -> Conjunction | None:
        """What a formula comes to when some variables are up and others down."""
        if down and not formula.variables.isdisjoint(down):
            return None
        if not formula.gates:
            return self._conjunction(formula.variables - up, ())
        if formula.support.isdisjoint(up) and formula.support.isdisjoint(down):
            return formula
        parts = []
        for gate in formula.gates:
            part = self._gate_given(gate, up, down)
            if part is None:
                return None
            parts.append(part)
        return self.all_of(parts, formula.variables - up)

    def _gate_given(self, gate: Gate, up: Variables, down: Variables) -> Conjunction | None:
        up, down = up & gate.support, down & gate.support
        key = (gate.number, up, down)
        if key in self._given:
            return self._given[key]
        self._depth += 1
        try:
            if self._depth > self._DEEPEST:
                raise TooDeepError
            result = self.at_least(gate.k, [self.given(member, up, down) for member in gate.members])
        finally:
            self._depth -= 1
        self._given[key] = result
        return result

    def _simplified(self, known: Variables, gates: dict[int, Gate]) -> Conjunction:
        """The conjunction in which no gate depends on a variable that stands beside it."""
        while True:
            touched = [gate for gate in gates.values() if not gate.support.isdisjoint(known)]
            if not touched:
                return self._conjunction(known, tuple(gates[number] for number in sorted(gates)))
            for gate in touched:
                del gates[gate.number]
                part = self._gate_given(gate, known, NOTHING)
                if part is None:
                    raise AssertionError("what is up never stops a gate")
                known |= part.variables
                gates.update((each.number, each) for each in part.gates)

    def _indispensable(self, k: int, members: Sequence[Conjunction]) -> Conjunction | None:
        """The variables and gates that so many members share that without them fewer than `k` are left."""
        most = len(members) - k
        if k == 1:
            variables = members[0].variables.intersection(*[member.variables for member in members[1:]])
        else:
            seen = Counter(variable for member in members for variable in member.variables)
            variables = frozenset(variable for variable, times in seen.items() if times > most)
        by_number = {gate.number: gate for member in members for gate in member.gates}
        often = Counter([gate.number for member in members for gate in member.gates])
        gates = tuple([by_number[number] for number in sorted(often) if often[number] > most])
        if not variables and not gates:
            return None
        return self.all_of([self._conjunction(NOTHING, gates)], variables)

    def _without(self, member: Conjunction, needed: Conjunction) -> Conjunction | None:
        """A member when everything in `needed` holds anyway."""
        kept = tuple(gate for gate in member.gates if gate not in needed.gates)
        rest = self._conjunction(member.variables - needed.variables, kept)
        return self.given(rest, up=needed.variables)

    def _conjunction(self, variables: Variables, gates: tuple[Gate, ...]) -> Conjunction:
        key = (variables, tuple([gate.number for gate in gates]))
        found = self._conjunctions.get(key)
        if found is None:
            found = self._conjunctions[key] = Conjunction(len(self._conjunctions), variables, gates)
        return found

    def _gate(self, k: int, members: tuple[Conjunction, ...], support: Variables) -> Gate:
        key = (k, tuple(member.number for member in members))
        found = self._gates.get(key)
        if found is None:
            found = self._gates[key] = Gate(len(self._gates), k, members, support)
        return found


Part = TypeVar("Part", Conjunction, Gate)


def connected(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """The parts in groups that share no variable with one another, in the order of their first members."""
    if len(parts) < 2:
        return [tuple(parts)] if parts else []
    together = parts[0].support.union(*[part.support for part in parts[1:]])
    if sum([len(part.support) for part in parts]) == len(together):
        return [(part,) for part in parts]
    groups: list[tuple[Variables, list[int]]] = []
    for index, part in enumerate(parts):
        support, indexes = part.support, [index]
        apart: list[tuple[Variables, list[int]]] = []
        for group in groups:
            if group[0].isdisjoint(part.support):
                apart.append(group)
            else:
                support |= group[0]
                indexes += group[1]
        groups = [*apart, (support, indexes)]
    ordered = sorted(sorted(indexes) for _, indexes in groups)
    return [tuple(parts[index] for index in indexes) for indexes in ordered]
