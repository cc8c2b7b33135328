"""A critical service promises to come back, and no procedure brings it back in time.

The service is live, of high criticality or above, and its warranty has a recovery time. No procedure of the
type `recovery` restores it, or the one that does takes longer than the recovery time.

## Why it matters

A recovery time without a procedure is a wish. In the night in which it counts, people need to read what comes
first, not to find it out.

## Bad

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  type: maintenance
```

## Good

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  type: recovery
```

## What it leaves alone

Services of lower criticality; services that are not live; services that promise no recovery time; procedures
that say nothing of their time; a slow procedure beside one in time.

## Source

ISO/IEC 20000-1:2018, 8.7.2 (service continuity plans).

## Fix

By hand: write the procedure, or make it short enough for the promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.service import Service
from itsm_as_code.rules.recovery.promises import RECOVERY_TIME, recovery_time
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_CRITICAL = frozenset({"high", "mission-critical"})


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a critical service that nothing brings back in time."""
    promised = recovery_time(service)
    if promised is None or not is_live(service) or service.entity.spec.criticality not in _CRITICAL:
        return
    procedures = list(_procedures(context.catalog, service.ref))
    if not procedures:
        yield Fault(
            message=f"{service.ref} promises to be back within {duration(promised)}, but no recovery "
            "procedure restores it",
            at=Pointer(service, RECOVERY_TIME),
        )
        return
    times = [(_takes(procedure), procedure) for procedure in procedures]
    if all(minutes > promised for minutes, _ in times):
        minutes, fastest = min(times, key=lambda each: each[0])
        stated = fastest.entity.spec.takes is not None
        yield Fault(
            message=f"{fastest.ref} takes {duration(minutes)}, but {service.ref} promises to be back within "
            f"{duration(promised)}",
            at=Pointer(fastest, ("spec", "takes" if stated else "steps"), at_key=not stated),
            related=(Pointer(service, RECOVERY_TIME, "this is promised"),),
            about=service.ref,
        )


def _procedures(catalog: Catalog, service: str) -> Iterator[Record[Procedure]]:
    for holder in catalog.holders(service, "restores"):
        procedure = catalog.find(Procedure, holder.name)
        if procedure is not None and procedure.entity.spec.type == "recovery":
            yield procedure


def _takes(procedure: Record[Procedure]) -> int:
    spec = procedure.entity.spec
    if spec.takes is not None:
        return spec.takes.minutes
    return sum(step.takes.minutes for step in spec.steps if step.takes is not None)


RULE = EntityRule(
    code="REC005",
    name="service-without-recovery-procedure",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Write the procedure, or make it short enough for the promise.",
)
