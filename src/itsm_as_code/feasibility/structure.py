"""What services require, checked and turned into formulas, every component once.

The structure function is φ_s = X_s ∧ ⋀ over groups [ Σ over members φ_m ≥ k ], with X_s the component's own
state. A component that requires nothing here is a leaf: its availability stands for all that is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from itsm_as_code.feasibility.formulas import Conjunction, Formulas, TooDeepError
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.text import all_of, count


@dataclass(frozen=True, slots=True)
class Group:
    """A requirement: at least `at_least` of `members` must be up.

    Attributes:
        at_least: How many, from 1 to all of them.
        members: Names of components, each once.
    """

    at_least: int
    members: tuple[str, ...]


def every(*members: str) -> tuple[Group, ...]:
    """One requirement for each of the members: all of them must be up."""
    return tuple(Group(1, (member,)) for member in members)


@dataclass(frozen=True, slots=True)
class Component:
    """A service, an item or a contract as availability sees it.

    Attributes:
        name: Its canonical reference.
        availability: The share of time (0 to 1) in which it is up while everything it requires is up; for a
            leaf the whole figure; 1 for what has no failures of its own; `None` where nobody states one.
        requires: What it requires; empty for a leaf.
    """

    name: str
    availability: float | None
    requires: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """What a component cannot do without.

    Attributes:
        variables: The components that must all be up, itself included.
        groups: The groups with members to spare that must hold besides.
    """

    variables: frozenset[int]
    groups: frozenset[Group]


_KEPT = 256
"""Series of up to so many components are kept; longer ones are gathered again from these when asked for."""


class Structure:
    """A set of components, and when each of them works.

    Attributes:
        components: The components by name.
        names: Their names, what is required before what requires it; a variable is an index into it.
        up: The availability of each variable (0 where nobody states one; it is never used then).
        formulas: The maker of the formulas.
    """

    def __init__(self, components: Iterable[Component]) -> None:
        self.components: Mapping[str, Component] = {each.name: each for each in components}
        self._faults: dict[str, NotComputable] = {}
        self.names = tuple(self._ordered())
        self._variables = {name: index for index, name in enumerate(self.names)}
        self.up = tuple(self.components[name].availability or 0.0 for name in self.names)
        self.formulas = Formulas()
        self._needed: list[frozenset[int]] = []
        self._redundant: list[tuple[Group, ...]] = []
        self._kept: dict[int, Series] = {}
        self._members: dict[int, Conjunction] = {}
        self._groups: dict[Group, Conjunction] = {}
        for name in self.names:
            self._settle(self.components[name])

    def variable(self, name: str) -> int | None:
        """The variable of a component, or `None` when there is no such component."""
        return self._variables.get(name)

    def fault(self, name: str) -> NotComputable | None:
        """Why nothing can be computed for a component, or `None` when it can."""
        if name not in self.components:
            return NotComputable(Reason.UNKNOWN, f"{name} does not exist", (name,))
        found = self._faults.get(name)
        if found is None or found.reason is not Reason.NO_FIGURE:
            return found
        below = self.closure(name)
        missing = tuple(each for each in below if self.components[each].availability is None)
        have = "has" if len(missing) == 1 else "have"
        message = f"{len(missing)} of {count(len(below), 'component')} {have} no figure"
        return NotComputable(Reason.NO_FIGURE, message, missing)

    def resolved(self, name: str) -> int | NotComputable:
        """The variable of a component for which something can be computed, else why not."""
        variable = self._variables.get(name)
        fault = self.fault(name)
        if fault is not None or variable is None:
            return fault or NotComputable(Reason.UNKNOWN, f"{name} does not exist", (name,))
        return variable

    def series(self, variable: int) -> Series:
        """What a component without fault cannot do without."""
        seen = {variable}
        groups: set[Group] = set()
        waiting = [variable]
        while waiting:
            current = waiting.pop()
            known = self._kept.get(current)
            if known is not None:
                seen |= known.variables
                groups |= known.groups
                continue
            new = self._needed[current] - seen
            seen |= new
            waiting += new
            groups.update(self._redundant[current])
        result = Series(frozenset(seen), frozenset(groups))
        if len(seen) <= _KEPT:
            self._kept[variable] = result
        return result

    def formula(self, variable: int) -> Conjunction | NotComputable:
        """When a component without fault works; not computable only where redundancy nests too deeply."""
        known = self._members.get(variable)
        if known is not None:
            return known
        series = self.series(variable)
        groups = (self._groups[group] for group in sorted(series.groups, key=_group_order))
        try:
            return self.formulas.all_of(groups, series.variables)
        except TooDeepError:
            return _too_deep(self.names[variable])

    def groups(self) -> Iterator[tuple[Group, tuple[Series, ...]]]:
        """Every group with members to spare and the series of its members, what is required first."""
        for group in self._groups:
            yield group, tuple(self.series(self._variables[member]) for member in group.members)

    def closure(self, name: str) -> tuple[str, ...]:
        """The component and everything it requires, sorted."""
        seen = {name}
        waiting = [name]
        while waiting:
            below = {each for each in _required(self.components[waiting.pop()]) if each in self.components}
            waiting += below - seen
            seen |= below
        return tuple(sorted(seen))

    def _ordered(self) -> Iterator[str]:
        """Every component, what is required first; notes every cycle (depth first, without recursion)."""
        done: set[str] = set()
        path: dict[str, None] = {}
        for start in sorted(self.components):
            waiting = [(start, False)]
            while waiting:
                name, leaving = waiting.pop()
                if leaving:
                    del path[name]
                    done.add(name)
                    yield name
                elif name in path:
                    self._note_cycle([*path][[*path].index(name) :])
                elif name not in done:
                    path[name] = None
                    waiting.append((name, True))
                    below = [each for each in _required(self.components[name]) if each in self.components]
                    waiting += [(each, False) for each in reversed(below)]

    def _note_cycle(self, cycle: list[str]) -> None:
        message = f"{cycle[0]} requires itself"
        if len(cycle) > 1:
            message += (
                f" through {all_of(cycle[1:])}" if len(cycle) < 5 else f" through {len(cycle) - 1} others"
            )
        for name in cycle:
            self._faults.setdefault(name, NotComputable(Reason.CYCLE, message, tuple(cycle)))

    def _settle(self, component: Component) -> None:
        """Take one component in, after all that it requires."""
        needed: set[int] = set()
        redundant: list[Group] = []
        fault = self._faults.get(component.name) or self._own_fault(component) or self._fault_below(component)
        if fault is None:
            for group in component.requires:
                if group.at_least == len(group.members):
                    needed.update(self._variables[member] for member in group.members)
                else:
                    redundant.append(group)
        self._needed.append(frozenset(needed))
        self._redundant.append(tuple(redundant))
        if fault is None:
            fault = self._build(redundant)
        if fault is not None:
            self._faults[component.name] = fault

    def _build(self, groups: Iterable[Group]) -> NotComputable | None:
        """Make the formulas of groups whose members are settled."""
        for group in groups:
            if group in self._groups:
                continue
            members = []
            for name in group.members:
                variable = self._variables[name]
                member = self.formula(variable)
                if isinstance(member, NotComputable):
                    return member
                self._members[variable] = member
                members.append(member)
            try:
                formula = self.formulas.at_least(group.at_least, members)
            except TooDeepError:
                return _too_deep(group.members[0])
            if formula is not None:
                self._groups[group] = formula
        return None

    def _own_fault(self, component: Component) -> NotComputable | None:
        name = component.name
        for group in component.requires:
            twice = [each for index, each in enumerate(group.members) if each in group.members[:index]]
            if not group.members:
                return NotComputable(Reason.GROUP, f"a group of {name} has no members", (name,))
            if twice:
                return NotComputable(Reason.GROUP, f"a group of {name} lists {twice[0]} twice", (name,))
            if not 1 <= group.at_least <= len(group.members):
                members = count(len(group.members), "member")
                message = f"a group of {name} asks for {group.at_least} of {members}"
                return NotComputable(Reason.GROUP, message, (name,))
        for below in _required(component):
            if below not in self.components:
                message = f"{name} requires {below}, which does not exist"
                return NotComputable(Reason.UNKNOWN, message, (name,))
        figure = component.availability
        if figure is not None and not 0.0 <= figure <= 1.0:
            message = f"the availability of {name} is no figure between 0 and 100 %"
            return NotComputable(Reason.BAD_FIGURE, message, (name,))
        return None

    def _fault_below(self, component: Component) -> NotComputable | None:
        found = [self._faults[below] for below in _required(component) if below in self._faults]
        for fault in found:
            if fault.reason is not Reason.NO_FIGURE:
                return fault
        if found or component.availability is None:
            return _NO_FIGURE
        return None


_NO_FIGURE = NotComputable(Reason.NO_FIGURE, "a component has no figure")


def _too_deep(name: str) -> NotComputable:
    return NotComputable(Reason.TOO_DEEP, f"the redundancy under {name} is nested too deeply", (name,))


def _required(component: Component) -> list[str]:
    """The members of every group, each once, in the order of the groups."""
    return list(dict.fromkeys(member for group in component.requires for member in group.members))


def _group_order(group: Group) -> tuple[int, tuple[str, ...]]:
    return group.at_least, group.members
