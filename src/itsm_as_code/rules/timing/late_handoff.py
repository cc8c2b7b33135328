"""The first hand-off of an escalation takes longer than the agreement allows for a response.

Nobody who could work on the fault has it by the time at which the customer was promised an answer.

## Why it matters

The clock of the response runs from the call. A team that hears of the fault after the promised time cannot
keep it, however fast it is.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  escalation:
    - {to: ola:network, handoff: 75m}
    - {to: contract:mail, handoff: 30m}
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  escalation:
    - {to: ola:network, handoff: 60m}
    - {to: contract:mail, handoff: 30m}
```

## What it leaves alone

A hand-off that takes exactly as long; later hand-offs; responses that only a share of the cases is promised,
since the others may be those that are handed on; agreements without an escalation or without a response
time; agreements that are over.

## Source

Service level management (ITIL 4); FitSM-1, PR5.

## Fix

By hand: hand over sooner, or promise a later response.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.agreements.wording import bound, title
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault when the first hand-off exceeds the shortest response time."""
    spec = sla.entity.spec
    if standing(sla, context.today) is None or not spec.escalation:
        return
    handoff = spec.escalation[0].handoff
    responses = [
        (target.at_most.minutes, index, target)
        for index, target in enumerate(spec.targets)
        if target.metric == "response-time" and target.share == 100 and isinstance(target.at_most, ClockTime)
    ]
    if handoff is None or not responses:
        return
    minutes, index, target = min(responses, key=lambda each: each[:2])
    if handoff.minutes > minutes:
        yield Fault(
            message=f"{spec.escalation[0].to} has a fault after {handoff}, but the {title(target)} is "
            f"{bound(target)}",
            at=Pointer(sla, ("spec", "escalation", 0, "handoff")),
            related=(Pointer(sla, ("spec", "targets", index, "atMost"), "this is promised"),),
        )


RULE = EntityRule(
    code="TIM001",
    name="late-handoff",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Hand over sooner, or promise a later response.",
)
