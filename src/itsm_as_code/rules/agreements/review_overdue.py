"""A review has not taken place.

The day in `nextReview` has passed: a warning, and an error after ninety days. Every kind is held to the day
that its own file names.

## Why it matters

Catalogues die of facts that were true once. A yearly look at each service, agreement and supplier is what
keeps the rest of the catalogue believable, and the day for it was chosen by the owner.

## Bad

```yaml title="catalog/risks/one-switch.yaml"
spec:
  nextReview: 2026-10-31
```

## Good

```yaml title="catalog/risks/one-switch.yaml"
spec:
  lastReview: 2026-10-28
  nextReview: 2027-10-27
```

## What it leaves alone

Entities that name no day; the day itself, which is still in time; whatever is over: retired services and
items, agreements and waivers after their end, closed risks, improvements that are done.

## Source

FitSM-1 GR2.4 (documents are reviewed); ISO/IEC 20000-1:2018, 7.5.2.

## Fix

By hand: hold the review, then move `nextReview` on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.finding import Severity
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_GRAVE = dt.timedelta(days=90)


def check(record: Record[Any], context: Context) -> Iterator[Fault]:
    """One fault for an entity whose day of review has passed."""
    spec = record.entity.spec
    due = spec.next_review if isinstance(spec, OwnedSpec) else None
    if due is None or due >= context.today or is_over(record, context.today):
        return
    late = context.today - due
    grave = late > _GRAVE
    after = f" {late.days} days later" if grave else ""
    yield Fault(
        message=f"The review due on {due} has not taken place{after}",
        at=Pointer(record, ("spec", "nextReview")),
        severity=Severity.ERROR if grave else None,
    )


RULE = EntityRule(
    code="AGR005",
    name="review-overdue",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    help="Review it, write the day in 'lastReview' and the next one in 'nextReview'.",
)
