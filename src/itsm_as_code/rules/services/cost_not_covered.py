"""The costs do not add up.

Either the contracts in force cost more in a year than the services together say that they cost, or what
customers outside the organisation pay for a service is less than it costs.

The cost of a contract falls to services by its `costShares`; without them equally to what it covers, and
without `covers` to what requires it; the part of an item falls to what requires the item.

## Why it matters

Services have to be worth their money, and that can only be told when the money is known. A cost that is
smaller than its contracts alone has been forgotten or has grown since; a price below cost loses more with
each new customer.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  cost: {amount: 400, per: 1mo}
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  cost: {amount: 900, per: 1mo}
```

## What it leaves alone

Services without a stated cost, as long as those that state one bear all contracts; amounts that fall due
once and amounts in another currency, with the services that they belong to; contracts that have ended;
prices for customers inside, which may be a part of the cost or nothing.

## Source

Services must be cost-effective. FitSM-1, PR3 and ISO/IEC 20000-1:2018, 8.4.1 (services are budgeted and
accounted for).

## Fix

By hand: correct the cost of the services, or ask for another price.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import promising
from itsm_as_code.catalog.costs import contract_costs, yearly
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.organization import Organization
from itsm_as_code.model.service import Service
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer
from itsm_as_code.text import count, money


def check(catalog: Catalog, context: Context) -> Iterator[Fault]:
    """One fault for all services together, one for each price that does not cover the cost."""
    organization = catalog.organization
    if organization is None:
        return
    currency = organization.entity.spec.currency
    yield from _contracts(organization, context, currency)
    for service in catalog.of(Service):
        yield from _price(service, context, currency)


def _contracts(organization: Record[Organization], context: Context, currency: str) -> Iterator[Fault]:
    paid = contract_costs(context.catalog, context.today, currency)
    stated = borne = Decimal(0)
    for service in context.catalog.of(Service):
        cost = service.entity.spec.cost
        amount = yearly(cost, currency)
        if is_retired(service) or (cost is not None and amount is None):
            continue
        stated += amount or 0
        borne += paid.get(service.ref, Decimal(0))
    if borne > stated > 0:
        yield Fault(
            message=f"The contracts cost {money(borne, currency)} a year, more than the "
            f"{money(stated, currency)} that all services together are said to cost",
            at=name_of(organization),
            help="Raise the 'cost' of the services that the contracts are paid for.",
        )


def _price(service: Record[Service], context: Context, currency: str) -> Iterator[Fault]:
    spec = service.entity.spec
    price, cost = yearly(spec.price, currency), yearly(spec.cost, currency)
    if price is None or cost is None:
        return
    promised = promising(context.catalog, service.ref, context.today)
    customers = {agreement.entity.spec.customer for agreement in promised}
    income = price * len(customers)
    if income < cost and any(_outside(context.catalog, customer) for customer in customers):
        yield Fault(
            message=f"{service.name} brings {money(income, currency)} a year from "
            f"{count(len(customers), 'customer')}, but costs {money(cost, currency)}",
            at=Pointer(service, ("spec", "price")),
            related=(Pointer(service, ("spec", "cost"), f"{money(cost, currency)} a year"),),
        )


def _outside(catalog: Catalog, customer: str) -> bool:
    stakeholder = catalog.find(Stakeholder, customer)
    return stakeholder is not None and stakeholder.entity.spec.outside


RULE = CatalogRule(
    code="SVC006",
    name="cost-not-covered",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    help="Raise the price to the cost, or lower the cost.",
)
