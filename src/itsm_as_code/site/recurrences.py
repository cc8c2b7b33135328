"""Recurrence rules of RFC 5545 in words, the usual ones; others by their next dates."""

from __future__ import annotations

import datetime as dt
import re

from itsm_as_code.model.calendar import RecurringPeriod
from itsm_as_code.model.values import ClockTime
from itsm_as_code.site import words

_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), range(7), strict=True))
_WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}


def text(period: RecurringPeriod) -> str:
    """When a period comes back: `every Sunday, 02:00 to 04:00`, `every year from 1 July, for 2 weeks`."""
    return f"{_days(period)}{_times(period)}"


def _days(period: RecurringPeriod) -> str:
    parts = dict(part.split("=", 1) for part in period.rrule.split(";"))
    frequency, start = parts.pop("FREQ", ""), period.start.at
    interval = parts.pop("INTERVAL", "1")
    parts.pop("WKST", None)
    named = parts.get("BYDAY", "")
    if interval == "1" and frequency == "WEEKLY" and not parts.keys() - {"BYDAY"}:
        days = sorted(_DAYS.get(day, 0) for day in named.split(",")) if named else [start.weekday()]
        return f"every {words.day_names(days)}" if len(days) < 7 else "every day"
    if interval == "1" and frequency == "DAILY" and not parts:
        return "every day"
    if interval == "1" and frequency == "MONTHLY" and parts.keys() == {"BYDAY"}:
        match = re.fullmatch(r"(-?[0-9])([A-Z]{2})", named)
        if match and match[1] in _WHICH:
            return f"the {_WHICH[match[1]]} {words.DAYS[_DAYS[match[2]]]} of each month"
    if frequency == "YEARLY" and interval == "1" and parts.keys() <= {"BYMONTH", "BYMONTHDAY"}:
        month, day = parts.get("BYMONTH", str(start.month)), parts.get("BYMONTHDAY", str(start.day))
        if month.isdigit() and day.isdigit():
            return f"every year on {day} {words.MONTHS[int(month) - 1]}"
    return f"again and again since {words.date(start.date())}"


def _times(period: RecurringPeriod) -> str:
    start = period.start.at
    if not isinstance(period.lasts, ClockTime):
        begins = "" if start.time() == dt.time() else f", {start:%H:%M}"
        return f"{begins}, for {words.span(period.lasts)}"
    end = start + dt.timedelta(minutes=period.lasts.minutes)
    if period.lasts.minutes > 24 * 60:
        return f", {start:%H:%M}, for {words.duration(period.lasts)}"
    return f", {start:%H:%M} to {end:%H:%M}"
