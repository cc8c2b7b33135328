"""A party to an agreement is not what the agreement takes it for.

The customer of a service level agreement has the role `customer`, and the supplier of a contract the role
`supplier`.

## Why it matters

Roles say what everybody may expect. Customers are asked what they need, sign, and read the reports;
suppliers are evaluated. A party that is not known in its role is passed over by all of this, and the
agreement stands between people who never speak with each other.

## Bad

```yaml title="catalog/contracts/printing.yaml"
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: printing, title: Price lists in print}
spec:
  owner: delivery-manager
  supplier: sales
  validFrom: 2026-01-01
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: fulfilment-time, atMost: 16h, measuredBy: service desk}
```

## Good

```yaml title="catalog/contracts/printing.yaml"
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: printing, title: Price lists in print}
spec:
  owner: delivery-manager
  supplier: mail-host
  validFrom: 2026-01-01
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: fulfilment-time, atMost: 16h, measuredBy: service desk}
```

## What it leaves alone

Stakeholders with several roles: users may be customers, and a customer may deliver as well; customers and
suppliers inside the organisation.

## Source

ITIL 4: the roles of service consumers and suppliers. FitSM-1 PR7.1 and PR8.1 ask for a list of customers and
one of suppliers.

## Fix

By hand: either the wrong stakeholder is named, or its role is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(agreement: Record[Agreement], context: Context) -> Iterator[Fault]:
    """One fault for the party of an agreement that lacks the role."""
    part, name = _party(agreement.entity)
    party = context.catalog.find(Stakeholder, name)
    if party is not None and part not in party.entity.spec.roles:
        roles = party.entity.spec.roles
        yield Fault(
            message=f"{name} is the {part} here, but has only the {_roles(roles)}",
            at=Pointer(agreement, ("spec", part)),
            related=(Pointer(party, ("spec", "roles"), f"the {_roles(roles)}"),),
        )


def _party(agreement: Agreement) -> tuple[str, str | None]:
    """The field that names the party, which is the role as well, and the party."""
    if isinstance(agreement, ServiceLevelAgreement):
        return "customer", agreement.spec.customer
    assert isinstance(agreement, UnderpinningContract)
    return "supplier", agreement.spec.supplier


def _roles(roles: tuple[str, ...]) -> str:
    return f"{'role' if len(roles) == 1 else 'roles'} {text.all_of(roles)}"


RULE = EntityRule(
    code="AGR001",
    name="party-without-role",
    severity=Severity.ERROR,
    check=check,
    kinds=("ServiceLevelAgreement", "UnderpinningContract"),
    help="Name the stakeholder that is meant, or add the role to its 'roles'.",
)
