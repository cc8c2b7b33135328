"""Figures as people say them: times, dates, money, percentages. Knows nothing of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from itsm_as_code.model.common import Money
from itsm_as_code.model.values import CalendarSpan, ClockTime
from itsm_as_code.text import count

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
THIN = "\N{NARROW NO-BREAK SPACE}"
HARD = "\N{NO-BREAK SPACE}"

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_SPAN_UNITS = {"d": "day", "w": "week", "mo": "month", "y": "year"}
_DAY = 24 * 60


def date(day: dt.date) -> str:
    """`1 January 2027`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: dt.date) -> str:
    """`Sunday, 6 December`."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def dates(first: dt.date, end: dt.date) -> str:
    """A half-open span of days: `1 July to 30 September 2026`, `1 December 2026`."""
    last = end - dt.timedelta(days=1)
    if last <= first:
        return date(first)
    if first.year != last.year:
        return f"{date(first)} to {date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {date(last)}"
    return f"{first.day} to {date(last)}"


def clock(minute: int) -> str:
    """Minutes from midnight as `08:00`; the end of the day is `24:00`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def moment(at: dt.datetime) -> str:
    """`Sunday, 6 December 2026, 02:00`."""
    return f"{day_and_month(at.date())} {at.year}, {at:%H:%M}"


def moments(start: dt.datetime, end: dt.datetime) -> str:
    """A stretch of time: `Sunday, 6 December 2026, 02:00 to 04:00`; whole days without their hours."""
    if start.time() == end.time() == dt.time() and start < end:
        return dates(start.date(), end.date())
    if start.date() == end.date():
        return f"{moment(start)} to {end:%H:%M}"
    if end.time() == dt.time() and end.date() == start.date() + dt.timedelta(days=1):
        return f"{moment(start)} to 24:00"
    return f"{moment(start)} to {moment(end)}"


def minutes(number: float) -> str:
    """A stopwatch time: `45 min`, `7 h 37 min`, `12 h`; rounded to the minute, halves up."""
    whole = int(number + 0.5)
    hours, rest = divmod(whole, 60)
    parts = [f"{hours:,}{HARD}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{HARD}min")
    return " ".join(parts)


def lasting(number: int) -> str:
    """A time as a person says it: `15 minutes`, `1 hour`, `2 hours 30 minutes`, `3 days`, `4 weeks`.

    Args:
        number: Minutes on the clock.
    """
    if number and number % (7 * _DAY) == 0 and number >= 14 * _DAY:
        return count(number // (7 * _DAY), "week")
    if number % _DAY == 0 and number >= 2 * _DAY:
        return count(number // _DAY, "day")
    hours, rest = divmod(number, 60)
    parts = [count(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(count(rest, "minute"))
    return " ".join(parts)


def working(number: int, day: int, week: int) -> str:
    """A time that runs in working hours only: `5 working days`, `4 hours`, `3 weeks`.

    Args:
        number: Minutes of working time.
        day: Minutes of a usual working day.
        week: Minutes of a usual week.
    """
    if day <= 0 or week <= 0 or day >= _DAY:
        return lasting(number)
    if number % week == 0 and number >= 2 * week:
        return count(number // week, "week")
    if number % day == 0 and number >= day:
        return count(number // day, "working day") if week < 7 * day else count(number // day, "day")
    if number > 3 * day:
        return count(-(-number // day), "working day") if week < 7 * day else lasting(number)
    hours, rest = divmod(number, 60)
    parts = [count(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(count(rest, "minute"))
    return " ".join(parts)


def span(length: CalendarSpan) -> str:
    """A span of the calendar: `6 months`, `1 year`."""
    unit = length.text.lstrip("0123456789")
    return count(int(length.text[: -len(unit)]), _SPAN_UNITS[unit])


def every(length: CalendarSpan) -> str:
    """How a span recurs: `a month`, `every 6 months`."""
    words = span(length)
    return f"a {words[2:]}" if words.startswith("1 ") else f"every {words}"


def window(length: CalendarSpan) -> str:
    """A window over which something is measured: `a month`, `6 months`."""
    words = span(length)
    return f"a {words[2:]}" if words.startswith("1 ") else words


def duration(length: ClockTime | CalendarSpan) -> str:
    """A duration of either sort as a person says it."""
    return span(length) if isinstance(length, CalendarSpan) else lasting(length.minutes)


def number(value: float | Decimal) -> str:
    """A number without needless decimals, thousands apart: `2,400`, `99.8`, `0.25`."""
    exact = Decimal(str(value))
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: float) -> str:
    """`99.8 %`."""
    return f"{number(value)}{HARD}%"


def money(amount: Money, currency: str) -> str:
    """An amount in its own currency: `€ 118.50 a month`, `CHF 3,900`.

    Args:
        amount: The amount.
        currency: The currency (ISO 4217) of amounts that name none.
    """
    code = amount.currency or currency
    value = amount.amount
    figure = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    words = f"{_SYMBOLS.get(code, code)}{HARD}{figure}"
    return f"{words} {every(amount.per)}" if amount.per else words


def sentence(text: str) -> str:
    """A clause as a sentence: a capital first, a full stop last."""
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."


def day_names(days: Sequence[int]) -> str:
    """Days of the week in order (0 is Monday): `Monday to Friday`, `Saturday and Sunday`, `every day`."""
    if list(days) == list(range(7)):
        return "every day"
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = []
    for run in runs:
        if len(run) > 2:
            names.append(f"{DAYS[run[0]]} to {DAYS[run[-1]]}")
        else:
            names += [DAYS[day] for day in run]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
