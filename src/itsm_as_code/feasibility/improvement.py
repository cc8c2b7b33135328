"""What costs a service most, and the least that would keep a promise.

The *weakest* component is the one that would win most availability if it never failed: its improvement
potential u·B, with u its unavailability and B its Birnbaum importance ∂A/∂a (Birnbaum 1969), for independent
failures. Unlike B alone it does not point at what hardly ever fails.

A *repair* makes one component fail less often until a promise holds. Repairs are ordered by how many times
rarer failures must become, (1 − a) / (1 − a′): the effort of reliability is proportional to its logarithm,
and nothing else about cost is known here. The first is the cheapest single change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, prod

from itsm_as_code.feasibility.availability import Availability
from itsm_as_code.feasibility.exact import OverBudgetError
from itsm_as_code.feasibility.formulas import Conjunction, TooDeepError, Variable
from itsm_as_code.feasibility.outcome import NotComputable, Reason

TOLERANCE = 1e-9
"""Shares of time that differ by less (a thirtieth of a second a year) count as equal."""


@dataclass(frozen=True, slots=True)
class Importance:
    """What one component means for the availability of another.

    Attributes:
        component: Its name.
        availability: Its own availability.
        birnbaum: How much availability one unit of its own is worth (0 to 1).
        gain: The availability that would be won if it never failed.
    """

    component: str
    availability: float
    birnbaum: float
    gain: float


@dataclass(frozen=True, slots=True)
class Repair:
    """One component made better until a promise holds.

    Attributes:
        component: Its name.
        availability: What it has.
        needed: What it would need, below 1.
        twin: Whether a second, independent one beside it (1 of 2) would do.
    """

    component: str
    availability: float
    needed: float
    twin: bool

    @property
    def effort(self) -> float:
        """How many times rarer its failures would have to become."""
        return (1.0 - self.availability) / (1.0 - self.needed)


def kept(promise: float, figure: float) -> bool:
    """Whether a figure keeps a promise, both shares of time between 0 and 1."""
    return figure >= promise - TOLERANCE


def importances(figures: Availability, name: str) -> tuple[Importance, ...] | NotComputable:
    """What each component means for one of them, the weakest first.

    Not computable where a part is so large that only bounds are known.
    """
    formula = figures.structure.formula(name)
    if isinstance(formula, NotComputable):
        return formula
    try:
        slopes = _slopes(figures, formula)
    except (OverBudgetError, TooDeepError):
        message = f"the redundancy under {name} is too large to be weighed; only bounds are known"
        return NotComputable(Reason.TOO_LARGE, message, (name,))
    found = [
        Importance(each, figures.structure.up[each], slope, slope * figures.unavailability(each))
        for each, slope in slopes.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.gain, each.component)))


def repairs(figures: Availability, name: str, promise: float) -> tuple[Repair, ...] | NotComputable:
    """The single changes that raise the exact figure to a promise, the cheapest first.

    Empty when the promise is kept already, or when no single component can keep it.
    """
    weights = importances(figures, name)
    if isinstance(weights, NotComputable):
        return weights
    exact = figures.exact(name)
    if isinstance(exact, NotComputable):
        return exact
    if kept(promise, exact.low):
        return ()
    return cheapest_first(
        (each.component, each.availability, each.availability + (promise - exact.low) / each.birnbaum)
        for each in weights
        if each.gain > 0.0
    )


@dataclass(frozen=True, slots=True)
class Loss:
    """How the unavailability of a component comes about in a window.

    Attributes:
        share: Its unavailability there, a share of the time.
        fixed: What of it no fewer failures would change: planned work, hours in which it is not up.
        whole: What it would lose by failures if it failed all of the time; may exceed 1.
    """

    share: float
    fixed: float = 0.0
    whole: float = 1.0

    def failures(self, allowed: float) -> float:
        """The most of its time that it may fail for its unavailability there to be no more than this."""
        if allowed >= 1.0:
            return 1.0
        left = allowed - self.fixed
        return min(1.0, left / self.whole) if left > 0.0 and self.whole > 0.0 else 0.0


def repairs_of_guarantee(
    figures: Availability, name: str, promise: float, windows: Sequence[Mapping[str, Loss]] = ({},)
) -> tuple[Repair, ...] | NotComputable:
    """The same for the guaranteed figure, which assumes no independence, in every one of some windows.

    Args:
        figures: The structure.
        name: The component.
        promise: What is promised in each window, a share of its time.
        windows: How components lose time in each; those left out lose their own unavailability.
    """
    found = figures.cut_sets(name)
    if isinstance(found, NotComputable):
        return found
    if not found.complete:
        message = f"the redundancy under {name} is too large for its cut sets to be listed"
        return NotComputable(Reason.TOO_LARGE, message, (name,))
    components = sorted({each for cut in found.sets for each in cut})
    lost = {each: Loss(figures.unavailability(each)) for each in components}
    losses = [lost | {each: loss for each, loss in window.items() if each in lost} for window in windows]
    short = [each for each in losses if not kept(promise, 1.0 - _lost(found.sets, each))]
    changes = []
    for component in components if short else ():
        failing = min(_may_fail(found.sets, component, promise, each) for each in short)
        if failing > 0.0:
            changes.append((component, 1.0 - figures.unavailability(component), 1.0 - failing))
    return cheapest_first(changes)


def _lost(cuts: Sequence[Sequence[str]], losses: Mapping[str, Loss]) -> float:
    return fsum(min(losses[each].share for each in cut) for cut in cuts)


def _may_fail(
    cuts: Sequence[Sequence[str]], component: str, promise: float, losses: Mapping[str, Loss]
) -> float:
    """The most of its time that a component may fail for a promise to be guaranteed; 0 when none will do."""
    room = 1.0 - promise - _lost([cut for cut in cuts if component not in cut], losses)
    others = [
        min((losses[each].share for each in cut if each != component), default=1.0)
        for cut in cuts
        if component in cut
    ]
    return losses[component].failures(_allowed(room, others))


def _slopes(figures: Availability, formula: Conjunction) -> dict[Variable, float]:
    """The Birnbaum importance of every component that a formula depends on."""
    up = figures.structure.up
    clusters = figures.clusters.of(formula)
    chances = [cluster.known for cluster in clusters]
    result: dict[Variable, float] = {}
    certain = sorted(formula.variables)
    redundant = prod(chances)
    for variable in certain:
        result[variable] = prod(up[each] for each in certain if each != variable) * redundant
    for index, cluster in enumerate(clusters):
        rest = prod(up[each] for each in certain) * prod(chances[:index]) * prod(chances[index + 1 :])
        for block, members in cluster.blocks.items():
            slope = cluster.slope(block) * rest
            for variable in members:
                result[variable] = slope * prod(up[each] for each in members if each != variable)
    return result


def _allowed(room: float, others: Sequence[float]) -> float:
    """The largest x for which the sum of min(x, other) stays within the room; 0 when there is none."""
    settled = 0.0
    for position, other in enumerate(sorted(others)):
        share = (room - settled) / (len(others) - position)
        if share <= other:
            return max(0.0, share)
        settled += other
    return 1.0


def cheapest_first(changes: Iterable[tuple[str, float, float]]) -> tuple[Repair, ...]:
    """The changes that leave some failures, the least effort first."""
    found = [
        Repair(component, now, needed, kept(needed, 1.0 - (1.0 - now) ** 2))
        for component, now, needed in changes
        if needed < 1.0 - TOLERANCE
    ]
    return tuple(sorted(found, key=lambda each: (each.effort, each.component)))
