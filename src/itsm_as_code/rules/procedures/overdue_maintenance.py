"""Preventive maintenance is overdue.

A procedure is done `every` so often, and the day in `lastDone` lies longer ago than that. During the thirty
days before, the finding names the day on which it falls due.

## Why it matters

Maintenance is what nobody misses until the day the standby line does not take over. It is put off for good
reasons, one week at a time; the date makes the sum of them visible.

## Bad

```yaml title="catalog/procedures/test-alarm.yaml"
spec:
  lastDone: 2026-08-19
```

## Good

```yaml title="catalog/procedures/test-alarm.yaml"
spec:
  lastDone: 2026-10-01
```

## What it leaves alone

The very day on which it falls due; a procedure that has not been done yet and so has no `lastDone`; a day
in `lastDone` without `every`. Months are those of the calendar: what was done on 31 January falls due a
month later on 28 February.

## Source

Operation: preventive maintenance; ISO/IEC 20000-1:2018, 8.1.

## Fix

By hand: do it and write down the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], context: Context) -> Iterator[Fault]:
    """One fault from the day after it fell due."""
    spec = procedure.entity.spec
    if spec.every is None or spec.last_done is None:
        return
    if spec.every.after(spec.last_done) < context.today:
        yield Fault(
            message=f"{procedure.name} was last done on {spec.last_done}; it is due every {spec.every}",
            at=Pointer(procedure, ("spec", "lastDone")),
        )


RULE = EntityRule(
    code="PRD006",
    name="overdue-maintenance",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Procedure",),
    help="Do it and write the day into 'lastDone'.",
)
