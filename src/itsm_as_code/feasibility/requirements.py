"""Who requires whom: groups, and what is wrong with them.

The same graph carries availability and recovery. Nothing is computed above a cycle, a group that cannot be
met or a requirement that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Survey:
    """A graph of requirements, looked through once.

    Attributes:
        order: Every component, what is required before what requires it.
        faults: Why nothing can be computed for a component, where its requirements or those below are faulty.
    """

    order: tuple[str, ...]
    faults: Mapping[str, NotComputable]


def survey(requires: Mapping[str, Sequence[Group]]) -> Survey:
    """Look through the requirements of components by name."""
    faults: dict[str, NotComputable] = {}
    order = tuple(_ordered(requires, faults))
    for name in order:
        if name not in faults:
            fault = _own_fault(name, requires)
            below = (faults[each] for each in required(requires[name]) if each in faults)
            fault = fault or next(below, None)
            if fault is not None:
                faults[name] = fault
    return Survey(order, faults)


def closure(requires: Mapping[str, Sequence[Group]], name: str) -> tuple[str, ...]:
    """A component and everything it requires, directly or not, as far as it exists; sorted."""
    seen = {name}
    waiting = [name]
    while waiting:
        below = {each for each in required(requires[waiting.pop()]) if each in requires}
        waiting += below - seen
        seen |= below
    return tuple(sorted(seen))


def _ordered(requires: Mapping[str, Sequence[Group]], faults: dict[str, NotComputable]) -> Iterator[str]:
    """Every component, what is required first; notes every cycle (depth first, without recursion)."""
    done: set[str] = set()
    path: dict[str, None] = {}
    for start in sorted(requires):
        waiting = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                del path[name]
                done.add(name)
                yield name
            elif name in path:
                _note_cycle([*path][[*path].index(name) :], faults)
            elif name not in done:
                path[name] = None
                waiting.append((name, True))
                below = [each for each in required(requires[name]) if each in requires]
                waiting += [(each, False) for each in reversed(below)]


def _note_cycle(cycle: list[str], faults: dict[str, NotComputable]) -> None:
    message = f"{cycle[0]} requires itself"
    if len(cycle) > 1:
        message += f" through {all_of(cycle[1:])}" if len(cycle) < 5 else f" through {len(cycle) - 1} others"
    for name in cycle:
        faults.setdefault(name, NotComputable(Reason.CYCLE, message, tuple(cycle)))


def _own_fault(name: str, requires: Mapping[str, Sequence[Group]]) -> NotComputable | None:
    for group in requires[name]:
        twice = [each for index, each in enumerate(group.members) if each in group.members[:index]]
        if not group.members:
            return NotComputable(Reason.GROUP, f"a group of {name} has no members", (name,))
        if twice:
            return NotComputable(Reason.GROUP, f"a group of {name} lists {twice[0]} twice", (name,))
        if not 1 <= group.at_least <= len(group.members):
            members = count(len(group.members), "member")
            message = f"a group of {name} asks for {group.at_least} of {members}"
            return NotComputable(Reason.GROUP, message, (name,))
    for below in required(requires[name]):
        if below not in requires:
            return NotComputable(Reason.UNKNOWN, f"{name} requires {below}, which does not exist", (name,))
    return None
