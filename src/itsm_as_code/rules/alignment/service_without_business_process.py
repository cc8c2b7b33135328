"""A live customer-facing service enables no business process.

A service that customers use exists because it makes something possible for them. Where `enables` is empty
or absent, nobody has said what.

## Why it matters

What a service may cost, how fast it must be back and who is asked before it changes all follow from the
business processes above it. A service without one is either waste, or an outage nobody sees coming.

## Bad

```yaml title="catalog/services/intranet.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: intranet, title: Intranet}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  outcome: Everyone knows today's prices.
  utility: Pages that every desk can read.
  warranty: {availability: 98.0}
  maintenance: maintenance-window
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

## Good

```yaml title="catalog/services/email.yaml"
spec:
  enables: all
```

## What it leaves alone

Supporting services, which other services require; services of the pipeline and retired ones; `enables: all`
(a network serves everybody); a service whose only business process does not stand still without it
(`essential: false`).

## Source

The layers of service management: services enable business processes. ITIL 4: value is what the customer
can achieve.

## Fix

By hand: name the business processes in `enables`, or `all`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], _context: Context) -> Iterator[Fault]:
    """One fault for a live customer-facing service that enables nothing."""
    spec = service.entity.spec
    if is_live(service) and spec.type == "customer-facing" and not spec.enables:
        yield Fault(
            message=f"{service.name} is {spec.state} and customer-facing, but enables no business process",
            at=Pointer(service, ("spec", "enables")),
        )


RULE = EntityRule(
    code="ALN003",
    name="service-without-business-process",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Name in 'enables' the business processes that it makes possible, or all of them: enables: all.",
)
