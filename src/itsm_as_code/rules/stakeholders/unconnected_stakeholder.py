"""Nothing is agreed with a stakeholder, or nothing is there for it.

A supplier that no contract names, a customer that no service level agreement names, users whom no service
names.

## Why it matters

Suppliers without a contract work as they please. Customers without an agreement have been promised nothing,
and will remember it differently. Users for whom no service is there either need one, or use one that nobody
counts them for.

## Bad

```yaml title="catalog/stakeholders/carrier.yaml"
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: carrier, title: Carrier}
spec:
  owner: delivery-manager
  roles: [supplier]
  contact: delivery-manager
```

## Good

```yaml title="catalog/stakeholders/carrier.yaml"
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: carrier, title: Carrier}
spec:
  owner: delivery-manager
  roles: [supplier]
  contact: delivery-manager
```

```yaml title="catalog/contracts/line.yaml"
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: line, title: The line to the Internet}
spec:
  owner: delivery-manager
  supplier: carrier
  validFrom: 2026-06-01
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
```

## What it leaves alone

Users who belong to a group that a service names, or with a part that one names; users who are a customer at
once and have an agreement; users who may order an offering; agreements that have ended or are to come.

## Source

FitSM-1 PR7.1 and PR8.1: customers and suppliers are identified, and agreements are made with them.

## Fix

By hand: write the agreement, name the users in a service, or delete the stakeholder.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_NAMED_BY = {
    "supplier": ("contract", "contract"),
    "customer": ("sla", "service level agreement"),
}
"""For each role the kind that names the stakeholder in a field of the role's name, and its title."""


def check(stakeholder: Record[Stakeholder], context: Context) -> Iterator[Fault]:
    """One fault for each role of a stakeholder in which nothing names it."""
    catalog = context.catalog
    for index, role in enumerate(stakeholder.entity.spec.roles):
        if role == "user":
            connected, message = _uses(catalog, stakeholder), "No service names the users"
        else:
            kind, title = _NAMED_BY[role]
            connected, message = (
                _is_named(catalog, stakeholder.ref, kind, role),
                f"No {title} names the {role}",
            )
        if not connected:
            yield Fault(
                message=f"{message} {stakeholder.name}", at=Pointer(stakeholder, ("spec", "roles", index))
            )


def _is_named(catalog: Catalog, ref: str, kind: str, field: str) -> bool:
    return any(holder.kind.short == kind for holder in catalog.holders(ref, field))


def _uses(catalog: Catalog, stakeholder: Record[Stakeholder]) -> bool:
    """Whether a service is there for the users, for a group that they belong to or for a part of them."""
    if _is_named(catalog, stakeholder.ref, "sla", "customer"):
        return True
    family = {stakeholder.ref, *_wholes(catalog, stakeholder.ref), *_parts(catalog, stakeholder.ref)}
    return any(not is_retired(holder) for ref in family for holder in catalog.holders(ref, "users"))


def _wholes(catalog: Catalog, ref: str) -> set[str]:
    """What a group belongs to, upwards."""
    found: set[str] = set()
    waiting = [ref]
    while waiting:
        fresh = set(catalog.named(waiting.pop(), "partOf")) - found
        found |= fresh
        waiting += fresh
    return found


def _parts(catalog: Catalog, ref: str) -> set[str]:
    """What belongs to a group, downwards."""
    found: set[str] = set()
    waiting = [ref]
    while waiting:
        fresh = {holder.ref for holder in catalog.holders(waiting.pop(), "partOf")} - found
        found |= fresh
        waiting += fresh
    return found


RULE = EntityRule(
    code="STK001",
    name="unconnected-stakeholder",
    severity=Severity.WARNING,
    check=check,
    kinds=("Stakeholder",),
    help="Write the agreement, name the users in a service, or take the role away.",
)
