"""What services require, checked and turned into formulas, every component once.

The structure function is φ_s = X_s ∧ ⋀ over groups [ Σ over members φ_m ≥ k ], with X_s the component's own
state. A component that requires nothing here is a leaf: its availability stands for all that is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from itsm_as_code.feasibility.formulas import Conjunction, Formulas, TooDeepError
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group, closure, required, survey
from itsm_as_code.text import count


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
        groups: Numbers of the groups with members to spare that must hold besides.
    """

    variables: frozenset[int]
    groups: frozenset[int]


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
        self._requires = {name: each.requires for name, each in self.components.items()}
        found = survey(self._requires)
        self._faults = dict(found.faults)
        self.names = found.order
        self._variables = {name: index for index, name in enumerate(self.names)}
        self.up = tuple(self.components[name].availability or 0.0 for name in self.names)
        self.formulas = Formulas()
        self._needed: list[frozenset[int]] = []
        self._redundant: list[frozenset[int]] = []
        self._kept: list[Series | None] = [None] * len(self.names)
        self._members: dict[int, Conjunction] = {}
        self._groups: list[Conjunction] = []
        self._numbers: dict[Group, int] = {}
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
        known = self._kept[variable]
        if known is not None:
            return known
        seen = {variable}
        groups: set[int] = set()
        waiting = [variable]
        while waiting:
            current = waiting.pop()
            known = self._kept[current]
            if known is not None:
                seen |= known.variables
                groups |= known.groups
                continue
            new = self._needed[current] - seen
            seen |= new
            waiting += new
            groups |= self._redundant[current]
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
        groups = [self._groups[number] for number in sorted(series.groups)]
        try:
            return self.formulas.all_of(groups, series.variables)
        except TooDeepError:
            return _too_deep(self.names[variable])

    def groups(self) -> Iterator[tuple[int, tuple[Series, ...]]]:
        """How many each group with members to spare needs, and their series, in order of its number."""
        for group in self._numbers:
            yield group.at_least, tuple(self.series(self._variables[member]) for member in group.members)

    def closure(self, name: str) -> tuple[str, ...]:
        """The component and everything it requires, sorted."""
        return closure(self._requires, name)

    def _settle(self, component: Component) -> None:
        """Take one component in, after all that it requires."""
        needed: set[int] = set()
        redundant: list[Group] = []
        fault = self._faults.get(component.name) or self._fault_of_figures(component)
        if fault is None:
            for group in component.requires:
                if group.at_least == len(group.members):
                    needed.update(self._variables[member] for member in group.members)
                else:
                    redundant.append(group)
            fault = self._build(redundant)
        if fault is not None:
            self._faults[component.name] = fault
            redundant = []
        self._needed.append(frozenset(needed))
        self._redundant.append(frozenset(self._numbers[group] for group in redundant))

    def _build(self, groups: Iterable[Group]) -> NotComputable | None:
        """Make the formulas of groups whose members are settled."""
        for group in groups:
            if group in self._numbers:
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
            if formula is None:
                raise AssertionError("a group with members to spare can hold")
            self._numbers[group] = len(self._groups)
            self._groups.append(formula)
        return None

    def _fault_of_figures(self, component: Component) -> NotComputable | None:
        """What is wrong with the figures of a component and of those it requires."""
        figure = component.availability
        if figure is not None and not 0.0 <= figure <= 1.0:
            message = f"the availability of {component.name} is no figure between 0 and 100 %"
            return NotComputable(Reason.BAD_FIGURE, message, (component.name,))
        found = [self._faults[below] for below in required(component.requires) if below in self._faults]
        for fault in found:
            if fault.reason is not Reason.NO_FIGURE:
                return fault
        return _NO_FIGURE if found or figure is None else None


_NO_FIGURE = NotComputable(Reason.NO_FIGURE, "a component has no figure")


def _too_deep(name: str) -> NotComputable:
    return NotComputable(Reason.TOO_DEEP, f"the redundancy under {name} is nested too deeply", (name,))
