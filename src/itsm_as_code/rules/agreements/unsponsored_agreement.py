"""A customer agrees to services that it does not pay for.

The customer of a service level agreement is no `sponsor`.

## Why it matters

Whoever pays nothing asks for everything. Where the customer is also the sponsor, better service and its
price are weighed by the same person; where it is not, the steering group has to say no.

## Bad

```yaml title="catalog/stakeholders/sales.yaml"
spec:
  sponsor: false
```

## Good

```yaml title="catalog/stakeholders/sales.yaml"
spec:
  sponsor: true
```

## What it leaves alone

Users and suppliers, who are no sponsors; a sponsor that signs for the users of other departments.

## Source

Business relationship management tells customers, users and sponsors apart (ITIL 4: customer, user, sponsor).

## Fix

By hand: it is a remark. Where the budget lies elsewhere, that is how it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for an agreement whose customer pays nothing."""
    customer = context.catalog.find(Stakeholder, sla.entity.spec.customer)
    if customer is not None and not customer.entity.spec.sponsor:
        yield Fault(
            message=f"{customer.name} agrees to services that it does not pay for",
            at=Pointer(sla, ("spec", "customer")),
            related=(Pointer(customer, ("spec", "sponsor"), f"{customer.name} is no sponsor"),),
        )


RULE = EntityRule(
    code="AGR003",
    name="unsponsored-agreement",
    severity=Severity.INFO,
    check=check,
    kinds=("ServiceLevelAgreement",),
    help="Say 'sponsor: true' if it pays, or agree with whoever does.",
)
