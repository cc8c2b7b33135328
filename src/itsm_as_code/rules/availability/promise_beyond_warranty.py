"""A service level agreement promises more than the service offers.

The availability, the recovery time or the recovery point that the agreement promises for a service is better
than the service's own warranty.

## Why it matters

The warranty is what the service was built and paid for. Whoever sells more than that has made a promise in
the name of colleagues who do not know about it.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  warranty:
    availability: 98.5
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  warranty:
    availability: 99.5
```

## What it leaves alone

An agreement that promises less than the warranty, or the same; what the warranty does not speak of;
agreements that are over.

## Source

ITIL 4 (warranty: fit for use); ISO/IEC 20000-1:2018, 8.3.3.

## Fix

By hand: promise what the service offers, or have the service offer more.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import binding_targets
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.service import Service, Warranty
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.agreements.wording import bound, title, value
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each target that goes beyond the warranty of a service."""
    if standing(sla, context.today) is None:
        return
    for name in sla.entity.spec.services:
        service = context.catalog.find(Service, name)
        if service is None or service.entity.spec.warranty is None:
            continue
        for index, target in binding_targets(sla.entity.spec, service.ref):
            beyond = _beyond(target, service.entity.spec.warranty)
            if beyond is None:
                continue
            field, offered, side = beyond
            yield Fault(
                message=f"The {title(target)} promised for {service.ref} is {bound(target)}, but the service "
                f"offers {value(target, offered)}",
                at=Pointer(sla, ("spec", "targets", index, side)),
                related=(Pointer(service, ("spec", "warranty", field), "this is what the service offers"),),
                about=service.ref,
            )


def _beyond(target: Target, warranty: Warranty) -> tuple[str, object, str] | None:
    """The field of the warranty that a target goes beyond, its value, and the side of the target."""
    if target.metric == "availability":
        offered = warranty.availability
        if offered is not None and isinstance(target.at_least, float | int) and target.at_least > offered:
            return "availability", offered, "atLeast"
    times = {"recovery-time": "recoveryTime", "recovery-point": "recoveryPoint"}
    if target.metric in times and isinstance(target.at_most, ClockTime):
        recovers = warranty.recovery_time if target.metric == "recovery-time" else warranty.recovery_point
        if recovers is not None and target.at_most.minutes < recovers.minutes:
            return times[target.metric], recovers, "atMost"
    return None


RULE = EntityRule(
    code="AVL008",
    name="promise-beyond-warranty",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Promise what the service offers, or have the service offer more.",
)
