"""What redundancy is worth once that counts which its members share.

Two nodes on one host fail together when the host fails: the second node adds next to nothing, although a
calculation that takes them for independent shows otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from itsm_as_code.feasibility.availability import Availability
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.exact import tail
from itsm_as_code.feasibility.formulas import Conjunction, TooDeepError
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.requirements import Group


@dataclass(frozen=True, slots=True)
class Redundancy:
    """The availability of a group of which some members suffice; shares of time between 0 and 1.

    Attributes:
        together: With everything that the members share counted once; exact within its budget.
        apart: What it would be if the members shared nothing.
        shared: The components that two or more members depend on, as far as figures are known for them.
    """

    together: Bounds
    apart: Bounds
    shared: frozenset[str]

    @property
    def lost(self) -> float:
        """What is certainly lost because the members share something."""
        return max(0.0, self.apart.low - self.together.high)


def redundancy(
    availability: Availability, group: Group, anyway: Collection[str] = ()
) -> Redundancy | NotComputable:
    """What a group is worth to something that requires other things besides.

    Args:
        availability: The figures of all components.
        group: The group.
        anyway: Components that are required whatever becomes of the group; they are taken to be up.
    """
    structure = availability.structure
    members: list[Conjunction] = []
    for name in group.members:
        formula = structure.formula(name)
        if isinstance(formula, NotComputable):
            return formula
        members.append(formula)
    up = frozenset(anyway)
    try:
        given = [structure.formulas.given(member, up=up) for member in members]
        together = structure.formulas.at_least(group.at_least, given)
    except TooDeepError:
        return NotComputable(Reason.TOO_DEEP, "the redundancy is nested too deeply", group.members)
    chances = [_probability(availability, each) for each in given]
    apart = Bounds(
        tail(group.at_least, [chance.low for chance in chances]),
        tail(group.at_least, [chance.high for chance in chances]),
    )
    seen = Counter(variable for each in given if each is not None for variable in each.support)
    shared = frozenset(name for name, times in seen.items() if times > 1)
    return Redundancy(_probability(availability, together), apart, shared)


def _probability(availability: Availability, formula: Conjunction | None) -> Bounds:
    return Bounds(0.0, 0.0) if formula is None else availability.clusters.probability(formula)
