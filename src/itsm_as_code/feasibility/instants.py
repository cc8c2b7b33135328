"""Sets of instants in universal time, as sorted half-open intervals of whole minutes.

An instant is the number of minutes since 1970-01-01T00:00Z. A `TimeSet` keeps the bounds of its intervals in
one flat, strictly increasing tuple (start, end, start, end, …), so that membership is the parity of a binary
search and every operation on two sets is one merge.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

MINUTES_PER_DAY = 1440

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Interval(NamedTuple):
    """A half-open stretch of time, `start` inside, `end` outside (instants or local minutes)."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Its length in minutes."""
        return self.end - self.start


class Slice(NamedTuple):
    """A stretch of time in which membership of several sets does not change.

    Attributes:
        start: First instant.
        end: First instant after it.
        members: The indexes of the sets that hold it, in ascending order.
    """

    start: int
    end: int
    members: tuple[int, ...]


def instant_of(moment: datetime) -> int:
    """The minute in which an aware datetime lies (seconds are cut off)."""
    return (moment - _EPOCH) // timedelta(minutes=1)


def moment_of(instant: int) -> datetime:
    """The aware datetime (UTC) of an instant between the years 1 and 9999."""
    return _EPOCH + timedelta(minutes=instant)


@dataclass(frozen=True, slots=True)
class TimeSet:
    """A finite union of half-open intervals.

    Attributes:
        bounds: Start and end of each interval in turn, strictly increasing.
    """

    bounds: tuple[int, ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[tuple[int, int]]) -> TimeSet:
        """The union of intervals in any order; those that end before they start are empty."""
        merged: list[int] = []
        for start, end in sorted(intervals):
            if start >= end:
                continue
            if merged and start <= merged[-1]:
                merged[-1] = max(merged[-1], end)
            else:
                merged += (start, end)
        return cls(tuple(merged))

    def __bool__(self) -> bool:
        return bool(self.bounds)

    def __iter__(self) -> Iterator[Interval]:
        bounds = iter(self.bounds)
        return map(Interval, bounds, bounds)

    def __contains__(self, instant: object) -> bool:
        return isinstance(instant, int) and bisect_right(self.bounds, instant) % 2 == 1

    def __and__(self, other: TimeSet) -> TimeSet:
        return _merged((self, other), 2)

    def __or__(self, other: TimeSet) -> TimeSet:
        return _merged((self, other), 1)

    def __sub__(self, other: TimeSet) -> TimeSet:
        if not self.bounds or not other.bounds:
            return self
        first, last = self.bounds[0], self.bounds[-1]
        return self & other.complement(first, last)

    def __le__(self, other: TimeSet) -> bool:
        """Whether every instant of this set lies in the other."""
        return not self - other

    def complement(self, start: int, end: int) -> TimeSet:
        """The instants of [start, end) that are not in this set."""
        if start >= end:
            return TimeSet()
        inner = self.clip(start, end).bounds
        bounds = (start, *inner, end)
        if inner and inner[0] == start:
            bounds = bounds[2:]
        if inner and inner[-1] == end:
            bounds = bounds[:-2]
        return TimeSet(bounds)

    def clip(self, start: int, end: int) -> TimeSet:
        """The part of this set in [start, end)."""
        if start >= end:
            return TimeSet()
        low, high = bisect_right(self.bounds, start), bisect_left(self.bounds, end)
        bounds = self.bounds[low:high]
        if low % 2:
            bounds = (start, *bounds)
        if high % 2:
            bounds = (*bounds, end)
        return TimeSet(bounds)

    @property
    def measure(self) -> int:
        """How many minutes it holds."""
        return sum(self.bounds[1::2]) - sum(self.bounds[::2])

    @property
    def first(self) -> Interval | None:
        """Its earliest interval, or `None` when it is empty."""
        return Interval(*self.bounds[:2]) if self.bounds else None


class Meter:
    """How much of a set lies between two instants, in a binary search.

    Attributes:
        held: The set.
    """

    __slots__ = ("_totals", "held")

    def __init__(self, held: TimeSet) -> None:
        self.held = held
        self._totals = [0, *accumulate(interval.length for interval in held)]

    def measure(self, start: int, end: int) -> int:
        """The minutes of [start, end) that the set holds."""
        return self._before(end) - self._before(start) if start < end else 0

    def _before(self, instant: int) -> int:
        index = bisect_right(self.held.bounds, instant)
        total = self._totals[index // 2]
        return total + instant - self.held.bounds[index - 1] if index % 2 else total


def union(sets: Iterable[TimeSet]) -> TimeSet:
    """The instants that lie in any of the sets."""
    different = {id(each.bounds): each for each in sets}  # many are often the hours of one calendar
    return _merged(tuple(different.values()), 1)


def at_least(sets: Sequence[TimeSet], k: int) -> TimeSet:
    """The instants that lie in at least `k` of the sets (`k` from 1 up)."""
    return _merged(sets, max(k, 1))


def slices(sets: Sequence[TimeSet], start: int, end: int) -> Iterator[Slice]:
    """Cut [start, end) where membership of any set changes; every instant lies in exactly one slice."""
    if start >= end:
        return
    clipped = [each.clip(start, end) for each in sets]
    cuts = sorted({start, end}.union(*(each.bounds for each in clipped)))
    positions = [0] * len(clipped)
    for here, there in pairwise(cuts):
        members = []
        for index, each in enumerate(clipped):
            while positions[index] < len(each.bounds) and each.bounds[positions[index]] <= here:
                positions[index] += 1
            if positions[index] % 2:
                members.append(index)
        yield Slice(here, there, tuple(members))


def _merged(sets: Sequence[TimeSet], k: int) -> TimeSet:
    """The instants that lie in at least `k` of the sets."""
    filled = [each.bounds for each in sets if each.bounds]
    if len(filled) < k:
        return TimeSet()
    if len(filled) == 1:
        return TimeSet(filled[0])
    return TimeSet(_in_so_many(tuple(filled), k))


@functools.lru_cache(maxsize=256)
def _in_so_many(filled: tuple[tuple[int, ...], ...], k: int) -> tuple[int, ...]:
    """The bounds of the instants that lie in at least `k` of some sets, given by their own.

    Remembered, since a few calendars meet each other beneath many services.
    """
    changes: dict[int, int] = {}
    for bounds in filled:
        for opens in bounds[::2]:
            changes[opens] = changes.get(opens, 0) + 1
        for closes in bounds[1::2]:
            changes[closes] = changes.get(closes, 0) - 1
    result: list[int] = []
    depth = 0
    for instant in sorted(changes):
        before, depth = depth, depth + changes[instant]
        if (before < k) != (depth < k):
            result.append(instant)
    return tuple(result)
