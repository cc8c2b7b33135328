"""What services require, checked and turned into formulas, every component once.

The structure function is φ_s = X_s ∧ ⋀ over groups [ Σ over members φ_m ≥ k ], with X_s the component's own
state. A component that requires nothing here is a leaf: its availability stands for all that is behind it.

A structure grows as it is asked: the formula of a component comes of its closure alone, and is kept for what
requires it besides. Variables are names of components, so that nothing depends on the order of the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from itsm_as_code.feasibility.formulas import Conjunction, Formulas, TooDeepError, Variable, Variables
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group, Look, Requirements, look_among, required
from itsm_as_code.text import count


@dataclass(frozen=True, slots=True)
class Component:
    """A service, an item or a contract as availability sees it.

    Attributes:
        name: Its canonical reference.
        availability: The share of time (0 to 1) in which it is up while everything it requires is up; for a
            leaf the whole figure; 1 for what has no failures of its own; `None` where nobody states one.
        requires: What it requires; empty for a leaf.
        obstacle: Why nothing can be computed for it, as a clause; empty where something can.
    """

    name: str
    availability: float | None
    requires: tuple[Group, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What a component cannot do without.

    Attributes:
        variables: The components that must all be up, itself included.
        groups: Numbers of the groups with members to spare that must hold besides.
    """

    variables: Variables
    groups: frozenset[int]


_KEPT = 256
"""Series of up to so many components are kept; longer ones are gathered again from these when asked for."""


class Structure:
    """A set of components, and when each of them works.

    Args:
        components: The components, or a function that gives them by name.

    Attributes:
        order: The names of the components that were reached, what is required before what requires it.
        up: Their availability (0 where nobody states one; it is never used then).
        formulas: The maker of the formulas.
        groups: The groups with members to spare that were reached, those below others first.
    """

    def __init__(self, components: Iterable[Component] | Look[Component]) -> None:
        self.order: list[Variable] = []
        self.up: dict[Variable, float] = {}
        self.formulas = Formulas()
        self.groups: list[Group] = []
        self._graph = Requirements(look_among(components))
        self._faults = self._graph.faults
        self._needed: dict[Variable, Variables] = {}
        self._redundant: dict[Variable, frozenset[int]] = {}
        self._kept: dict[Variable, Series] = {}
        self._members: dict[Variable, Conjunction] = {}
        self._held: list[Conjunction] = []
        self._numbers: dict[Group, int] = {}

    @property
    def components(self) -> Mapping[str, Component]:
        """The components that were reached, by name."""
        return self._graph.components

    def fault(self, name: str) -> NotComputable | None:
        """Why nothing can be computed for a component, or `None` when it can."""
        self._reach(name)
        if name not in self.up:
            return NotComputable(Reason.UNKNOWN, f"{name} does not exist", (name,))
        found = self._faults.get(name)
        if found is None or found.reason is not Reason.NO_FIGURE:
            return found
        below = self.closure(name)
        missing = tuple(each for each in below if self.components[each].availability is None)
        have = "has" if len(missing) == 1 else "have"
        message = f"{len(missing)} of {count(len(below), 'component')} {have} no figure"
        return NotComputable(Reason.NO_FIGURE, message, missing)

    def series(self, name: Variable) -> Series:
        """What a component without fault cannot do without."""
        known = self._kept.get(name)
        if known is not None:
            return known
        seen = {name}
        groups: set[int] = set()
        waiting = [name]
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
            groups |= self._redundant[current]
        result = Series(frozenset(seen), frozenset(groups))
        if len(seen) <= _KEPT:
            self._kept[name] = result
        return result

    def formula(self, name: Variable) -> Conjunction | NotComputable:
        """When a component works; not computable where it has a fault or redundancy nests too deeply."""
        known = self._members.get(name)
        if known is not None:
            return known
        return self.fault(name) or self._formula(name)

    def closure(self, name: str) -> tuple[str, ...]:
        """A component and everything it requires, sorted; what does not exist among it."""
        self._reach(name)
        return self._graph.closure(name)

    def _reach(self, name: str) -> None:
        """Take in a component and whatever of its closure is new."""
        new = self._graph.reach(name)
        for each in new:
            self._settle(self.components[each])
        self.order += new

    def _formula(self, name: Variable) -> Conjunction | NotComputable:
        series = self.series(name)
        groups = [self._held[number] for number in sorted(series.groups)]
        try:
            return self.formulas.all_of(groups, series.variables)
        except TooDeepError:
            return _too_deep(name)

    def _settle(self, component: Component) -> None:
        """Take one component in, after all that it requires."""
        needed: set[Variable] = set()
        redundant: list[Group] = []
        fault = self._faults.get(component.name) or self._fault_of_figures(component)
        if fault is None:
            for group in component.requires:
                if group.at_least == len(group.members):
                    needed.update(group.members)
                else:
                    redundant.append(group)
            fault = self._build(redundant)
        if fault is not None:
            self._faults[component.name] = fault
            redundant = []
        self.up[component.name] = component.availability or 0.0
        self._needed[component.name] = frozenset(needed)
        self._redundant[component.name] = frozenset([self._numbers[group] for group in redundant])

    def _build(self, groups: Sequence[Group]) -> NotComputable | None:
        """Make the formulas of groups whose members are settled."""
        for group in groups:
            if group in self._numbers:
                continue
            members = []
            for name in group.members:
                member = self._members.get(name) or self._formula(name)
                if isinstance(member, NotComputable):
                    return member
                self._members[name] = member
                members.append(member)
            try:
                formula = self.formulas.at_least(group.at_least, members)
            except TooDeepError:
                return _too_deep(group.members[0])
            if formula is None:
                raise AssertionError("a group with members to spare can hold")
            self._numbers[group] = len(self.groups)
            self.groups.append(group)
            self._held.append(formula)
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
