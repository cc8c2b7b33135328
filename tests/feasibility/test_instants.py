"""Sets of instants against plain Python sets of minutes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.feasibility.instants import (
    Interval,
    Slice,
    TimeSet,
    at_least,
    instant_of,
    moment_of,
    slices,
    union,
)

LOW, HIGH = -5, 45
bound = st.integers(LOW, HIGH)
time_sets = st.lists(st.tuples(bound, bound), max_size=6).map(TimeSet.of)


def minutes(time_set: TimeSet) -> set[int]:
    assert list(time_set.bounds) == sorted(set(time_set.bounds)), "bounds strictly increase"
    return {minute for start, end in time_set for minute in range(start, end)}


@given(st.lists(st.tuples(bound, bound), max_size=6))
def test_of_is_the_union_of_its_intervals(intervals: list[tuple[int, int]]) -> None:
    expected = {minute for start, end in intervals for minute in range(start, end)}
    assert minutes(TimeSet.of(intervals)) == expected


@given(time_sets, time_sets)
def test_operations_of_two_sets(one: TimeSet, other: TimeSet) -> None:
    assert minutes(one & other) == minutes(one) & minutes(other)
    assert minutes(one | other) == minutes(one) | minutes(other)
    assert minutes(one - other) == minutes(one) - minutes(other)
    assert (one <= other) == (minutes(one) <= minutes(other))


@given(time_sets, bound, bound)
def test_parts_and_measures(one: TimeSet, start: int, end: int) -> None:
    inside = set(range(start, end))
    assert minutes(one.clip(start, end)) == minutes(one) & inside
    assert minutes(one.complement(start, end)) == inside - minutes(one)
    assert one.measure == len(minutes(one))
    assert (start in one) == (start in minutes(one))
    assert bool(one) == bool(minutes(one))
    assert (one.first is None) == (not one)


@given(st.lists(time_sets, max_size=4), st.integers(1, 4))
def test_at_least_k(sets: list[TimeSet], k: int) -> None:
    expected = {m for m in range(LOW, HIGH) if sum(m in minutes(each) for each in sets) >= k}
    assert minutes(at_least(sets, k)) == expected
    assert minutes(union(sets)) == set().union(*(minutes(each) for each in sets))


@given(st.lists(time_sets, max_size=4), bound, bound)
def test_slices_partition_the_range(sets: list[TimeSet], start: int, end: int) -> None:
    found = list(slices(sets, start, end))
    assert [m for each in found for m in range(each.start, each.end)] == list(range(start, end))
    for each in found:
        for minute in range(each.start, each.end):
            assert each.members == tuple(i for i, one in enumerate(sets) if minute in minutes(one))
    assert all(one.members != other.members for one, other in pairwise(found))


def test_slices_of_two_sets() -> None:
    sets = [TimeSet.of([(0, 10)]), TimeSet.of([(5, 20)])]
    assert list(slices(sets, 2, 25)) == [
        Slice(2, 5, (0,)),
        Slice(5, 10, (0, 1)),
        Slice(10, 20, (1,)),
        Slice(20, 25, ()),
    ]


def test_intervals_that_touch_become_one() -> None:
    assert list(TimeSet.of([(5, 9), (0, 5)])) == [Interval(0, 9)]
    assert Interval(0, 9).length == 9


def test_moments() -> None:
    assert instant_of(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert instant_of(datetime(1970, 1, 2, 0, 1, 59, tzinfo=UTC)) == 1441
    assert instant_of(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1
    assert moment_of(1441) == datetime(1970, 1, 2, 0, 1, tzinfo=UTC)
