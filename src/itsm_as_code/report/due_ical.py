"""What falls due as a calendar to subscribe to: iCalendar (RFC 5545), an event of whole days for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from itsm_as_code import ical
from itsm_as_code.catalog.due import TITLES, Due
from itsm_as_code.model.values import CalendarSpan

_DAY = CalendarSpan.parse("1d")


def render(due: Sequence[Due], today: dt.date, name: str) -> str:
    """The calendar.

    An event keeps its identity when its day moves, so that subscribers see it move; freezes and the ends of
    agreements, of which an entity may have several in turn, are known by their day as well.

    Args:
        due: What falls due, in its order.
        today: The day from which it is seen.
        name: What people call the calendar.
    """
    return ical.calendar(name, [_event(each, today) for each in due], today)


def _event(due: Due, today: dt.date) -> ical.Event:
    late = "Overdue: " if due.day < today else ""
    facts = [
        due.detail[:1].upper() + due.detail[1:],
        f"Entity: {due.record.ref}",
        f"Owner: {due.owner}" if due.owner else "",
        f"File: {due.record.path}",
    ]
    return ical.Event(
        key=f"due {due.record.ref} {due.what}{_turn(due)}",
        start=due.day,
        end=due.until or _DAY.after(due.day),
        summary=f"{late}{TITLES[due.what]}: {due.record.title}",
        description="\n".join(fact for fact in facts if fact),
        category=TITLES[due.what],
    )


def _turn(due: Due) -> str:
    return f" {due.day}" if due.what in ("freeze", "end") else ""
