"""A calendar says what cannot be.

A time zone that does not exist, periods of one day that overlap, an end that is not after its start, a
recurrence that never happens. The organisation's own time zone and hours are held to the same.

## Why it matters

Every promise is counted in a calendar's hours. A night written as `"22:00-06:00"` is no time at all, so
that whoever relies on support at night relies on nothing; a maintenance window on 30 February never comes,
and the work is done on a Friday afternoon instead.

## Bad

```yaml title="catalog/calendars/night-shift.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: night-shift, title: Night shift}
spec:
  owner: it-manager
  weekly:
    mon-thu: ["22:00-06:00"]
```

## Good

A night is two periods, one up to midnight and one from midnight on:

```yaml title="catalog/calendars/night-shift.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: night-shift, title: Night shift}
spec:
  owner: it-manager
  weekly:
    mon-thu: ["22:00-24:00"]
    tue-fri: ["00:00-06:00"]
```

## What it leaves alone

Periods that meet (`"09:00-12:00", "12:00-18:00"`), a day without periods, exceptions that replace the
week's hours, recurrences on 29 February, and calendars whose last date has passed.

## Source

[RFC 5545](https://www.rfc-editor.org/rfc/rfc5545) for recurrences; the [IANA time zone
database](https://www.iana.org/time-zones).

## Fix

By hand: only the author knows the hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.calendar_faults import (
    CalendarFault,
    FaultKind,
    calendar_faults,
    weekly_faults,
    zone_faults,
)
from itsm_as_code.feasibility.from_catalog.calendars import definition_of, weekly_form
from itsm_as_code.feasibility.zones import zone_names
from itsm_as_code.finding import Severity
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.organization import Organization
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(holder: Record[Calendar | Organization], _context: Context) -> Iterator[Fault]:
    """Calendars, and the organisation's own zone and hours."""
    entity = holder.entity
    if isinstance(entity, Calendar):
        found = calendar_faults(definition_of(entity.spec))
    else:
        found = (
            *zone_faults(entity.spec.timezone),
            *weekly_faults(weekly_form(entity.spec.hours), ("hours",)),
        )
    for fault in found:
        yield _fault(holder, fault)


def _fault(holder: Record[Calendar | Organization], fault: CalendarFault) -> Fault:
    related = Pointer(holder, ("spec", *fault.other), "the other one") if fault.other else None
    near = _nearest_zone(holder.entity.spec.timezone) if fault.kind is FaultKind.UNKNOWN_ZONE else None
    return Fault(
        message=f"{fault.message[:1].upper()}{fault.message[1:]}",
        at=Pointer(holder, ("spec", *fault.field)),
        related=(related,) if related else (),
        help=near or fault.help,
    )


def _nearest_zone(written: str | None) -> str | None:
    """The zone of the place that is spelt most like the one written."""
    places = {name.rpartition("/")[2]: name for name in sorted(zone_names(), reverse=True)}
    near = text.nearest((written or "").rpartition("/")[2], places, limit=1)
    return f"Did you mean {places[near[0]]}?" if near else None


RULE = EntityRule(
    code="CAL001",
    name="impossible-calendar",
    severity=Severity.ERROR,
    check=check,
    kinds=("Calendar", "Organization"),
    help="Write the hours that were meant.",
)
