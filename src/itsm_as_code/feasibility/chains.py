"""Chains of response and resolution: how long the promised time runs while others work one after another.

A stage is work of some minutes on a calendar; a hand-off is a stage too. Begun at t, a chain ends at
F(t) = Adv_n(… Adv_1(t, τ_1) …, τ_n), where Adv_C(t, τ) is the earliest t′ with |C ∩ [t, t′)| = τ. By then the
promise has used up g(t) = |H ∩ [t, F(t))| minutes of its hours H; it is kept when no start t in H makes that
more than it allows. Starts are whole minutes.

Where F does not jump it grows by at most a minute a minute, while g loses a minute of H for each: there g
never grows. So the worst start is the first minute of a period of H, or the first minute at which some stage
no longer ends at the close of a period but jumps over to the next: the close shifted back through the chain,
and a minute more. These are all that are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.instants import TimeSet
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.wording import duration


@dataclass(frozen=True, slots=True)
class Stage:
    """Work that has to be done before the next stage begins.

    Attributes:
        name: What it is, for messages and timelines.
        hours: When it is worked at.
        minutes: How much work it is.
    """

    name: str
    hours: Calendar
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """A stage in a timeline.

    Attributes:
        stage: The stage.
        start: The instant from which it could be worked at.
        end: The instant at which it is done.
        worked: Minutes of work.
        waited: Minutes outside its hours.
    """

    stage: Stage
    start: int
    end: int
    worked: int
    waited: int


@dataclass(frozen=True, slots=True)
class WorstCase:
    """The start at which a chain uses up most of a promise.

    Attributes:
        start: The earliest such start, an instant in the hours of the promise.
        end: When the chain ends then.
        minutes: How many minutes of those hours it uses up.
        work: The sum of the stages' minutes.
        timeline: What happens in between.
    """

    start: int
    end: int
    minutes: int
    work: int
    timeline: tuple[Step, ...]


def worst_case(hours: Calendar, stages: Sequence[Stage], start: int, end: int) -> WorstCase | NotComputable:
    """The worst start of a chain in [start, end).

    Args:
        hours: The hours on which the promise runs.
        stages: The chain, in order.
        start: First instant at which it may begin.
        end: First instant at which it may not.
    """
    open_times = hours.between(start, end)
    if not open_times:
        return NotComputable(Reason.NEVER_OPEN, "the hours of the promise never open")
    last = _end(stages, open_times.bounds[-1] - 1)
    if isinstance(last, NotComputable):
        return last
    worst: tuple[int, int, int] | None = None
    for begin in _candidates(open_times, stages):
        done = _end(stages, begin)
        if isinstance(done, NotComputable):
            return done
        minutes = hours.measure(begin, done)
        if worst is None or minutes > worst[0]:
            worst = (minutes, begin, done)
    if worst is None:
        raise AssertionError("open times have a first minute")
    minutes, begin, done = worst
    work = sum(max(0, stage.minutes) for stage in stages)
    return WorstCase(begin, done, minutes, work, timeline(stages, begin))


def timeline(stages: Sequence[Stage], start: int) -> tuple[Step, ...]:
    """What happens when a chain begins at an instant, up to the first stage that never ends."""
    steps = []
    for stage in stages:
        end = stage.hours.advance(start, stage.minutes)
        if end is None:
            break
        worked = max(0, stage.minutes)
        steps.append(Step(stage, start, end, worked, end - start - worked))
        start = end
    return tuple(steps)


def _end(stages: Sequence[Stage], start: int) -> int | NotComputable:
    for stage in stages:
        end = stage.hours.advance(start, stage.minutes)
        if end is None:
            message = f"the hours of {stage.name} never give the {duration(stage.minutes)} that it takes"
            return NotComputable(Reason.NEVER_OPEN, message, (stage.name,))
        start = end
    return start


def _candidates(open_times: TimeSet, stages: Sequence[Stage]) -> list[int]:
    """The starts among which the worst one is, in order."""
    found = set(open_times.bounds[::2])
    for number, stage in enumerate(stages, 1):
        if stage.minutes > 0 and not stage.hours.always:
            for close in _closes(open_times, stages[:number]):
                begin = _latest_start(stages[:number], close)
                if begin is not None and begin + 1 in open_times:
                    found.add(begin + 1)
    return sorted(found)


def _closes(open_times: TimeSet, stages: Sequence[Stage]) -> Iterator[int]:
    """The closes of the last stage's hours at which it can end."""
    low, high = _end(stages, open_times.bounds[0]), _end(stages, open_times.bounds[-1] - 1)
    if isinstance(low, int) and isinstance(high, int):
        yield from (interval.end for interval in stages[-1].hours.between(low - 1, high + 1))


def _latest_start(stages: Sequence[Stage], end: int) -> int | None:
    """The latest start from which the last of the stages is done by an instant."""
    for stage in reversed(stages):
        before = stage.hours.retreat(end, stage.minutes)
        if before is None:
            return None
        end = before
    return end
