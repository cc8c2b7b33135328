"""A service level agreement has begun without the customer's signature.

From its first day on, an agreement needs an approval by the role that signs for the customer: its
`signatory`. An approval that came after the first day is a warning, one
dated in the future is none yet.

## Why it matters

A promise that the customer never agreed to is a guess about what the customer wants. It will be measured,
reported and defended, and on the day of the outage the customer says, rightly, that nobody asked.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  approvals: null
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  approvals:
    - role: head-of-sales
      by: Ana Ruiz
      date: 2025-12-15
      evidence: Minutes of 15 December 2025
      recordedBy: customer-manager
```

## What it leaves alone

Agreements that have not begun, so that a draft can stand in the catalogue for months; agreements that are
over; further approvals by other roles; an approval on the first day itself.

## Source

ITIL 4, service level management: an agreement is made with the customer. ISO/IEC 20000-1:2018, 8.3.3
(service level agreements are agreed with the customer).

## Fix

By hand: record the approval once it has been given.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import in_force
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_APPROVALS = ("spec", "approvals")


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for an agreement in force that is not signed, was signed late, or that nobody can sign."""
    spec = sla.entity.spec
    customer = context.catalog.find(Stakeholder, spec.customer)
    if customer is None or not in_force(spec, context.today):
        return
    signatory = customer.entity.spec.signatory
    if signatory is None:
        yield Fault(
            message=f"The agreement holds from {spec.valid_from} on, but nobody signs for {customer.name}",
            at=Pointer(sla, ("spec", "customer")),
            related=(Pointer(customer, ("spec", "signatory"), f"{customer.name} has no signatory"),),
            help=f"Name the role that signs for {customer.name} in its 'signatory'.",
        )
        return
    signed = [
        (approval.date, index) for index, approval in enumerate(spec.approvals) if approval.role == signatory
    ]
    if not signed:
        yield Fault(
            message=f"The agreement holds from {spec.valid_from} on without the approval of {signatory}, "
            f"who signs for {customer.name}",
            at=Pointer(sla, _APPROVALS, at_key=True),
            related=(Pointer(customer, ("spec", "signatory"), f"signs for {customer.name}"),),
        )
        return
    day, index = min(signed)
    if day > spec.valid_from:
        future = day > context.today
        yield Fault(
            message=f"The approval of {signatory} is dated {day}; "
            f"the agreement has held since {spec.valid_from}",
            at=Pointer(sla, (*_APPROVALS, index, "date")),
            related=(Pointer(sla, ("spec", "validFrom"), "the first day"),),
            help=None if future else "Let the next agreement begin only once it is signed.",
            severity=None if future else Severity.WARNING,
        )


RULE = EntityRule(
    code="AGR002",
    name="agreement-without-signature",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Record the signatory's approval in 'approvals', or let the agreement begin later.",
)
