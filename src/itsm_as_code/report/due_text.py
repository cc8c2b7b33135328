"""What falls due as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from itsm_as_code.catalog.due import TITLES, Due
from itsm_as_code.report import table
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import count

_COLUMNS = ("due", "when", "what", "entity", "owner")


def render(
    due: Sequence[Due], today: dt.date, until: dt.date, *, style: Style, width: int | None = None
) -> str:
    """The table, with how much there is of it.

    Args:
        due: What falls due, in its order.
        today: The day from which it is seen.
        until: The last day that is looked at.
        style: Whether to colour.
        width: Cells that a line may take; whatever it needs when absent.
    """
    if not due:
        return style.paint(f"Nothing falls due up to {until}", Tone.GOOD) + "\n"
    rows = [
        (
            each.day.isoformat(),
            when(each.day, today),
            phrase(each),
            each.record.ref,
            each.owner or "",
        )
        for each in due
    ]
    late = sum(each.day < today for each in due)
    overdue = style.paint(f", {count(late, 'is', 'are')} overdue", Tone.ERROR) if late else ""
    things = f"{count(len(due), 'thing falls', 'things fall')} due up to {until}"
    return f"{table.render_text(_COLUMNS, rows, style, width)}\n{things}{overdue}\n"


def when(day: dt.date, today: dt.date) -> str:
    """A day as people count: `in 3 days`, `today`, `2 days late`."""
    days = (day - today).days
    if days < 0:
        return f"{count(-days, 'day')} late"
    return f"in {count(days, 'day')}" if days else "today"


def phrase(due: Due) -> str:
    """What falls due, with its detail: `Test, last tested on 2026-06-15`."""
    detail = f", {due.detail}" if due.detail else ""
    end = f" (until {due.until - dt.timedelta(days=1)})" if due.until else ""
    return f"{TITLES[due.what]}{detail}{end}"
