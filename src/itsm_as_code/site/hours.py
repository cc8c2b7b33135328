"""Calendars as people read them: the week, the days that differ, what comes next, and what scripts need."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from itsm_as_code.catalog import Catalog
from itsm_as_code.feasibility.calendars import Calendar as Times
from itsm_as_code.feasibility.definitions import week_of
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.instants import MINUTES_PER_DAY, Interval
from itsm_as_code.feasibility.zones import clock_moment, day_of
from itsm_as_code.model.calendar import Calendar, CalendarSpec
from itsm_as_code.model.vocabulary import BUILT_IN_CALENDARS
from itsm_as_code.site import recurrences, words

HORIZON = 400
"""Days ahead for which scripts know the days that differ from the week."""
_SOON = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """Days that differ from the usual week.

    Attributes:
        days: Which, as `1 January 2027`.
        title: Why, where the calendar says so.
        text: What holds on them: `closed`, `09:00 to 18:00`.
    """

    days: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of time in a calendar.

    Attributes:
        start: Its beginning, on the calendar's clock.
        end: Its end, no longer part of it.
        instants: The same in minutes of universal time since 1970.
        title: What it is, where the calendar says so.
        effect: What people notice, where it says so.
    """

    start: dt.datetime
    end: dt.datetime
    instants: Interval
    title: str = ""
    effect: str = ""

    @property
    def text(self) -> str:
        """When it is."""
        return words.moments(self.start, self.end)


