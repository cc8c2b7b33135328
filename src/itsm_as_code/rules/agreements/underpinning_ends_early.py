"""An agreement under a service level agreement ends first.

An operational level agreement or a contract supports a promised service, or something that the service
requires. It ends before the service level agreement does, and nothing goes on in its place.

## Why it matters

From that day on the promise to the customer stands on nothing. Suppliers know the day as well, and whoever
has to renew within a week pays what is asked.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  validTo: 2029-01-01
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  validTo: 2028-01-01
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  validTo: 2029-01-01
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  validTo: 2028-01-01
  autoRenew: true
```

## What it leaves alone

Service level agreements without an end; agreements that renew themselves, unless `renewal: end` says that
they will not; one that another takes over from: it covers the same, begins later, and lasts longer. Two
contracts that a service requires side by side do not take over from each other.

## Source

ISO/IEC 20000-1:2018, 8.3.4 (contracts support the service level targets); FitSM-1 PR2.4.

## Fix

By hand: renew it, find another, or tell the customer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import ever_covering
from itsm_as_code.catalog.lifecycle import is_over, renews_itself
from itsm_as_code.catalog.underpinning import Underpinning, standing_on, supported
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_END = ("spec", "validTo")


def check(underpinning: Record[Underpinning], context: Context) -> Iterator[Fault]:
    """One fault for an OLA or a contract that a service level agreement outlasts."""
    spec, catalog = underpinning.entity.spec, context.catalog
    if spec.valid_to is None or renews_itself(spec):
        return
    standing = {
        sla.path: sla
        for ref in supported(catalog, underpinning)
        if not _taken_over(catalog, underpinning, ref)
        for sla in standing_on(catalog, ref)
    }
    outlasting = [
        standing[path]
        for path in sorted(standing)
        if spec.valid_to < _end(standing[path]) < dt.date.max and not is_over(standing[path], context.today)
    ]
    if outlasting:
        yield _fault(underpinning, sorted(outlasting, key=_end, reverse=True))


def _end(agreement: Record[ServiceLevelAgreement] | Record[Underpinning]) -> dt.date:
    return agreement.entity.spec.valid_to or dt.date.max


def _taken_over(catalog: Catalog, ending: Record[Underpinning], ref: str) -> bool:
    """Whether another OLA or contract goes on supporting something in the place of one that ends."""
    return any(
        ending.entity.spec.valid_from < other.entity.spec.valid_from <= _end(ending) < _end(other)
        and not _requires(catalog, ref, other.ref)
        for other in ever_covering(catalog, ref)
    )


def _requires(catalog: Catalog, ref: str, other: str) -> bool:
    return other in catalog.named(ref, "requires")


def _fault(ending: Record[Underpinning], slas: list[Record[ServiceLevelAgreement]]) -> Fault:
    last = f"{slas[0].ref} on {_end(slas[0])}"
    if slas[1:]:
        last = f"{text.count(len(slas), 'agreement')} that rest on it, the last of them {last}"
    return Fault(
        message=f"{ending.ref} ends on {_end(ending)}, before {last}",
        at=Pointer(ending, _END),
        related=tuple(Pointer(sla, _END, f"{sla.ref} ends here") for sla in slas),
    )


RULE = EntityRule(
    code="AGR006",
    name="underpinning-ends-early",
    severity=Severity.WARNING,
    check=check,
    kinds=("OperationalLevelAgreement", "UnderpinningContract"),
    timed=True,
    help="Renew it, agree on what takes its place, or let the promise end with it.",
)
