"""Chains against a run of every single minute."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from operator import itemgetter, sub

import pytest

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.chains import Stage, Step, WorstCase, timeline, worst_case
from itsm_as_code.feasibility.definitions import ALWAYS, CalendarDefinition, Once, Weekly
from itsm_as_code.feasibility.instants import instant_of
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from tests.feasibility.minutes import LENGTH, START, Drawn, draw

NUMBERS = array("i", range(LENGTH + 1))
FROM, TO = (instant_of(datetime(year, 1, 1, tzinfo=UTC)) - START for year in (2026, 2028))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return instant_of(datetime(year, month, day, hour, minute, tzinfo=UTC))


def berlin(*weekly: tuple[str, tuple[str, ...]]) -> Calendar:
    return Calendar(CalendarDefinition("Europe/Berlin", weekly=weekly))


STORE: Weekly = (("mon-sat", ("09:00-20:00",)), ("sun", ("11:00-18:00",)))
DESK: Weekly = (("mon-sat", ("08:00-20:00",)), ("sun", ("11:00-18:00",)))
AROUND = Calendar(ALWAYS)
TWO_YEARS = at(2026, 1, 1), at(2028, 1, 1)


def sample(desk: Calendar, team: Calendar) -> list[Stage]:
    return [Stage("hand-off", desk, 15), Stage("team-apps", team, 45), Stage("acquirer", AROUND, 120)]


def test_the_sample_around_the_clock_takes_its_sum() -> None:
    found = worst_case(AROUND, sample(AROUND, AROUND), *TWO_YEARS)
    assert isinstance(found, WorstCase)
    assert (found.minutes, found.work, found.start) == (180, 180, TWO_YEARS[0])


@pytest.mark.parametrize(("team", "minutes"), [("08:00-17:00", 1380), ("09:00-17:00", 1440)])
def test_the_sample_in_store_hours(team: str, minutes: int) -> None:
    found = worst_case(berlin(*STORE), sample(berlin(*DESK), berlin(("mon-fri", (team,)))), *TWO_YEARS)
    assert isinstance(found, WorstCase)
    assert (found.minutes, found.work) == (minutes, 180)
    # Friday, 2 January 2026, a minute too late for the team to be done by its close.
    assert found.start == at(2026, 1, 2, 15, 1)


def test_the_timeline_of_the_worst_start() -> None:
    stages = sample(berlin(*DESK), berlin(("mon-fri", ("08:00-17:00",))))
    found = worst_case(berlin(*STORE), stages, *TWO_YEARS)
    assert isinstance(found, WorstCase)
    friday, monday = at(2026, 1, 2, 15, 16), at(2026, 1, 5, 7, 1)
    assert found.timeline == (
        Step(stages[0], found.start, friday, 15, 0),
        Step(stages[1], friday, monday, 45, monday - friday - 45),
        Step(stages[2], monday, monday + 120, 120, 0),
    )
    assert found.end == monday + 120


def test_500_random_chains_equal_a_run_of_every_minute() -> None:
    chance = random.Random(20261120)
    longer = 0
    for number in range(500):
        hours = draw(chance, 1, often=1, always=0.01)
        drawn = [draw(chance, 1, often=3) for _ in range(chance.randint(1, 3))]
        stages = [Stage("stage", each.calendar, chance.choice((0, 15, 45, 60, 120, 240))) for each in drawn]
        found = worst_case(hours.calendar, stages, START + FROM, START + TO)
        expected = _run(hours, list(zip(drawn, stages, strict=True)))
        if isinstance(found, NotComputable):
            assert expected is None
            continue
        assert expected == (found.minutes, found.start - START), number
        assert found.minutes == hours.calendar.measure(found.start, found.end)
        assert found.timeline == timeline(stages, found.start)
        longer += found.minutes > found.work
    assert longer > 200


def _run(hours: Drawn, stages: list[tuple[Drawn, Stage]]) -> tuple[int, int] | None:
    """Begin in every minute of the hours of two years; the most minutes used up and the first such start."""
    runs = [(max(start, FROM), min(end, TO)) for start, end in _runs(hours.row) if start < TO and end > FROM]
    if not runs:
        return None
    starts = _joined(NUMBERS, runs)
    now: Sequence[int] = starts
    for number, (drawn, stage) in enumerate(stages):
        if stage.minutes:
            table = _ends(drawn.row, stage.minutes)
            if not table:
                return None
            now = itemgetter(*now)(table) if number else _joined(table, runs)
            assert now[-1] < LENGTH
    used = _used(hours.row)
    spent = list(map(sub, itemgetter(*now)(used), _joined(used, runs)))
    most = max(spent)
    return most, starts[spent.index(most)]


def _runs(row: bytes) -> list[tuple[int, int]]:
    """The stretches of minutes that are in a row."""
    found = []
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        found.append((start, end))
        start = row.find(1, end)
    return found


def _joined(table: array[int], runs: list[tuple[int, int]]) -> array[int]:
    """The parts of a table at the minutes of some stretches."""
    result = array("i")
    for start, end in runs:
        result += table[start:end]
    return result


def _used(row: bytes) -> array[int]:
    """For each minute, how many minutes of a row come before it."""
    return _along(row, NUMBERS)


def _ends(row: bytes, work: int) -> array[int]:
    """For each minute, the minute at which work begun in it ends; empty for a row without a minute."""
    ends = _joined(NUMBERS[1:], _runs(row))
    # The work of a minute ends with the open minute that comes so many later; none does after the last ones.
    return _along(row, ends[work - 1 :] + array("i", [LENGTH]) * work) if ends else ends


def _along(row: bytes, values: array[int]) -> array[int]:
    """For each minute, the value that belongs to the number of minutes of the row before it."""
    result = array("i")
    held = 0
    for start, end in [*_runs(row), (len(row), len(row))]:
        result += values[held : held + 1] * (start - len(result))
        result += values[held : held + end - start]
        held += end - start
    return result + values[held : held + 1]


def test_hours_that_never_open() -> None:
    never = Calendar(CalendarDefinition("Europe/Berlin"))
    stage = Stage("team-apps", never, 45)
    assert worst_case(never, [], *TWO_YEARS) == NotComputable(
        Reason.NEVER_OPEN, "the hours of the promise never open"
    )
    silent = NotComputable(
        Reason.NEVER_OPEN, "the hours of team-apps never give the 45 min that it takes", ("team-apps",)
    )
    assert worst_case(AROUND, [stage], *TWO_YEARS) == silent
    once = CalendarDefinition("UTC", once=(Once(datetime(2026, 6, 1, 8), datetime(2026, 6, 1, 12)),))
    assert worst_case(AROUND, [Stage("team-apps", Calendar(once), 45)], *TWO_YEARS) == silent
    assert timeline([Stage("first", AROUND, 5), stage, stage], 0) == (
        Step(Stage("first", AROUND, 5), 0, 5, 5, 0),
    )


def test_stages_without_work_take_no_time() -> None:
    never = Calendar(CalendarDefinition("Europe/Berlin"))
    found = worst_case(AROUND, [Stage("hand-off", never, 0), Stage("odd", never, -5)], *TWO_YEARS)
    assert found == WorstCase(
        TWO_YEARS[0],
        TWO_YEARS[0],
        0,
        0,
        (
            Step(Stage("hand-off", never, 0), TWO_YEARS[0], TWO_YEARS[0], 0, 0),
            Step(Stage("odd", never, -5), TWO_YEARS[0], TWO_YEARS[0], 0, 0),
        ),
    )
    assert worst_case(AROUND, [], *TWO_YEARS) == WorstCase(TWO_YEARS[0], TWO_YEARS[0], 0, 0, ())
