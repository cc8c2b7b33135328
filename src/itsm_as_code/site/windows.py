"""The windows over which promises are measured: they begin where the calendar does."""

from __future__ import annotations

import datetime as dt

from itsm_as_code.model.values import CalendarSpan


def window(per: CalendarSpan, day: dt.date, begins: dt.date) -> tuple[dt.date, dt.date]:
    """The window of a promise that holds a day, half-open.

    Windows of months start in January, of weeks on Monday, of days at the beginning of the promise.

    Args:
        per: The length of the window.
        day: The day to find.
        begins: The first day of the promise.
    """
    if per.months:
        month = (day.year * 12 + day.month - 1) // per.months * per.months
        if per.months > 12 or 12 % per.months:
            first = begins.year * 12
            month = first + (day.year * 12 + day.month - 1 - first) // per.months * per.months
        return _month(month), _month(month + per.months)
    length = dt.timedelta(days=per.days)
    anchor = begins - dt.timedelta(days=begins.weekday()) if per.text.endswith("w") else begins
    start = anchor + (day - anchor) // length * length
    return start, start + length


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)
