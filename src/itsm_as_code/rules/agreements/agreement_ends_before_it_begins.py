"""An agreement ends before it begins.

`validTo` is the first day on which the agreement no longer holds. If it is not after `validFrom`, the
agreement holds on no day at all.

## Why it matters

Such an agreement looks complete and promises nothing: it is in force on no day, so no rule, page or report
takes it into account. Most often a year was typed wrongly when the agreement was renewed.

## Bad

```yaml title="catalog/contracts/fair.yaml"
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: fair, title: Lines at the furniture fair}
spec:
  owner: delivery-manager
  supplier: mail-host
  validFrom: 2027-06-01
  validTo: 2026-07-01
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: resolution-time, priority: 1, atMost: 2h, measuredBy: service desk}
```

## Good

```yaml title="catalog/contracts/fair.yaml"
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: fair, title: Lines at the furniture fair}
spec:
  owner: delivery-manager
  supplier: mail-host
  validFrom: 2027-06-01
  validTo: 2027-07-01
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: resolution-time, priority: 1, atMost: 2h, measuredBy: service desk}
```

## What it leaves alone

Agreements without an end, which hold until they are replaced; an agreement of a single day, whose `validTo`
is the day after its `validFrom`; agreements that are over.

## Source

FitSM-1 PR2.2; ISO/IEC 20000-1:2018, 8.3.3 (agreements have a beginning and an end). Spans of dates are
half-open throughout.

## Fix

By hand: only the parties know which of the two dates is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(agreement: Record[Agreement], _context: Context) -> Iterator[Fault]:
    """One fault for an agreement that holds on no day."""
    first, end = agreement.entity.spec.valid_from, agreement.entity.spec.valid_to
    if end is None or first < end:
        return
    if end == first:
        message = f"The agreement ends on {end}, the day on which it begins"
    else:
        message = f"The agreement ends on {end}, before it begins on {first}"
    yield Fault(
        message=message,
        at=Pointer(agreement, ("spec", "validTo")),
        related=(Pointer(agreement, ("spec", "validFrom"), "begins here"),),
    )


RULE = EntityRule(
    code="AGR004",
    name="agreement-ends-before-it-begins",
    severity=Severity.ERROR,
    check=check,
    kinds=AGREEMENT_KINDS,
    help="Write in 'validTo' the first day on which it no longer holds, or leave it out.",
)
