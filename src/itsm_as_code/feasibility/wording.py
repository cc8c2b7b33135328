"""Figures as a service level manager writes them."""

from __future__ import annotations

from itsm_as_code.feasibility.instants import Interval
from itsm_as_code.feasibility.windows import Dependency
from itsm_as_code.feasibility.zones import Zone, clock_moment
from itsm_as_code.text import count

_MOST_DIGITS = 5
_MINUTES_PER_YEAR = 525_960


def percent(share: float, beside: float | None = None) -> str:
    """A share of the time in per cent, with two digits, or more where it differs from another only there.

    Only what is up all of the time has 100 %, and only what is never up has 0 %.

    Args:
        share: From 0 to 1.
        beside: A share that is shown next to it.
    """
    others = {other for other in (beside, 0.0, 1.0) if other is not None and other != share}
    for digits in range(2, _MOST_DIGITS):
        text = f"{100 * share:.{digits}f} %"
        if all(text != f"{100 * other:.{digits}f} %" for other in others):
            return text
    least = 10.0 ** -(_MOST_DIGITS + 2)
    shown = share if share in {0.0, 1.0} else min(max(share, least), 1.0 - least)
    return f"{100 * shown:.{_MOST_DIGITS}f} %"


def stated_percent(share: float) -> str:
    """A share that an author wrote, as short as it is: `99.8 %`."""
    return f"{round(100 * share, 9):g} %" if share < 0.99999 else f"{100 * share:.9g} %"


def duration(minutes: float) -> str:
    """Minutes as people say them: `45 min`, `4 h`, `2 h 30 min`."""
    hours, rest = divmod(round(minutes), 60)
    if hours and rest:
        return f"{hours:,} h {rest} min"
    return f"{hours:,} h" if hours else f"{rest} min"


def yearly_hours(share: float) -> float:
    """The hours of a year around the clock that a share of the time is."""
    return share * _MINUTES_PER_YEAR / 60


def local_time(instant: int, zone: Zone) -> str:
    """An instant on the clock on the wall: `Friday 2 January 2026, 16:59`."""
    moment = clock_moment(zone.local(instant))
    return f"{moment:%A} {moment.day} {moment:%B %Y}, {moment:%H:%M}"


def local_span(span: Interval, zone: Zone) -> str:
    """A stretch of time: `Sunday 4 January 2026, 02:00 to 04:00`."""
    start, end = (clock_moment(zone.local(each)) for each in span)
    if start.date() == end.date():
        return f"{local_time(span.start, zone)} to {end:%H:%M}"
    return f"{local_time(span.start, zone)} to {local_time(span.end, zone)}"


def window_text(dependency: Dependency) -> str:
    """The window of a figure: `of each year`; empty for one without."""
    if dependency.window is None:
        return ""
    number, unit = dependency.window.number, dependency.window.unit.name.lower().rstrip("s")
    years, months = divmod(number, 12)
    if unit == "month" and not months:
        number, unit = years, "year"
    return f"of each {unit}" if number == 1 else f"of every {count(number, unit)}"
