"""The figures of a service in the windows and hours of an agreement.

The guaranteed figure is taken in every window, with each dependency's unavailability converted to it, and
the worst is reported. All minutes of planned work are known beforehand, so that the exact figure is an
expectation slice by slice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsm_as_code.feasibility.availability import Availability, Guarantee
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.feasibility.improvement import Loss, Repair, cheapest_first, kept
from itsm_as_code.feasibility.instants import Interval, TimeSet, at_least, slices
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.windows import Dependency, Downtime, Frame, JudgedWindow


@dataclass(frozen=True, slots=True)
class Judgement:
    """The guaranteed figure in the worst window of an agreement.

    Attributes:
        window: That window.
        guaranteed: The figure there, a share of its agreed time.
        complete: Whether it rests on every minimal cut set.
        downtimes: What each dependency comes to there, by name.
        judged: How many windows were judged.
    """

    window: JudgedWindow
    guaranteed: float
    complete: bool
    downtimes: Mapping[str, Downtime]
    judged: int


def judge(
    figures: Availability, name: str, windows: Frame, dependencies: Mapping[str, Dependency]
) -> Judgement | NotComputable:
    """The guaranteed figure of a component in the worst window; the first of those that are equally bad.

    Args:
        figures: The structure; components that `dependencies` leaves out keep their unavailability.
        name: The component.
        windows: The windows of the agreement.
        dependencies: What is promised of components, by name.
    """
    formula = figures.structure.formula(name)
    if isinstance(formula, NotComputable):
        return formula
    known_below = sorted(formula.support & dependencies.keys())
    below = {each: windows.downtimes(dependencies[each]) for each in known_below}
    known: dict[tuple[float, ...], Guarantee | NotComputable] = {}
    worst: Judgement | None = None
    for index, window in enumerate(windows.windows):
        shares = tuple(found[index].share for found in below.values())
        if shares not in known:
            known[shares] = figures.guaranteed(name, dict(zip(below, shares, strict=True)))
        guarantee = known[shares]
        if isinstance(guarantee, NotComputable):
            return guarantee
        if worst is None or guarantee.value < worst.guaranteed:
            here = {each: found[index] for each, found in below.items()}
            worst = Judgement(window, guarantee.value, guarantee.complete, here, len(windows.windows))
    if worst is None:
        raise AssertionError("a frame has a window")
    return worst


def planned(
    figures: Availability, name: str, agreed: TimeSet, down: Mapping[str, TimeSet]
) -> Bounds | NotComputable:
    """The exact figure over some agreed time, with components down for sure in parts of it.

    A = Σ over slices |slice| / AST · E[φ | what is down in it].

    Args:
        figures: The structure.
        name: The component.
        agreed: The agreed service time.
        down: When each of some components is down for planned work.
    """
    if not agreed:
        return NotComputable(Reason.NO_TIME, "there is no agreed service time")
    names = sorted(down)
    minutes: dict[tuple[int, ...], int] = {}
    sets = [agreed, *(down[each] for each in names)]
    for piece in slices(sets, agreed.bounds[0], agreed.bounds[-1]):
        if piece.members[:1] == (0,):
            minutes[piece.members] = minutes.get(piece.members, 0) + piece.end - piece.start
    low = high = 0.0
    for members, length in sorted(minutes.items()):
        found = figures.exact(name, [names[index - 1] for index in members[1:]])
        if isinstance(found, NotComputable):
            return found
        low += found.low * length
        high += found.high * length
    return Bounds(low / agreed.measure, high / agreed.measure)


def repairs_beside_work(
    figures: Availability, name: str, promise: float, agreed: TimeSet, down: Mapping[str, TimeSet]
) -> tuple[Repair, ...] | NotComputable:
    """The single changes that raise the exact figure over some agreed time to a promise, the cheapest first.

    The figure is linear in the availability of each component, so that it is known from two of its values.

    Args:
        figures: The structure.
        name: The component.
        promise: What is promised, a share of the agreed time.
        agreed: The agreed service time.
        down: When each of some components is down for planned work.
    """
    now, formula = planned(figures, name, agreed, down), figures.structure.formula(name)
    if isinstance(now, NotComputable):
        return now
    if isinstance(formula, NotComputable):
        return formula
    if not now.exact:
        message = f"the redundancy under {name} is too large to be weighed; only bounds are known"
        return NotComputable(Reason.TOO_LARGE, message, (name,))
    if kept(promise, now.low):
        return ()
    changes = []
    for each in sorted(formula.support):
        without = planned(figures, name, agreed, {**down, each: agreed})
        if isinstance(without, Bounds) and without.low < now.low:
            up = figures.structure.up[each]
            changes.append((each, up, up * (promise - without.low) / (now.low - without.low)))
    return cheapest_first(changes)


def losses(windows: Frame, dependencies: Mapping[str, Dependency]) -> list[dict[str, Loss]]:
    """How dependencies lose time in each window of an agreement."""
    found: list[dict[str, Loss]] = [{} for _ in windows.windows]
    for name, dependency in dependencies.items():
        for window, downtime, into in zip(windows.windows, windows.downtimes(dependency), found, strict=True):
            fixed = (downtime.maintenance + downtime.uncovered) / window.agreed
            failing = 1.0 - dependency.availability
            whole = downtime.failures / window.agreed / failing if failing else 0.0
            into[name] = Loss(downtime.share, fixed, whole)
    return found


def first_uncovered(agreed: TimeSet, members: Sequence[TimeSet], k: int) -> Interval | None:
    """The first stretch of agreed time in which fewer than `k` of the members are meant to be up."""
    return (agreed - at_least(members, k)).first
