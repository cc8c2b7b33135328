"""A service is promised for hours in which something that it requires is not up.

The hours of the agreement reach beyond those of the service itself, or of a required member; of a group, so
many members as it needs have to be up at any time, whichever they are. Only what the service cannot do
without is asked, up to whatever an OLA, a contract or a measured figure speaks for.

## Why it matters

Whoever is promised Saturday will call on Saturday. A line that its owner may switch off at the weekend does
not have to fail for the promise to be broken.

## Bad

```yaml title="catalog/services/network.yaml"
spec:
  intrinsicAvailability: 99.99
  serviceHours: weekdays
```

```yaml title="catalog/calendars/weekdays.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: weekdays, title: Weekdays}
spec:
  owner: delivery-manager
  weekly: {mon-fri: ["08:00-17:00"]}
  exceptions:
    - {from: 2026-12-24, closed: true}
```

## Good

```yaml title="catalog/services/network.yaml"
spec:
  intrinsicAvailability: 99.99
  serviceHours: office
```

## What it leaves alone

Hours that are longer than promised; members of a group that take turns; what is used and not required;
maintenance, which AVL006 looks at; agreements that are over.

## Source

Service level management (ITIL 4); ISO/IEC 20000-1:2018, 8.3.3.

## Fix

By hand: promise shorter hours, or agree longer ones below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.figures import availability
from itsm_as_code.feasibility.from_catalog.misfits import hours_unknown
from itsm_as_code.feasibility.from_catalog.needs import Agreed, first_gap, needs, up_hours
from itsm_as_code.feasibility.from_catalog.promises import period_of
from itsm_as_code.feasibility.instants import Interval
from itsm_as_code.feasibility.outcome import Reason
from itsm_as_code.feasibility.wording import local_span
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import all_of

_UNTOLD = (Reason.BROKEN, Reason.CYCLE, Reason.GROUP)


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each service with a requirement that does not cover the hours of the agreement."""
    day = standing(sla, context.today)
    if day is None:
        return
    day, catalog, spec = settled(context.catalog, day), context.catalog, sla.entity.spec
    start, end = period_of(catalog, spec)
    for index, name in enumerate(spec.services):
        service = catalog.find(Service, name)
        if service is None:
            continue
        if _untold(catalog, sla, service, day):
            continue
        own = calendar_named(catalog, service.entity.spec.service_hours)
        maintenance = service.entity.spec.maintenance if spec.excludes_maintenance else None
        excluded = (calendar_named(catalog, maintenance),) if maintenance else ()
        hours = calendar_named(catalog, spec.hours) if spec.hours else own
        agreed = Agreed(hours, excluded, start, end)
        gap = _gap(catalog, service, own, agreed, day)
        if gap is not None:
            yield Fault(
                message=f"{service.ref} is promised for hours in which {gap.what}: first on "
                f"{local_span(gap.first, hours.zone)}",
                at=Pointer(sla, ("spec", "services", index)),
                related=gap.related,
                about=service.ref,
            )


def _untold(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], service: Record[Service], day: dt.date
) -> bool:
    """Whether the hours, or what is required, cannot be told: that is reported where it stands."""
    if hours_unknown(catalog, sla.ref, service.ref):
        return True
    fault = availability(catalog, day, service.ref).structure.fault(service.ref)
    return fault is not None and fault.reason in _UNTOLD


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is not up, as a clause; the first time, and who says so."""

    what: str
    first: Interval
    related: tuple[Pointer, ...]


def _gap(
    catalog: Catalog, service: Record[Service], own: Calendar, agreed: Agreed, day: dt.date
) -> _Gap | None:
    """The nearest requirement that is not met in all of the agreed time."""
    first = first_gap(catalog, agreed, (own,), 1)
    if first is not None:
        return _Gap("it is not provided", first, (_hours(service),))
    for need in needs(catalog, service.ref, day):
        refs = [member.ref for member in need.group.members]
        members = [record for record in map(catalog.get, refs) if record is not None]
        if not 1 <= need.group.at_least <= len(members) == len(refs):
            continue
        if hours_unknown(catalog, *refs):
            continue
        calendars = tuple(up_hours(catalog, ref, day) for ref in refs)
        first = first_gap(catalog, agreed, calendars, need.group.at_least)
        if first is not None:
            holder = catalog.records[need.holder]
            related = [Pointer(holder, need.group.field, f"{holder.ref} requires it")]
            what = f"fewer than {need.group.at_least} of {all_of(refs)} are up"
            what = f"{refs[0]} is not up" if len(refs) == 1 else what
            return _Gap(what, first, (*related, *map(_hours, members)))
    return None


def _hours(record: Record[Any]) -> Pointer:
    """The hours of something that is required."""
    for field in ("serviceHours", "hours"):
        path = ("spec", field)
        if record.document.has(path):
            return Pointer(record, path, f"{record.ref} is up in these hours")
    return name_of(record, f"{record.ref} states no hours of its own")


RULE = EntityRule(
    code="AVL005",
    name="hours-not-covered",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Promise shorter hours, or agree longer ones with whoever provides what is required.",
)
