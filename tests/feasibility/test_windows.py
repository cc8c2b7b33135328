"""Windows and calendars against a count of single minutes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.definitions import ALWAYS, CalendarDefinition
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.periods import Unit, Window, following, windows_touching
from itsm_as_code.feasibility.windows import Dependency, Downtime, Frame, Terms, frame
from tests.feasibility.minutes import Drawn, both, count, draw, either, midnights, without

AROUND = Calendar(CalendarDefinition("Europe/Berlin", always=True))
MONTH, YEAR = Window(1, Unit.MONTHS), Window(12, Unit.MONTHS)


def framed(terms: Terms) -> Frame:
    found = frame(terms)
    assert isinstance(found, Frame)
    return found


def window_of(day: date, window: Window, anchor: date) -> int:
    """The number of the window that a day lies in: the rule of the model, told day by day."""
    if window.unit is Unit.MONTHS:
        return ((day.year - 1970) * 12 + day.month - 1) // window.number
    if window.unit is Unit.WEEKS:
        return (day - date(1970, 1, 5)).days // (7 * window.number)
    return (day - anchor).days // window.number


def test_500_random_agreements_equal_a_count_of_minutes() -> None:
    chance = random.Random(20261120)
    windows = 0
    for _ in range(500):
        hours, own = draw(chance, 1), draw(chance, 1)
        maintenance, excluded = draw(chance, 1, often=1, always=0.0), draw(chance, 1, often=1, always=0.0)
        valid_from = date(2026, 1, 1) + timedelta(days=chance.randrange(200))
        window = Window(chance.randint(1, 3), chance.choice(list(Unit)))
        if window.unit is Unit.DAYS:
            window = Window(chance.randint(5, 90), Unit.DAYS)
        dependency = Dependency(
            chance.choice((0.9, 0.99, 0.999)),
            own.calendar,
            Window(chance.randint(1, 40), Unit.DAYS)
            if chance.random() < 0.3
            else chance.choice((MONTH, Window(3, Unit.WEEKS))),
            (maintenance.calendar,),
            chance.random() < 0.5,
        )
        terms = Terms(
            hours.calendar,
            window,
            valid_from,
            valid_from + timedelta(days=chance.randint(200, 500)),
            (excluded.calendar,) if chance.random() < 0.5 else (),
        )
        agreed = without(hours.row, excluded.row) if terms.excluded else hours.row
        expected = _counted(terms, dependency, agreed, own, maintenance)
        found = frame(terms)
        if isinstance(found, NotComputable):
            assert found.reason is Reason.NEVER_OPEN
            assert expected == []
            continue
        downtimes = found.downtimes(dependency)
        assert found.downtimes(dependency) is downtimes
        windows += len(downtimes)
        assert [(w.start, w.agreed) for w in found.windows] == [(start, ast) for start, ast, _ in expected]
        for mine, (_, _, theirs) in zip(downtimes, expected, strict=True):
            assert mine == theirs
    assert windows > 3000


def _counted(
    terms: Terms, dependency: Dependency, agreed: bytes, own: Drawn, maintenance: Drawn
) -> list[tuple[date, int, Downtime]]:
    """The same by counting minutes, day by day."""
    midnight = midnights(terms.hours.zone.name)
    served = without(own.row, maintenance.row) if dependency.excludes_maintenance else own.row
    planned, outside = both(agreed, maintenance.row), without(agreed, own.row)
    days = list(midnight)
    assert terms.valid_to is not None
    assert dependency.window is not None
    mine: dict[int, list[date]] = {}
    theirs: dict[int, int] = {}
    for day, after in pairwise(days):
        mine.setdefault(window_of(day, terms.window, terms.valid_from), []).append(day)
        number = window_of(day, dependency.window, terms.valid_from)
        theirs[number] = theirs.get(number, 0) + count(served, midnight[day], midnight[after])
    result = []
    for inside in mine.values():
        first, last = inside[0], inside[-1] + timedelta(days=1)
        if first < terms.valid_from or last > terms.valid_to:
            continue
        span = midnight[first], midnight[last]
        touched = {window_of(day, dependency.window, terms.valid_from) for day in inside}
        failures = (1.0 - dependency.availability) * sum(theirs[number] for number in touched)
        ast = count(agreed, *span)
        if ast:
            work, uncovered = count(planned, *span), count(outside, *span)
            lost = min(float(ast), failures + work + uncovered)
            result.append((first, ast, Downtime(failures, len(touched), work, uncovered, lost, lost / ast)))
    return result


def test_a_year_of_999_guarantees_only_9878_in_one_month_of_720_hours() -> None:
    always = Calendar(ALWAYS)
    terms = Terms(always, MONTH, date(2027, 4, 1), date(2027, 5, 1))
    (found,) = framed(terms).downtimes(Dependency(0.999, always, YEAR))
    assert framed(terms).windows[0].agreed == 720 * 60
    assert found.windows == 1
    assert round(100 * (1 - found.share), 2) == 98.78


def test_995_of_720_hours_guarantees_9862_of_260_service_hours() -> None:
    # April 2027 has 22 working days: with 6 hours on its 4 Saturdays that makes 260 hours of 720.
    weekly = (("mon-fri", ("08:00-18:00",)), ("sat", ("08:00-18:00",)))
    hours = Calendar(CalendarDefinition("UTC", weekly=weekly))
    terms = Terms(hours, MONTH, date(2027, 4, 1), date(2027, 5, 1))
    assert framed(terms).windows[0].agreed == 260 * 60
    (found,) = framed(terms).downtimes(Dependency(0.995, Calendar(ALWAYS), MONTH))
    assert round(100 * (1 - found.share), 2) == 98.62


def test_an_intrinsic_figure_has_no_window() -> None:
    (found, *_) = framed(Terms(AROUND, MONTH, date(2027, 1, 1))).downtimes(Dependency(0.99, AROUND))
    assert found.windows == 0
    assert found.share == pytest.approx(0.01)


def test_windows_lie_wholly_within_the_agreement() -> None:
    dates = [(w.start, w.end) for w in framed(Terms(AROUND, YEAR, date(2026, 6, 15))).windows]
    assert dates == [(date(2027, 1, 1), date(2028, 1, 1)), (date(2028, 1, 1), date(2029, 1, 1))]
    short = framed(Terms(AROUND, YEAR, date(2026, 6, 15), date(2027, 3, 1))).windows
    assert [(w.start, w.end) for w in short] == [
        (date(2026, 6, 15), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 3, 1)),
    ]
    october = framed(Terms(AROUND, MONTH, date(2026, 10, 1), date(2026, 11, 1))).windows
    assert [w.agreed for w in october] == [(31 * 24 + 1) * 60]


@pytest.mark.parametrize(
    ("rolling", "own", "touched"),
    [
        (Window(30, Unit.DAYS, rolling=True), MONTH, [1, 2, 3]),
        (Window(28, Unit.DAYS, rolling=True), Window(1, Unit.WEEKS), [5]),
        (Window(1, Unit.MONTHS, rolling=True), MONTH, [2]),
        (Window(30, Unit.DAYS, rolling=True), Window(30, Unit.DAYS, rolling=True), [1]),
        (MONTH, Window(30, Unit.DAYS, rolling=True), [1, 2]),
        (MONTH, MONTH, [1]),
        (YEAR, MONTH, [12]),
        (MONTH, YEAR, [1]),
        (MONTH, Window(2, Unit.WEEKS), [2, 3, 4]),
    ],
)
def test_how_many_windows_of_a_dependency_count(rolling: Window, own: Window, touched: list[int]) -> None:
    windows = framed(Terms(AROUND, rolling, date(2027, 1, 1), date(2029, 1, 1)))
    found = windows.downtimes(Dependency(0.99, AROUND, own))
    assert sorted({each.windows for each in found}) == touched


def test_rolling_windows_are_judged_from_every_midnight() -> None:
    rolling = Window(30, Unit.DAYS, rolling=True)
    windows = framed(Terms(AROUND, rolling, date(2027, 1, 1), date(2027, 2, 5))).windows
    assert [w.start for w in windows] == [date(2027, 1, day) for day in range(1, 7)]
    assert windows[-1].end == date(2027, 2, 5)
    short = framed(Terms(AROUND, rolling, date(2027, 1, 1), date(2027, 1, 5))).windows
    assert [(w.start, w.end) for w in short] == [(date(2027, 1, 1), date(2027, 1, 5))]


def test_what_cannot_be_judged_says_why() -> None:
    never = Calendar(CalendarDefinition("Europe/Berlin"))
    day = date(2027, 1, 1)
    assert frame(Terms(never, MONTH, day)) == NotComputable(
        Reason.NEVER_OPEN, "the agreed hours never open from 2027-01-01 to 2030-01-01"
    )
    assert frame(Terms(AROUND, MONTH, day, excluded=(AROUND,))) == NotComputable(
        Reason.NEVER_OPEN, "the agreed hours never open from 2027-01-01 to 2030-01-01"
    )
    assert frame(Terms(AROUND, Window(0, Unit.DAYS), day)) == NotComputable(
        Reason.NO_WINDOW, "the measuring window has no length"
    )
    assert frame(Terms(AROUND, MONTH, day, day)) == NotComputable(
        Reason.NO_WINDOW, "the agreement ends before it begins on 2027-01-01"
    )
    assert isinstance(frame(Terms(AROUND, Window(10**9, Unit.DAYS), day)), Frame)
    assert isinstance(
        frame(Terms(AROUND, Window(10**9, Unit.MONTHS), date(1, 1, 1), date(9999, 1, 1))), Frame
    )


def test_a_dependency_whose_window_has_no_length_counts_as_without() -> None:
    windows = framed(Terms(AROUND, MONTH, date(2027, 1, 1), date(2027, 2, 1)))
    (found,) = windows.downtimes(Dependency(0.99, AROUND, Window(0, Unit.DAYS)))
    assert found.windows == 0
    assert found.share == pytest.approx(0.01)


def test_where_windows_begin() -> None:
    def starts(window: Window, day: date, anchor: date = date(2027, 1, 3)) -> tuple[date, date]:
        return next(iter(windows_touching(window, day, day + timedelta(days=1), anchor)))

    day = date(2027, 8, 19)
    assert starts(MONTH, day) == (date(2027, 8, 1), date(2027, 9, 1))
    assert starts(Window(3, Unit.MONTHS), day) == (date(2027, 7, 1), date(2027, 10, 1))
    assert starts(YEAR, day) == (date(2027, 1, 1), date(2028, 1, 1))
    assert starts(Window(1, Unit.WEEKS), day) == (date(2027, 8, 16), date(2027, 8, 23))
    assert starts(Window(10, Unit.DAYS), date(2027, 1, 14)) == (date(2027, 1, 13), date(2027, 1, 23))
    assert starts(Window(10, Unit.DAYS), date(2027, 1, 2)) == (date(2026, 12, 24), date(2027, 1, 3))
    assert following(Window(10**9, Unit.MONTHS), day).year == 2399


def test_several_maintenance_calendars_are_counted_once() -> None:
    chance = random.Random(3)
    first, second = draw(chance, 1, often=1, always=0.0), draw(chance, 1, often=1, always=0.0)
    windows = framed(Terms(AROUND, MONTH, date(2026, 3, 1), date(2026, 4, 1)))
    found = windows.minutes_in((first.calendar, second.calendar))
    midnight = midnights("Europe/Berlin")
    row = either(first.row, second.row)
    assert found == (count(row, midnight[date(2026, 3, 1)], midnight[date(2026, 4, 1)]),)
