"""An improvement's action is overdue.

The day in `due` has passed and the improvement is still `open`. During the thirty days before, the finding
names the day.

## Why it matters

Findings that grow old teach people that reporting is useless. An overdue action is not a failure to hide:
either it gets a new day, with a reason, or it is given up, and somebody says so.

## Bad

```yaml title="catalog/improvements/clearer-reports.yaml"
spec:
  due: 2026-10-30
```

## Good

```yaml title="catalog/improvements/clearer-reports.yaml"
spec:
  due: 2027-03-31
```

## What it leaves alone

The very day in `due`; improvements that are done or rejected; an improvement without a day, which is an
idea so far.

## Source

ISO/IEC 20000-1:2018, 10.2 (continual improvement); FitSM-1, PR14.

## Fix

By hand: do it and say so in `status`, set a new day, or reject it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.improvement import Improvement
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(improvement: Record[Improvement], context: Context) -> Iterator[Fault]:
    """One fault from the day after it was due."""
    spec = improvement.entity.spec
    if spec.status == "open" and spec.due is not None and spec.due < context.today:
        yield Fault(
            message=f"The improvement {improvement.name} is due by {spec.due} and still open",
            at=Pointer(improvement, ("spec", "due")),
        )


RULE = EntityRule(
    code="GOV007",
    name="overdue-improvement",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Improvement",),
    help="Do it and say 'status: done', set a new day, or reject it.",
)
