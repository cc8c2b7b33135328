"""A recovery procedure was last tested over a year ago, or never.

A procedure of the type `recovery` says in `lastTested` when people last tried it. During the thirty days
before the year is over the finding names the day.

## Why it matters

A recovery that nobody has rehearsed takes several times as long as anyone believes: the password is not in
the safe, the backup cannot be read, the colleague who knew has left. The promised recovery time rests on
the last rehearsal, and on nothing else.

## Bad

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  lastTested: 2025-11-03
```

## Good

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  lastTested: 2026-09-01
```

## What it leaves alone

Procedures of any other type, tested or not; a test exactly a year ago; a recovery procedure under a
[waiver](GOV001-uncontrolled-waiver.md), for the weeks in which no exercise can be held.

## Source

ISO/IEC 20000-1:2018, 8.7.2 (service continuity plans are tested at planned intervals); FitSM-3, PR4.3.
Under `regulated` it is an error.

## Fix

By hand: rehearse the procedure and write down the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_YEAR = CalendarSpan.parse("1y")


def check(procedure: Record[Procedure], context: Context) -> Iterator[Fault]:
    """One fault for a recovery procedure without a test in the last year."""
    spec = procedure.entity.spec
    if spec.type != "recovery":
        return
    at = Pointer(procedure, ("spec", "lastTested"))
    if spec.last_tested is None:
        yield Fault(message=f"The recovery procedure {procedure.name} has never been tested", at=at)
    elif _YEAR.after(spec.last_tested) < context.today:
        yield Fault(
            message=f"The recovery procedure {procedure.name} was last tested on {spec.last_tested}; "
            "a test is due every year",
            at=at,
        )


RULE = EntityRule(
    code="REC006",
    name="untested-recovery-procedure",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Procedure",),
    help="Rehearse the procedure and write the day into 'lastTested'.",
)
