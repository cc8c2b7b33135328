"""What a dependency's promise is worth in the window and the hours of another.

AST = |H ∖ excluded| is the agreed service time of a window. The downtime of a dependency d that can fall into
it is min(AST, Σ (1 − a)·AST_d + |H ∩ maintenance_d| + |H ∖ H_d|): the sum runs over the dependency's own
windows that touch the window, for all the downtime each of them allows may fall into it. Its share of AST is
the unavailability that the guaranteed figure reckons with.

A rolling window may begin at any instant. It is judged from every local midnight, and touches whatever it
touches when it begins within that day, so that it counts one window of a dependency more than if both began
together. The windows of a dependency that roll themselves can be laid end to end from where the judged
window begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.instants import Interval, Meter, TimeSet, union
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.periods import (
    FIRST_DAY,
    LAST_DAY,
    Window,
    following,
    instants_of,
    windows_touching,
)

OPEN_ENDED_YEARS = 3
"""How many years of an agreement without an end are judged."""


@dataclass(frozen=True, slots=True)
class Terms:
    """When an agreement counts.

    Attributes:
        hours: Its service hours; windows begin in their time zone.
        window: Its measuring window.
        valid_from: Its first day.
        valid_to: The day after its last; `None` for three years.
        excluded: Calendars whose time does not count (the maintenance of its own services).
    """

    hours: Calendar
    window: Window
    valid_from: date
    valid_to: date | None = None
    excluded: tuple[Calendar, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependency:
    """What is promised of, or known about, a component.

    Attributes:
        availability: The share of its own agreed time (0 to 1) in which it is up.
        hours: When it is meant to be up.
        window: Over which the share is measured; `None` for an intrinsic figure, which has no window and
            stands for the same share of any time.
        maintenance: When it is down for planned work.
        excludes_maintenance: Whether its own agreed time leaves that work out.
        anchor: Where its windows of days begin; `None` for where the agreement begins that is judged.
    """

    availability: float
    hours: Calendar
    window: Window | None = None
    maintenance: tuple[Calendar, ...] = ()
    excludes_maintenance: bool = False
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Downtime:
    """The downtime of one dependency that can fall into one window.

    Attributes:
        failures: Minutes that its own promise allows.
        windows: How many of its windows that is made of; 0 for an intrinsic figure.
        maintenance: Minutes of its planned work in the agreed hours.
        uncovered: Minutes of the agreed hours in which it is not meant to be up.
        minutes: All of them, at most the agreed service time.
        share: The same as a share of the agreed service time: its unavailability there.
    """

    failures: float
    windows: int
    maintenance: int
    uncovered: int
    minutes: float
    share: float


@dataclass(frozen=True, slots=True)
class JudgedWindow:
    """One window of an agreement.

    Attributes:
        start: Its first day.
        end: The day after its last.
        period: The same as instants.
        agreed: Its agreed service time in minutes, never 0.
    """

    start: date
    end: date
    period: Interval
    agreed: int


class Frame:
    """The windows of an agreement, and what dependencies come to in them.

    Attributes:
        terms: When the agreement counts.
        agreed: The agreed service time as a set.
        windows: Those with agreed time that lie wholly within the agreement; where none does, the parts of
            windows that it has.
    """

    def __init__(self, terms: Terms, agreed: TimeSet, windows: Sequence[JudgedWindow]) -> None:
        self.terms = terms
        self.agreed = agreed
        self.windows = tuple(windows)
        self._start = min(window.period.start for window in windows)
        self._end = max(window.period.end for window in windows)
        self._known: dict[Dependency, tuple[Downtime, ...]] = {}

    def minutes_in(self, calendars: Sequence[Calendar]) -> tuple[int, ...]:
        """How many of the agreed minutes of each window any of the calendars holds."""
        held = union(calendar.between(self._start, self._end) for calendar in calendars)
        meter = Meter(held & self.agreed)
        return tuple(meter.measure(*window.period) for window in self.windows)

    def minutes_outside(self, hours: Calendar) -> tuple[int, ...]:
        """How many of the agreed minutes of each window lie outside some hours."""
        if hours.always or hours is self.terms.hours:
            return (0,) * len(self.windows)
        meter = Meter(self.agreed - hours.between(self._start, self._end))
        return tuple(meter.measure(*window.period) for window in self.windows)

    def downtimes(self, dependency: Dependency) -> tuple[Downtime, ...]:
        """What a dependency comes to in each window."""
        known = self._known.get(dependency)
        if known is None:
            maintenance = self.minutes_in(dependency.maintenance)
            uncovered = self.minutes_outside(dependency.hours)
            known = tuple(
                _downtime(window.agreed, *allowed, planned, outside)
                for window, allowed, planned, outside in zip(
                    self.windows, self._allowed(dependency), maintenance, uncovered, strict=True
                )
            )
            self._known[dependency] = known
        return known

    def _allowed(self, dependency: Dependency) -> Iterator[tuple[float, int]]:
        """The minutes of failure that its promise allows in each window, and of how many of its windows."""
        lost = 1.0 - dependency.availability
        if dependency.window is None or dependency.window.number < 1:
            yield from ((lost * window.agreed, 0) for window in self.windows)
            return
        tiles = [self._tiles(dependency, dependency.window, window) for window in self.windows]
        spans = {tile: instants_of(*tile, self.terms.hours.zone) for each in tiles for tile in each}
        start, end = min(spans.values()).start, max(span.end for span in spans.values())
        own = dependency.hours.between(start, end)
        if dependency.excludes_maintenance:
            own -= union(calendar.between(start, end) for calendar in dependency.maintenance)
        meter = Meter(own)
        minutes = {tile: meter.measure(*span) for tile, span in spans.items()}
        for each in tiles:
            yield lost * sum(minutes[tile] for tile in each), len(each)

    def _tiles(self, dependency: Dependency, own: Window, window: JudgedWindow) -> list[tuple[date, date]]:
        """The windows of a dependency that touch one of the agreement's."""
        if own.rolling:
            laid = [(window.start, following(own, window.start))]
            while laid[-1][1] < window.end:
                laid.append((laid[-1][1], following(own, laid[-1][1])))
            return laid
        end = window.end + timedelta(days=1) if self.terms.window.rolling else window.end
        anchor = dependency.anchor or self.terms.valid_from
        return list(windows_touching(own, window.start, end, anchor))


