"""No service level agreement in force promises a live customer-facing service.

An agreement is in force from `validFrom` to the day before `validTo`.

## Why it matters

Without an agreement the customer expects everything and IT owes nothing. The first outage then decides what
was promised, and neither availability nor response can be planned, reported or paid for.

## Bad

```yaml title="catalog/services/intranet.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: intranet, title: Intranet}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  criticality: high
  outcome: Everyone knows the prices of the day.
  utility: Pages that every desk can read.
  warranty: {availability: 98.0}
  maintenance: maintenance-window
  enables: [selling]
  users: [sales-staff]
```

## Good

```yaml title="catalog/services/intranet.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: intranet, title: Intranet}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  criticality: high
  outcome: Everyone knows the prices of the day.
  utility: Pages that every desk can read.
  warranty: {availability: 98.0}
  maintenance: maintenance-window
  enables: [selling]
  users: [sales-staff]
```

```yaml title="catalog/slas/intranet.yaml"
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: intranet, title: The intranet for Sales}
spec:
  owner: customer-manager
  customer: sales
  services: [intranet]
  validFrom: 2026-11-01
  targets: [{metric: satisfaction, atLeast: 80, unit: "%", per: 1y, measuredBy: yearly survey}]
  approvals: [{role: head-of-sales, by: Ana Ruiz, date: 2026-10-20, recordedBy: customer-manager}]
  lastReview: 2026-10-20
  nextReview: 2027-10-19
```

## What it leaves alone

Supporting services, which stand under operational level agreements; services of the pipeline; a service
that an agreement with another customer promises; an agreement whose fields are broken, which SCH reports.

## Source

FitSM-1, PR2.2 (service level agreements are in place); ISO/IEC 20000-1:2018, 8.3.3.

## Fix

By hand: agree one with the customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import in_force
from itsm_as_code.catalog.graph import named_by
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a live customer-facing service that nobody has been promised."""
    spec = service.entity.spec
    if not is_live(service) or spec.type != "customer-facing":
        return
    outside = []
    for agreement, _ in named_by(context.catalog, service.ref, "services"):
        if agreement.parsed is None or in_force(agreement.entity.spec, context.today):
            return
        outside.append(_term(agreement, context))
    yield Fault(
        message=f"{service.name} is {spec.state}, but no service level agreement in force promises it",
        at=name_of(service),
        related=tuple(outside),
    )


def _term(agreement: Record[ServiceLevelAgreement], context: Context) -> Pointer:
    """Where an agreement says that it is not in force."""
    if agreement.entity.spec.valid_from > context.today:
        return Pointer(agreement, ("spec", "validFrom"), "begins later")
    return Pointer(agreement, ("spec", "validTo"), "has ended")


RULE = EntityRule(
    code="SVC003",
    name="service-without-sla",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Service",),
    help="Agree one with the customer, or prolong the one that there was.",
)
