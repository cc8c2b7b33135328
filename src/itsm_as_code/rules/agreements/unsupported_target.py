"""A promise to a customer rests on nothing that can be checked.

An availability, a response, resolution or recovery time, a recovery point: each can be computed from what
the service requires, or an agreement under it has such a target; and the hours in which it counts open at
some time. Any other target is not higher than one of the same metric below.

## Why it matters

A promise is as good as what stands under it. Where three of five components have no figure, nobody knows
whether it can be kept; where the supplier promises less than IT does, it is known that it cannot.

## Bad

```yaml title="catalog/configuration-items/core-switch.yaml"
spec:
  intrinsicAvailability: null
```

## Good

```yaml title="catalog/configuration-items/core-switch.yaml"
spec:
  intrinsicAvailability: 99.95
```

## What it leaves alone

Times promised for a service that requires nothing: the team itself answers for them; a service without a
figure of its own that an operational level agreement covers; an escalation in place of agreements below;
satisfaction and throughput of which nothing below speaks, or in other units, and times in other hours;
agreements that are over, and retired services.

## Source

ITIL, service level management: operational level agreements and contracts underpin service level targets.
ISO/IEC 20000-1:2018, 8.3.4.

## Fix

By hand: state the figures, agree on the target with whoever delivers, or promise less.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.agreements.support import lacks
from itsm_as_code.rules.agreements.wording import at_bound, bound, title
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each target and service that nothing below carries."""
    day = standing(sla, context.today)
    if day is None:
        return
    for found in lacks(context.catalog, sla, day):
        target = sla.entity.spec.targets[found.index]
        yield Fault(
            message=f"The {title(target)} promised for {found.service.ref}, {bound(target)}, {found.message}",
            at=at_bound(sla, found.index),
            related=found.related,
            about=found.service.name,
        )


RULE = EntityRule(
    code="AGR013",
    name="unsupported-target",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="State the missing figures, agree on the target with whoever delivers below, or promise less.",
)
