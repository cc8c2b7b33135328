"""An agreement is not reviewed once a year.

It names no `nextReview`, or one that lies more than a year after its `lastReview`; where none is on record,
more than a year after its first day.

## Why it matters

What the business needs changes with every season, and what suppliers can do as well. An agreement that
nobody looks at for years promises last year's service at last year's price, and both sides find out during
an outage.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  lastReview: 2026-09-01
  nextReview: 2028-08-31
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  lastReview: 2026-09-01
  nextReview: 2027-08-31
```

## What it leaves alone

Agreements that are over; those that have not begun and will be reviewed within a year of their first day; a
next review on the very day a year later.

## Source

FitSM-1 PR2.2 (service level agreements are reviewed at planned intervals); ISO/IEC 20000-1:2018, 8.3.3.
Under `regulated` it is an error.

## Fix

By hand: agree on a day with the other side.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.finding import Severity
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_A_YEAR = CalendarSpan.parse("1y")
_NEXT = ("spec", "nextReview")


def check(agreement: Record[Agreement], context: Context) -> Iterator[Fault]:
    """One fault for an agreement without a review within a year."""
    if is_over(agreement, context.today):
        return
    spec = agreement.entity.spec
    if spec.next_review is None:
        yield Fault(message="No day is set for the next review", at=Pointer(agreement, _NEXT))
        return
    if spec.last_review is not None:
        since, field, what = spec.last_review, "lastReview", "the last one"
    else:
        since, field, what = spec.valid_from, "validFrom", "the agreement's first day"
    if spec.next_review > _A_YEAR.after(since):
        yield Fault(
            message=f"The next review, on {spec.next_review}, is more than a year after {what}, {since}",
            at=Pointer(agreement, _NEXT),
            related=(Pointer(agreement, ("spec", field), what),),
        )


RULE = EntityRule(
    code="AGR015",
    name="agreement-without-yearly-review",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    timed=True,
    kinds=AGREEMENT_KINDS,
    help="Set 'nextReview' to a day within a year of the last review.",
)
