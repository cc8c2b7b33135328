"""Freezes: times in which changes wait, for some entities or for all."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.catalog.graph import affected
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.periods import instants_of
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Ask, Case, Found
from itsm_as_code.transition.table import FROZEN

_DAY = CalendarSpan.parse("1d")


def open_freezes(case: Case) -> list[Record[Calendar]]:
    """The freezes of the target that hold at any time of the day, in their own time zone."""
    found = []
    for record in case.base.of(Calendar):
        if record.entity.spec.freeze:
            calendar = calendar_named(case.base, record.name)
            span = instants_of(case.today, _DAY.after(case.today), calendar.zone)
            if calendar.between(span.start, span.end):
                found.append(record)
    return found


def judge(change: EntityChange, freezes: list[Record[Calendar]], case: Case) -> Iterator[Found]:
    """A row for each freeze that holds for an entity, or for something that rests on it."""
    for freeze in freezes:
        applies = freeze.entity.spec.applies_to
        if applies == "all":
            about = "everything"
        else:
            sides = ((case.base, change.before), (case.head, change.after))
            felt = {
                ref for catalog, side in sides if side for ref in (side.ref, *affected(catalog, side.ref))
            }
            frozen = [ref for ref in applies if ref in felt]
            if not frozen:
                continue
            about = some_of(frozen, 3)
        owner = Ask((f"role:{freeze.entity.spec.owner}",), f"owner of the freeze {freeze.ref}")
        yield Found(
            FROZEN, change.ref, f"falls into the freeze “{freeze.title}”, which holds for {about}", (owner,)
        )