class Hours:
    """A calendar of the catalogue, or one of the two that are built in.

    Attributes:
        name: Its name.
        ref: Its entity, where it has one.
        times: The instants that it holds.
        spec: What its author wrote, where it has an entity.
    """

    def __init__(
        self, name: str, times: Times, ref: str | None = None, spec: CalendarSpec | None = None
    ) -> None:
        self.name = name
        self.ref = ref
        self.spec = spec
        self.times = times
        self._data: dict[dt.date, str] = {}

    @property
    def always(self) -> bool:
        """Whether it is open around the clock, without an exception."""
        return self.times.always

    @property
    def place(self) -> str:
        """The zone of its clock in words: `Lisbon time`."""
        name = self.times.zone.name
        return "universal time" if name == "UTC" else f"{name.rpartition('/')[2].replace('_', ' ')} time"

    @cached_property
    def week(self) -> tuple[tuple[Interval, ...], ...]:
        """The usual periods of each day, Monday first; all day where it is always open."""
        if self.times.definition.always:
            return ((Interval(0, MINUTES_PER_DAY),),) * 7
        return week_of(self.times.definition.weekly)

    @cached_property
    def weekly(self) -> bool:
        """Whether it is a week of hours, rather than something that happens now and then."""
        return any(self.week)

    @cached_property
    def usual_day(self) -> int:
        """Minutes of the day that is most often worked; 0 where there is none."""
        lengths = [sum(period.length for period in day) for day in self.week]
        worked = [length for length in lengths if length]
        return max(worked, key=lambda length: (worked.count(length), length)) if worked else 0

    @cached_property
    def usual_week(self) -> int:
        """Minutes of a usual week."""
        return sum(period.length for day in self.week for period in day)

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The usual week with like days together: `Monday to Friday`, `08:00 to 17:00`."""
        found = []
        for periods, days in groupby(range(7), key=lambda day: self.week[day]):
            found.append((words.day_names(list(days)), periods_text(periods)))
        return tuple(found)

    @cached_property
    def table(self) -> tuple[tuple[str, str], ...]:
        """The usual week day by day."""
        return tuple((words.DAYS[day], periods_text(periods)) for day, periods in enumerate(self.week))

    @cached_property
    def text(self) -> str:
        """The hours in one line, for the middle of a sentence."""
        if self.always:
            return "day and night, every day of the year"
        if self.weekly:
            return "; ".join(f"{days} {text}" for days, text in self.lines if text != CLOSED)
        spec = self.spec
        if spec is not None and spec.recurrences:
            return "; ".join(recurrences.text(each) for each in spec.recurrences)
        return "on the days listed"

    def working(self, minutes: int) -> str:
        """A time that runs inside this calendar, as a person says it."""
        if not self.weekly or self.times.definition.always:
            return words.lasting(minutes)
        return words.working(minutes, self.usual_day, self.usual_week)

    def differences(self, today: dt.date, days: int = _SOON) -> tuple[Difference, ...]:
        """The exceptions that begin before so many days from today, and are not over."""
        if self.spec is None:
            return ()
        found = []
        for each in sorted(self.spec.exceptions, key=lambda each: each.from_):
            end = each.to or each.from_ + dt.timedelta(days=1)
            if end > today and each.from_ <= today + dt.timedelta(days=days):
                held = () if each.closed else tuple(Interval(p.start, p.end) for p in each.hours or ())
                found.append(Difference(words.dates(each.from_, end), each.title or "", periods_text(held)))
        return tuple(found)

    def coming(self, today: dt.date, days: int, most: int) -> tuple[Event, ...]:
        """The next stretches that end after the beginning of today."""
        start = self.midnight(today)
        found = []
        for interval in self.times.between(start, self.midnight(today + dt.timedelta(days=days))):
            # The first may have begun before today, the last goes on after the days that were asked for.
            earlier = list(self.times.between(start - HORIZON * MINUTES_PER_DAY, interval.end))[-1]
            end = self.times.next_closing(interval.start)
            found.append(self._event(Interval(earlier.start, end if end is not None else interval.end)))
            if len(found) == most:
                break
        return tuple(found)

    def midnight(self, day: dt.date) -> int:
        """The instant at which a day begins."""
        return self.times.zone.opening(day_of(day) * MINUTES_PER_DAY)

    def _event(self, interval: Interval) -> Event:
        start, end = (clock_moment(self.times.zone.local(each)) for each in interval)
        title = effect = ""
        for once in self.spec.once if self.spec else ():
            if once.from_.at <= start < once.to.at:
                title, effect = once.title or "", once.effect or ""
        return Event(start, end, interval, title, effect)

    def data(self, today: dt.date) -> str:
        """What a script needs to say whether it is open, as JSON; many pages ask for the same."""
        if today not in self._data:
            known: dict[str, object] = {"zone": self.times.zone.name}
            if self.always:
                known["always"] = True
            else:
                known["week"] = self.week
                known["days"] = {day.isoformat(): periods for day, periods in self._differing(today)}
            self._data[today] = json.dumps(known, separators=(",", ":"))
        return self._data[today]

    def _differing(self, today: dt.date) -> Iterator[tuple[dt.date, Sequence[Sequence[int]]]]:
        zone = self.times.zone
        for step in range(-1, HORIZON):
            day = today + dt.timedelta(days=step)
            midnight = day_of(day) * MINUTES_PER_DAY
            held = self.times.between(self.midnight(day), self.midnight(day + dt.timedelta(days=1)))
            periods = [[zone.local(start) - midnight, self._last(end) - midnight] for start, end in held]
            if periods != [list(period) for period in self.week[day.weekday()]]:
                yield day, periods

    def _last(self, end: int) -> int:
        """The local minute after the last one of a period."""
        return self.times.zone.local(end - 1) + 1


CLOSED = "closed"


def periods_text(periods: Sequence[Interval]) -> str:
    """The periods of a day: `09:00 to 13:00 and 14:00 to 20:00`, `all day`, `closed`."""
    if not periods:
        return CLOSED
    if list(periods) == [Interval(0, MINUTES_PER_DAY)]:
        return "all day"
    return " and ".join(f"{words.clock(start)} to {words.clock(end)}" for start, end in periods)


class Calendars:
    """The calendars of a catalogue by name."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, Hours | None] = {}

    def named(self, name: str | None) -> Hours | None:
        """The calendar of a name; `None` where there is none, or it is broken."""
        if name is None:
            return None
        if name not in self._known:
            self._known[name] = self._build(name)
        return self._known[name]

    def _build(self, name: str) -> Hours | None:
        record = self._catalog.find(Calendar, name)
        if record is not None:
            return Hours(name, calendar_named(self._catalog, name), record.ref, record.entity.spec)
        if name in BUILT_IN_CALENDARS:
            return Hours(name, calendar_named(self._catalog, name))
        return None
