"""A service may stay away for longer than a business process can bear.

The recovery time of its warranty, with the time in which the business process catches up, exceeds the
process's maximum tolerable downtime. Asked is every service that the process cannot do without: those that
enable it, and whatever they cannot lose. The finding names the process that bears least.

## Why it matters

After the maximum tolerable downtime the harm is done: customers are gone, wages unpaid, goods spoilt. A
service that keeps its promise to the minute is then no help.

## Bad

```yaml title="catalog/business-processes/selling.yaml"
spec:
  maximumTolerableDowntime: 9h
```

## Good

```yaml title="catalog/business-processes/selling.yaml"
spec:
  maximumTolerableDowntime: 10h
```

## What it leaves alone

A recovery that leaves just enough time; processes that name no maximum tolerable downtime; services that a
process can do without (`essential: false`), and members of a group that can be lost.

## Source

NIST SP 800-34, 3.2 (business impact analysis: RTO + WRT ≤ MTD).

## Fix

By hand: promise a shorter recovery and see that it is kept, or agree with the business that it bears more.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.catalog.tolerance import strictest_for_outage, tolerated_outage
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.recovery.promises import RECOVERY_TIME, recovery_time
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a service that may stay away for too long."""
    promised = recovery_time(service)
    process = strictest_for_outage(context.catalog, service.ref)
    if promised is None or process is None or is_retired(service):
        return
    spec = process.entity.spec
    limit = tolerated_outage(spec)
    if limit is None or spec.maximum_tolerable_downtime is None or promised <= limit:
        return
    catching_up = f" and {duration(spec.work_recovery.minutes)} to catch up" if spec.work_recovery else ""
    related = [
        Pointer(process, ("spec", field), f"{process.ref} {what}")
        for field, value, what in (
            ("maximumTolerableDowntime", spec.maximum_tolerable_downtime, "bears no more than this"),
            ("workRecovery", spec.work_recovery, "needs this to catch up"),
        )
        if value is not None
    ]
    yield Fault(
        message=f"{service.ref} may take {duration(promised)} to be back; with that{catching_up}, "
        f"{process.ref} stands still for longer than the {duration(spec.maximum_tolerable_downtime.minutes)} "
        "that it can bear",
        at=Pointer(service, RECOVERY_TIME),
        related=tuple(related),
    )


RULE = EntityRule(
    code="REC002",
    name="recovery-beyond-tolerance",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Promise a shorter recovery and see that it is kept, or agree that the business bears more.",
)
