"""A service is backed up less often than its recovery point demands.

The interval of its backup, with the lag until the copy is safe, exceeds the recovery point of its warranty.

## Why it matters

In the moment before the next backup is safe, all that was entered since the one before can be lost. That is
what a recovery point promises not to happen.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  backup: {interval: 8h, lag: 15m}
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  backup: {interval: 4h, lag: 15m}
```

## What it leaves alone

Interval and lag that come to the recovery point exactly; services that hold no data or promise no recovery
point; backups of what the service requires, which REC003 looks at.

## Source

NIST SP 800-34, 3.2 (recovery point objective); ISO/IEC 20000-1:2018, 8.7.2.

## Fix

By hand: back up more often, or promise less.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.recovery import minutes_of
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.recovery.promises import RECOVERY_POINT, recovery_point
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:  # noqa: ARG001 (a rule's signature)
    """One fault for a backup that is too rare."""
    promised, minutes = recovery_point(service), minutes_of(service.entity.spec.backup)
    if promised is not None and minutes is not None and minutes > promised:
        yield Fault(
            message=f"The backup of {service.ref} can lose {duration(minutes)} of data, but no more than "
            f"{duration(promised)} is promised",
            at=Pointer(service, ("spec", "backup", "interval")),
            related=(Pointer(service, RECOVERY_POINT, "this is promised"),),
        )


RULE = EntityRule(
    code="REC004",
    name="rare-backup",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Back up more often, or promise less.",
)