def frame(terms: Terms) -> Frame | NotComputable:
    """The windows of an agreement."""
    start = max(terms.valid_from, FIRST_DAY)
    end = min(terms.valid_to or start + relativedelta(years=OPEN_ENDED_YEARS), LAST_DAY)
    if start >= end:
        return NotComputable(Reason.NO_WINDOW, f"the agreement ends before it begins on {start}")
    if terms.window.number < 1:
        return NotComputable(Reason.NO_WINDOW, "the measuring window has no length")
    zone = terms.hours.zone
    dates = _judged(terms, start, end)
    spans = [instants_of(*each, zone) for each in dates]
    low, high = spans[0].start, max(span.end for span in spans)
    agreed = terms.hours.between(low, high) - union(each.between(low, high) for each in terms.excluded)
    meter = Meter(agreed)
    windows = [
        JudgedWindow(*each, span, meter.measure(*span))
        for each, span in zip(dates, spans, strict=True)
        if meter.measure(*span)
    ]
    if not windows:
        return NotComputable(Reason.NEVER_OPEN, f"the agreed hours never open from {start} to {end}")
    return Frame(terms, agreed, windows)


def _judged(terms: Terms, start: date, end: date) -> list[tuple[date, date]]:
    """The windows wholly within [start, end), as dates, or what there is of them."""
    if terms.window.rolling:
        days = (start + timedelta(days=day) for day in range((end - start).days))
        whole = [(day, following(terms.window, day)) for day in days]
        touching = [(start, end)]
    else:
        whole = list(windows_touching(terms.window, start, end, terms.valid_from))
        touching = [(max(each[0], start), min(each[1], end)) for each in whole]
    return [each for each in whole if start <= each[0] and each[1] <= end] or touching


def _downtime(agreed: int, failures: float, windows: int, maintenance: int, uncovered: int) -> Downtime:
    minutes = min(float(agreed), failures + maintenance + uncovered)
    return Downtime(failures, windows, maintenance, uncovered, minutes, minutes / agreed)
