"""A risk lacks its treatment or its review date.

There is one finding for each of `treatment` and `nextReview` that is absent, unless the risk is closed. The
owner is required by the schema.

## Why it matters

A register of risks that nobody treats is a list of excuses for later. What is to be done, and the day on
which somebody looks again, turn it into a decision.

## Bad

```yaml title="catalog/risks/one-switch.yaml"
spec:
  nextReview: null
```

## Good

```yaml title="catalog/risks/one-switch.yaml"
spec:
  nextReview: 2027-08-31
```

## What it leaves alone

Closed risks; a risk that is accepted, which is a treatment; one without likelihood or impact. A review date
that has passed is another rule's matter.

## Source

ISO/IEC 20000-1:2018, 6.1 (risks are determined, treated and monitored); ISO 31000.

## Fix

By hand: decide what to do about it, and when to look again.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.risk import Risk
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(risk: Record[Risk], _context: Context) -> Iterator[Fault]:
    """One fault for each part that is missing."""
    spec = risk.entity.spec
    if spec.status == "closed":
        return
    if spec.treatment is None:
        yield Fault(
            message=f"The risk {risk.name} has no treatment",
            at=Pointer(risk, ("spec", "treatment")),
            help="Say in 'treatment' what is done with it: accept, mitigate, transfer or avoid.",
        )
    if spec.next_review is None:
        yield Fault(
            message=f"The risk {risk.name} has no date on which it is reviewed",
            at=Pointer(risk, ("spec", "nextReview")),
            help="Say in 'nextReview' when somebody looks again.",
        )


RULE = EntityRule(
    code="GOV004",
    name="incomplete-risk",
    severity=Severity.WARNING,
    check=check,
    kinds=("Risk",),
    help="Say what is done about it, and when somebody looks again.",
)
