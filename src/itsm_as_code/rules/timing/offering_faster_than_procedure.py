"""An offering is promised sooner than its procedure can deliver it.

The procedure by which an offering is fulfilled takes longer than the offering says, as a whole or by the sum
of its steps where it states no whole.

## Why it matters

Whoever orders plans with the time on the page. The people who fulfil it know that it cannot be done, and
stop looking at the date.

## Bad

```yaml title="catalog/procedures/give-mailbox.yaml"
spec:
  steps:
    - {do: Create the mailbox., by: team:applications, type: technical, takes: 9h, item: service:email}
  takes: 9h
```

## Good

```yaml title="catalog/procedures/give-mailbox.yaml"
spec:
  steps:
    - {do: Create the mailbox., by: team:applications, type: technical, takes: 4h, item: service:email}
  takes: 4h
```

## What it leaves alone

A procedure that takes exactly as long; offerings without a time or without a procedure; procedures that say
nothing of their time.

## Source

FitSM-1, PR9.2 (service requests are fulfilled as agreed).

## Fix

By hand: promise the offering later, or make the procedure shorter.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import FieldPath, Severity
from itsm_as_code.model.procedure import Procedure, ProcedureSpec
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for each offering that is faster than its procedure."""
    for index, offering in enumerate(service.entity.spec.offerings):
        if offering.fulfilment is None or offering.procedure is None:
            continue
        procedure = context.catalog.find(Procedure, offering.procedure)
        if procedure is None:
            continue
        minutes, field = _takes(procedure.entity.spec)
        if minutes > offering.fulfilment.minutes:
            yield Fault(
                message=f"{offering.name} of {service.ref} is promised within "
                f"{duration(offering.fulfilment.minutes)}, but {procedure.ref} takes {duration(minutes)}",
                at=Pointer(service, ("spec", "offerings", index, "fulfilment")),
                related=(Pointer(procedure, field, "the procedure takes so long"),),
            )


def _takes(spec: ProcedureSpec) -> tuple[int, FieldPath]:
    """How long a procedure takes, and where that is written; 0 where it is not."""
    if spec.takes is not None:
        return spec.takes.minutes, ("spec", "takes")
    return sum(step.takes.minutes for step in spec.steps if step.takes is not None), ("spec", "steps")


RULE = EntityRule(
    code="TIM004",
    name="offering-faster-than-procedure",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Promise the offering later, or make the procedure shorter.",
)
