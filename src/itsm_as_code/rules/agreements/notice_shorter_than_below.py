"""A customer can leave sooner than the contracts under the service can be given up.

The notice of a service level agreement is shorter than that of a contract which supports its services.

## Why it matters

When the customer leaves, the contract goes on being paid for with nobody using it. It may be worth it, but
somebody should have counted the months.

## Bad

```yaml title="catalog/contracts/mail.yaml"
spec:
  notice: 1y
```

## Good

```yaml title="catalog/contracts/mail.yaml"
spec:
  notice: 6mo
```

## What it leaves alone

Agreements that state no notice; spans that come to the same, such as `1mo` and `30d`; operational level
agreements, which nobody pays for; whatever is over.

## Source

Practice: stranded cost. Budgeting and accounting for services, ISO/IEC 20000-1:2018, 8.4.1.

## Fix

By hand: it is a remark. Negotiate the shorter notice with the supplier or the longer one with the customer.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.catalog.underpinning import promises, supported
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer

_NAMED = 3
"""How many contracts a message names."""

_NOTICE = ("spec", "notice")
_FIRSTS = tuple(dt.date(year, month, 1) for year in range(2026, 2030) for month in range(1, 13))
"""The beginnings of the months of four years, one of them a leap year."""


def check(catalog: Catalog, context: Context) -> Iterator[Fault]:
    """One fault for each SLA that can be given up sooner than a contract under it."""
    today = context.today
    standing = promises(catalog)
    longer: dict[str, list[Record[UnderpinningContract]]] = defaultdict(list)
    for contract in catalog.of(UnderpinningContract):
        notice = contract.entity.spec.notice
        if notice is not None and not is_over(contract, today):
            for sla in standing.on(supported(catalog, contract)):
                if _is_shorter(sla.entity.spec.notice, notice) and not is_over(sla, today):
                    longer[sla.ref].append(contract)
    for sla in catalog.of(ServiceLevelAgreement):
        if contracts := longer.get(sla.ref):
            yield _fault(sla, contracts)


def _is_shorter(one: CalendarSpan | None, other: CalendarSpan) -> bool:
    """Whether a notice is shorter than another, on whatever day it is given."""
    return one is not None and one.text != other.text and _falls_short(one, other)


@functools.cache
def _falls_short(one: CalendarSpan, other: CalendarSpan) -> bool:
    return all(one.after(first) < other.after(first) for first in _FIRSTS)


def _fault(sla: Record[ServiceLevelAgreement], contracts: list[Record[UnderpinningContract]]) -> Fault:
    named = [f"{contract.ref} ({contract.entity.spec.notice})" for contract in contracts]
    listed = text.some_of(named, _NAMED)
    return Fault(
        message=f"The notice of {sla.entity.spec.notice} is shorter than that of {listed}",
        at=Pointer(sla, _NOTICE),
        related=tuple(Pointer(contract, _NOTICE, f"notice of {contract.ref}") for contract in contracts),
    )


RULE = CatalogRule(
    code="AGR008",
    name="notice-shorter-than-below",
    severity=Severity.INFO,
    check=check,
    timed=True,
    help="Count what the contract would cost once the customer has left.",
)
