"""Who requires whom: groups, and what is wrong with them.

The same graph carries availability and recovery. Nothing is computed above a cycle, a group that cannot be
met or a requirement that does not exist. The graph is looked at only as far as somebody asks, for what holds
of a component rests on its closure alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

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


def required(groups: Sequence[Group]) -> list[str]:
    """The members of every group, each once, in the order of the groups."""
    return list(dict.fromkeys(member for group in groups for member in group.members))


class Requiring(Protocol):
    """Whatever has a name and may require others."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def requires(self) -> tuple[Group, ...]:
        """What it requires."""

    @property
    def obstacle(self) -> str:
        """Why nothing can be computed for it, as a clause; empty where something can."""


RequiringT = TypeVar("RequiringT", bound=Requiring)
Look = Callable[[str], RequiringT | None]
"""Gives a component by its name, the same each time; `None` where there is none."""


def look_among(components: Iterable[RequiringT] | Look[RequiringT]) -> Look[RequiringT]:
    """Components by name, when they are a list and no function already."""
    return components if callable(components) else {each.name: each for each in components}.get


_KEPT = 256
"""Closures of up to so many components are kept; larger ones are gathered again when asked for."""


class Requirements(Generic[RequiringT]):
    """A graph of requirements, looked at as far as somebody asks.

    Args:
        look: Gives the components.

    Attributes:
        components: Those that exist and were reached, by name.
        faults: Why nothing can be computed for one of them, where its requirements or those below are faulty.
    """

    def __init__(self, look: Look[RequiringT]) -> None:
        self.components: dict[str, RequiringT] = {}
        self.faults: dict[str, NotComputable] = {}
        self._look = look
        self._absent: set[str] = set()
        self._below: dict[str, tuple[str, ...]] = {}
        self._settled: set[str] = set()
        self._closures: dict[str, tuple[str, ...]] = {}

    def reach(self, name: str) -> list[str]:
        """Whatever was not reached before of a component and its closure, the required first."""
        if name in self._settled or not self._exists(name):
            return []
        order: list[str] = []
        for knot in self._knots(name):
            if len(knot) > 1 or knot[0] in self._below[knot[0]]:
                self.faults.update(dict.fromkeys(knot, _cycle(sorted(knot))))
            for each in knot:
                self._find_fault(each)
            order += knot
        return order

    def closure(self, name: str) -> tuple[str, ...]:
        """A component and everything it requires, directly or not, as far as it was reached; sorted.

        What does not exist is among it.
        """
        known = self._closures.get(name)
        if known is None:
            seen = {name}
            waiting = [name]
            while waiting:
                new = [each for each in self._below.get(waiting.pop(), ()) if each not in seen]
                seen.update(new)
                waiting += new
            known = tuple(sorted(seen))
            if len(known) <= _KEPT:
                self._closures[name] = known
        return known

    def _exists(self, name: str) -> bool:
        if name not in self.components and name not in self._absent:
            found = self._look(name)
            if found is None:
                self._absent.add(name)
            else:
                self.components[name] = found
        return name in self.components

    def _knots(self, start: str) -> Iterator[list[str]]:
        """The new components of a closure: those that all require each other together, the required first.

        These are the strongly connected components (Tarjan, 1972); most have one member.
        """
        numbers: dict[str, int] = {}
        lowest: dict[str, int] = {}
        stack: dict[str, None] = {}
        walk: list[tuple[str, Iterator[str]]] = []
        entering: str | None = start
        while True:
            if entering is not None:
                numbers[entering] = lowest[entering] = len(numbers)
                stack[entering] = None
                self._below[entering] = tuple(required(self.components[entering].requires))
                walk.append((entering, iter(self._below[entering])))
            name, rest = walk[-1]
            entering = next((each for each in rest if each not in self._settled and self._exists(each)), None)
            if entering is not None:
                if entering in numbers:
                    lowest[name] = min(lowest[name], numbers[entering])
                    entering = None
                continue
            walk.pop()
            if lowest[name] == numbers[name]:
                knot = []
                while name in stack:
                    knot.append(stack.popitem()[0])
                self._settled.update(knot)
                yield knot
            if not walk:
                return
            above = walk[-1][0]
            lowest[above] = min(lowest[above], lowest[name])

    def _find_fault(self, name: str) -> None:
        if name not in self.faults:
            groups = self.components[name].requires
            below = (self.faults[each] for each in required(groups) if each in self.faults)
            fault = self._own_fault(name, groups) or next(below, None)
            if fault is not None:
                self.faults[name] = fault

    def _own_fault(self, name: str, groups: Sequence[Group]) -> NotComputable | None:
        obstacle = self.components[name].obstacle
        if obstacle:
            return NotComputable(Reason.BROKEN, obstacle, (name,))
        for group in groups:
            fault = _fault_of_group(name, group)
            if fault is not None:
                return fault
        for below in required(groups):
            if not self._exists(below):
                message = f"{name} requires {below}, which does not exist"
                return NotComputable(Reason.UNKNOWN, message, (name,))
        return None


def _cycle(knot: list[str]) -> NotComputable:
    message = f"{knot[0]} requires itself"
    if len(knot) > 1:
        message += f" through {all_of(knot[1:])}" if len(knot) < 5 else f" through {len(knot) - 1} others"
    return NotComputable(Reason.CYCLE, message, tuple(knot))


def _fault_of_group(name: str, group: Group) -> NotComputable | None:
    if not group.members:
        return NotComputable(Reason.GROUP, f"a group of {name} has no members", (name,))
    if len(set(group.members)) < len(group.members):
        twice = next(each for index, each in enumerate(group.members) if each in group.members[:index])
        return NotComputable(Reason.GROUP, f"a group of {name} lists {twice} twice", (name,))
    if not 1 <= group.at_least <= len(group.members):
        members = count(len(group.members), "member")
        message = f"a group of {name} asks for {group.at_least} of {members}"
        return NotComputable(Reason.GROUP, message, (name,))
    return None
