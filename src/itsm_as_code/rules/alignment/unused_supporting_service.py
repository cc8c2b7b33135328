"""Nobody relies on a live supporting service.

A supporting service is there for other services, items or for users of its own. Where nothing live requires
or uses it and nobody is among its users, it is run for nothing, or its purpose is not written down.

## Why it matters

Forgotten services cost licences and attention, and an open door to the network that nobody watches. If it
is needed after all, the missing line hides from everybody what an outage of it would stop.

## Bad

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  type: supporting
```

## Good

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

## What it leaves alone

A supporting service that is only `uses`d; one that only a live item requires; one with users, or with users
of an offering, and nobody above it; services of the pipeline, which are built before anything relies on
them.

## Source

ITIL 4: supporting services exist for the customer-facing ones. FitSM-1, PR1: the portfolio is kept up to
date.

## Fix

By hand: name it in `requires` or `uses` of what relies on it, give it `users`, or retire it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service, ServiceSpec
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a live supporting service without anybody who relies on it."""
    spec = service.entity.spec
    if not is_live(service) or spec.type != "supporting" or _has_users(spec):
        return
    holders = context.catalog.holders(service.ref, "requires", "uses")
    if not any(not holder.is_typed or is_live(holder) for holder in holders):
        yield Fault(
            message=f"Nothing live requires or uses {service.name}, and it has no users of its own",
            at=name_of(service),
        )


def _has_users(spec: ServiceSpec) -> bool:
    return bool(spec.users or any(offering.users for offering in spec.offerings))


RULE = EntityRule(
    code="ALN005",
    name="unused-supporting-service",
    severity=Severity.WARNING,
    check=check,
    kinds=("Service",),
    help="Say in 'requires', 'uses' or 'users' who relies on it, or retire it.",
)
