"""Planned maintenance takes more of the agreed hours than the target allows for all downtime.

In some window of the agreement the maintenance of the service, and of what it cannot do without, takes more
of the agreed hours than the promise leaves; maintenance that the target or the agreement excludes does not
count, nor does what falls outside the hours.

## Why it matters

The promise is missed by plan, before anything has failed. Whoever reports the figure will have to explain
work that everybody had agreed to.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  maintenance: friday-afternoon
```

```yaml title="catalog/calendars/friday-afternoon.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: friday-afternoon, title: Friday afternoon}
spec:
  owner: delivery-manager
  recurrences:
    - {rrule: "FREQ=MONTHLY;BYDAY=1FR", start: 2026-01-02T13:00, lasts: 2h}
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  maintenance: maintenance-window
```

## What it leaves alone

Maintenance outside the agreed hours; maintenance that is excluded; that of a member which a group can lose;
maintenance that leaves room, however little; agreements that are over. AVL002 and AVL003 are silent where
this rule explains what they would say.

## Source

ITIL 4, availability management: agreed service time. ISO/IEC 20000-1:2018, 8.3.3.

## Fix

By hand: move the maintenance out of the hours, agree to exclude it, or promise less.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.explanations import planned_work
from itsm_as_code.feasibility.from_catalog.promises import availability_promises
from itsm_as_code.feasibility.wording import duration, stated_percent
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each promise that maintenance alone breaks."""
    day = standing(sla, context.today)
    if day is None:
        return
    catalog = context.catalog
    day = settled(catalog, day)
    for promise in availability_promises(catalog, sla):
        found = planned_work(catalog, promise, day)
        if found is None:
            continue
        allowed = duration((1.0 - promise.promise) * found.window.agreed)
        yield Fault(
            message=f"Planned maintenance takes {duration(found.minutes)} of the agreed hours of "
            f"{promise.service} from {found.window.start} to {found.window.end}; "
            f"{stated_percent(promise.promise)} leaves {allowed} for all downtime",
            at=Pointer(sla, ("spec", "targets", promise.index, "atLeast")),
            related=tuple(
                Pointer(catalog.records[ref], ("spec", "maintenance"), f"{ref} is maintained then")
                for ref in found.sources
            ),
            about=promise.service,
        )


RULE = EntityRule(
    code="AVL006",
    name="maintenance-beyond-allowance",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Move the maintenance out of the agreed hours, agree to exclude it, or promise less.",
)
