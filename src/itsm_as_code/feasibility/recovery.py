"""How long until a service works again, and how much data it can lose.

Everything is lost at once. The effective recovery time of a component is its own plus the longest wait for
one of its groups, which is that for the k-th of its members to be back:
RTO_eff = own + max over groups of the k-th smallest RTO_eff of the members. That holds when people enough are
there. Where one team recovers everything one after the other, the wait for suppliers and all own recoveries
add up: that is the bound. Times are elapsed minutes, not service hours.

The effective recovery point is the largest interval + lag of a backup in the closure of the component.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group, Look, Requirements, look_among
from itsm_as_code.text import count


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A service, an item or a contract as recovery sees it.

    Attributes:
        name: Its canonical reference.
        recovery: Minutes of its own recovery once all that it requires is back; for a contract or another
            leaf that somebody answers for, the time promised; `None` where nobody states one.
        external: Whether a supplier recovers it, while the own teams do other things.
        requires: What must be back before it.
        backup: Minutes of data that its own backup can lose (interval + lag); `None` where it bears none.
        obstacle: Why nothing can be computed for it, as a clause; empty where something can.
    """

    name: str
    recovery: int | None
    external: bool = False
    requires: tuple[Group, ...] = ()
    backup: int | None = None
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryNode:
    """A component in the recovery of another.

    Attributes:
        name: Its name.
        own: Minutes of its own recovery.
        effective: Minutes after which it is back, with all that it requires.
        waits_for: The member that it waits for longest; `None` for a leaf.
        uses: The members that come back in time for it, the fastest of each group, sorted.
    """

    name: str
    own: int
    effective: int
    waits_for: str | None
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecoveryTime:
    """The recovery of one component.

    Attributes:
        effective: Minutes after which it is back when everybody works at once.
        bound: Minutes when the own recoveries happen one after the other.
        critical: The components that the effective time is the sum of, the one asked for first.
        nodes: Every component that takes part, by name.
    """

    effective: int
    bound: int
    critical: tuple[str, ...]
    nodes: Mapping[str, RecoveryNode]


@dataclass(frozen=True, slots=True)
class RecoveryPoint:
    """The data that one component can lose.

    Attributes:
        minutes: The most.
        component: Whose backup that is; the first by name of several.
    """

    minutes: int
    component: str


class Recovery:
    """The recovery of every component of a set, each computed when it is asked for.

    Args:
        components: The components, or a function that gives them by name.
    """

    def __init__(self, components: Iterable[Recoverable] | Look[Recoverable]) -> None:
        self._graph = Requirements(look_among(components))
        self._nodes: dict[str, RecoveryNode] = {}

    @property
    def components(self) -> Mapping[str, Recoverable]:
        """The components that were reached, by name."""
        return self._graph.components

    def time(self, name: str) -> RecoveryTime | NotComputable:
        """The recovery time of a component."""
        fault = self._fault(name)
        if fault is not None:
            return fault
        if name not in self._nodes:
            below = self._unknown(name)
            have = "has" if len(below) == 1 else "have"
            total = count(len(self.closure(name)), "component")
            return NotComputable(Reason.NO_FIGURE, f"{len(below)} of {total} {have} no recovery time", below)
        nodes = self._used(name)
        suppliers = [node.own for node in nodes.values() if self.components[node.name].external]
        own = sum(node.own for node in nodes.values() if not self.components[node.name].external)
        critical = [name]
        while (slowest := nodes[critical[-1]].waits_for) is not None:
            critical.append(slowest)
        return RecoveryTime(
            self._nodes[name].effective, max(suppliers, default=0) + own, tuple(critical), nodes
        )

    def point(self, name: str, *, own: bool = True) -> RecoveryPoint | NotComputable | None:
        """The most data that a component can lose; `None` where nothing in its closure bears data.

        Args:
            name: The component.
            own: Whether its own backup counts, or only those below it.
        """
        fault = self._fault(name)
        if fault is not None:
            return fault
        found = [
            (-(self.components[each].backup or 0), each)
            for each in self.closure(name)
            if self.components[each].backup is not None and (own or each != name)
        ]
        return RecoveryPoint(-min(found)[0], min(found)[1]) if found else None

    def closure(self, name: str) -> tuple[str, ...]:
        """A component and everything it requires, sorted; what does not exist among it."""
        self._reach(name)
        return self._graph.closure(name)

    def _reach(self, name: str) -> None:
        """Take in a component and whatever of its closure is new."""
        for each in self._graph.reach(name):
            node = None if each in self._graph.faults else self._node(self.components[each])
            if node is not None:
                self._nodes[each] = node

    def _fault(self, name: str) -> NotComputable | None:
        self._reach(name)
        if name not in self.components:
            return NotComputable(Reason.UNKNOWN, f"{name} does not exist", (name,))
        return self._graph.faults.get(name)

    def _node(self, component: Recoverable) -> RecoveryNode | None:
        """When a component is back, after those that it requires; `None` where that is not known.

        A group is known as soon as `k` of its members are: the others can only make it faster.
        """
        if component.recovery is None:
            return None
        uses: set[str] = set()
        slowest: tuple[int, str] | None = None
        for group in component.requires:
            known = sorted(
                (self._nodes[member].effective, member) for member in group.members if member in self._nodes
            )
            if len(known) < group.at_least:
                return None
            uses.update(member for _, member in known[: group.at_least])
            last = known[group.at_least - 1]
            if slowest is None or last[0] > slowest[0]:
                slowest = last
        own = max(0, component.recovery)
        if slowest is None:
            return RecoveryNode(component.name, own, own, None, ())
        return RecoveryNode(component.name, own, own + slowest[0], slowest[1], tuple(sorted(uses)))

    def _used(self, name: str) -> dict[str, RecoveryNode]:
        """The components that come back in time for one of them, itself included, by name."""
        seen = {name}
        waiting = [name]
        while waiting:
            new = set(self._nodes[waiting.pop()].uses) - seen
            seen |= new
            waiting += new
        return {each: self._nodes[each] for each in sorted(seen)}

    def _unknown(self, name: str) -> tuple[str, ...]:
        """The components below one of them, itself included, that nobody states a recovery time for."""
        return tuple(each for each in self.closure(name) if self.components[each].recovery is None)
