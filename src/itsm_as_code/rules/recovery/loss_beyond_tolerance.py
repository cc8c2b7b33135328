"""More work can be lost than a service promises, or than a business process can bear.

Something that the service requires is backed up less often than the recovery point of its warranty says: its
interval and its lag together are longer. Or the recovery point itself is longer than that of a business
process which cannot do without the service. The service's own backup is looked at by REC004.

## Why it matters

What was entered since the last backup has to be entered again, if anybody still knows it. The backup that
counts is the rarest of all that belong together.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  warranty:
    recoveryPoint: 3h
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  warranty:
    recoveryPoint: 4h
```

## What it leaves alone

Loss that is exactly as promised; things that hold no data; processes that name no recovery point; services
that a process can do without.

## Source

NIST SP 800-34, 3.2 (recovery point objective); ISO/IEC 20000-1:2018, 8.7.2.

## Fix

By hand: back up more often, or promise less; then tell the business.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.catalog.tolerance import strictest_for_loss, tolerated_loss
from itsm_as_code.feasibility.from_catalog.recovery import backup_source, recovery
from itsm_as_code.feasibility.recovery import RecoveryPoint
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.recovery.promises import RECOVERY_POINT, recovery_point
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for loss below the service, and one for a promise that the business cannot bear."""
    promised = recovery_point(service)
    if promised is None or is_retired(service):
        return
    at = Pointer(service, RECOVERY_POINT)
    found = recovery(context.catalog, context.today, service.ref).point(service.ref, own=False)
    if isinstance(found, RecoveryPoint) and found.minutes > promised:
        source = backup_source(context.catalog, found.component)
        yield Fault(
            message=f"{service.ref} promises to lose {duration(promised)} of data at most, but "
            f"{found.component} below it can lose {duration(found.minutes)}",
            at=at,
            related=(Pointer(*source, "it is backed up so often"),) if source is not None else (),
            about=found.component,
        )
    process = strictest_for_loss(context.catalog, service.ref)
    limit = tolerated_loss(process.entity.spec) if process is not None else None
    if process is not None and limit is not None and promised > limit:
        yield Fault(
            message=f"{service.ref} may lose {duration(promised)} of data, but {process.ref} can bear "
            f"no more than {duration(limit)}",
            at=at,
            related=(Pointer(process, ("spec", "recoveryPoint"), "the business bears this"),),
            about=process.ref,
        )


RULE = EntityRule(
    code="REC003",
    name="loss-beyond-tolerance",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Service",),
    help="Back up more often, or promise less and tell the business.",
)
