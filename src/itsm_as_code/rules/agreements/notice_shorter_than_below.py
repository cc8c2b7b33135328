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
from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.catalog.underpinning import Underpinning, beneath
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_NAMED = 3
"""How many contracts a message names."""

_NOTICE = ("spec", "notice")
_FIRSTS = tuple(dt.date(year, month, 1) for year in range(2026, 2030) for month in range(1, 13))
"""The beginnings of the months of four years, one of them a leap year."""


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for an SLA that can be given up sooner than a contract under it."""
    notice = sla.entity.spec.notice
    if notice is None or is_over(sla, context.today):
        return
    contracts = {
        each.path: each
        for service in sla.targets_in("services")
        for supporting in beneath(context.catalog, service).values()
        for each in supporting
        if isinstance(each.entity, UnderpinningContract)
        and _is_shorter(notice, each.entity.spec.notice)
        and not is_over(each, context.today)
    }
    if contracts:
        yield _fault(sla, [contracts[path] for path in sorted(contracts)])


def _is_shorter(one: CalendarSpan, other: CalendarSpan | None) -> bool:
    """Whether a notice is shorter than another, on whatever day it is given."""
    return other is not None and one.text != other.text and _falls_short(one, other)


@functools.cache
def _falls_short(one: CalendarSpan, other: CalendarSpan) -> bool:
    return all(one.after(first) < other.after(first) for first in _FIRSTS)


def _fault(sla: Record[ServiceLevelAgreement], contracts: list[Record[Underpinning]]) -> Fault:
    named = [f"{contract.ref} ({contract.entity.spec.notice})" for contract in contracts]
    listed = text.some_of(named, _NAMED)
    return Fault(
        message=f"The notice of {sla.entity.spec.notice} is shorter than that of {listed}",
        at=Pointer(sla, _NOTICE),
        related=tuple(Pointer(contract, _NOTICE, f"notice of {contract.ref}") for contract in contracts),
    )


RULE = EntityRule(
    code="AGR008",
    name="notice-shorter-than-below",
    severity=Severity.INFO,
    check=check,
    kinds=("ServiceLevelAgreement",),
    timed=True,
    help="Count what the contract would cost once the customer has left.",
)
