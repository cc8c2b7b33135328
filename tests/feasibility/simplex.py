"""The largest value of a linear form over a polytope, in exact fractions: enough to check bounds with."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def extremes(holds: Sequence[bool], up: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The least and the greatest probability of an event over all joint distributions.

    Args:
        holds: Whether the event happens, by state (bit i of a state: component i is up).
        up: The probability that component i is up: all that is known of the distribution.
    """
    rows = [[Fraction(1)] * len(holds)]
    rows += [[Fraction(state >> index & 1) for state in range(len(holds))] for index in range(len(up))]
    totals = [Fraction(1), *up]
    event = [Fraction(each) for each in holds]
    return -maximum([-each for each in event], rows, totals), maximum(event, rows, totals)


def maximum(
    goal: Sequence[Fraction], rows: Sequence[Sequence[Fraction]], totals: Sequence[Fraction]
) -> Fraction:
    """max goal·x with rows·x = totals, x ≥ 0 (totals ≥ 0; a solution exists): two phases, Bland's rule."""
    size = len(goal)
    table = [
        [*row, *(Fraction(number == index) for number in range(len(rows))), total]
        for index, (row, total) in enumerate(zip(rows, totals, strict=True))
    ]
    basis = [size + index for index in range(len(rows))]
    _climb(table, basis, [Fraction(0)] * size + [Fraction(-1)] * len(rows), size + len(rows))
    for row, column in enumerate(basis):
        if column >= size:
            assert table[row][-1] == 0
            _pivot(table, basis, row, next(index for index in range(size) if table[row][index] != 0))
    return _climb(table, basis, [*goal, *([Fraction(0)] * len(rows))], size)


def _climb(table: list[list[Fraction]], basis: list[int], goal: Sequence[Fraction], columns: int) -> Fraction:
    """Pivot to the optimum over the first `columns` columns; its value."""
    while True:
        entering = next(
            (
                column
                for column in range(columns)
                if goal[column] > sum(goal[basis[row]] * table[row][column] for row in range(len(basis)))
            ),
            None,
        )
        if entering is None:
            return sum((goal[basis[row]] * table[row][-1] for row in range(len(basis))), Fraction(0))
        _, _, leaving = min(
            (table[row][-1] / table[row][entering], basis[row], row)
            for row in range(len(basis))
            if table[row][entering] > 0
        )
        _pivot(table, basis, leaving, entering)


def _pivot(table: list[list[Fraction]], basis: list[int], leaving: int, entering: int) -> None:
    pivot = table[leaving][entering]
    table[leaving] = [value / pivot for value in table[leaving]]
    for row, values in enumerate(table):
        factor = values[entering]
        if row != leaving and factor != 0:
            table[row] = [a - factor * b for a, b in zip(values, table[leaving], strict=True)]
    basis[leaving] = entering
