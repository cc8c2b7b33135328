"""A supplier has not been evaluated for over a year.

`evaluatedOn` lies more than a year back, or is absent although a contract with the supplier has run for
longer than that.

## Why it matters

What a supplier delivers changes quietly: other people, other subcontractors, a new owner. Once a year
somebody should compare what was promised with what arrived, before the contract renews itself.

## Bad

```yaml title="catalog/stakeholders/mail-host.yaml"
spec:
  evaluatedOn: 2025-09-15
```

## Good

```yaml title="catalog/stakeholders/mail-host.yaml"
spec:
  evaluatedOn: 2026-09-15
```

## What it leaves alone

Suppliers in their first year; suppliers without a contract in force, since nothing is left to evaluate.

## Source

FitSM-1 PR8.4 (the performance of suppliers is monitored); ISO/IEC 20000-1:2018, 8.3.4.

## Fix

By hand: evaluate the supplier and write down the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import contracts_with, in_force
from itsm_as_code.finding import Severity
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_A_YEAR = CalendarSpan.parse("1y")
_EVALUATED = ("spec", "evaluatedOn")


def check(supplier: Record[Stakeholder], context: Context) -> Iterator[Fault]:
    """One fault for a supplier under contract whose evaluation is too old or never was."""
    spec = supplier.entity.spec
    if "supplier" not in spec.roles:
        return
    contracts = [
        contract
        for contract in contracts_with(context.catalog, supplier.ref)
        if in_force(contract.entity.spec, context.today)
    ]
    if not contracts:
        return
    if spec.evaluated_on is not None:
        if _A_YEAR.after(spec.evaluated_on) < context.today:
            yield Fault(
                message=f"{supplier.name} was last evaluated on {spec.evaluated_on}, over a year ago",
                at=Pointer(supplier, _EVALUATED),
            )
        return
    first = min(contracts, key=lambda contract: contract.entity.spec.valid_from)
    begun = first.entity.spec.valid_from
    if _A_YEAR.after(begun) < context.today:
        yield Fault(
            message=f"{supplier.name} has been under contract since {begun} and was never evaluated",
            at=Pointer(supplier, _EVALUATED),
            related=(Pointer(first, ("spec", "validFrom"), f"{first.ref} begins here"),),
        )


RULE = EntityRule(
    code="STK002",
    name="supplier-evaluation-overdue",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Stakeholder",),
    help="Evaluate the supplier and write the day in 'evaluatedOn'.",
)
