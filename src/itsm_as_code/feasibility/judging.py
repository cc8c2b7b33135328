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


def first_uncovered(agreed: TimeSet, members: Sequence[TimeSet], k: int) -> Interval | None:
    """The first stretch of agreed time in which fewer than `k` of the members are meant to be up."""
    return (agreed - at_least(members, k)).first
