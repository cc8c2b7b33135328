"""A process is realised by no procedure.

No procedure names one of its activities in `realises`: it is said what is done, but nowhere how.

## Why it matters

Without a procedure each colleague does the work in his own way, and the newcomer asks around. What is done
in a different way each time cannot be improved, and its time cannot be promised.

## Bad

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  realises: [continual-improvement/choose-improvement]
  steps:
    - {do: Compare the incident records., by: role:quality-manager, type: coordination, takes: 2h}
```

## Good

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  realises: [problem-management/find-cause]
```

## What it leaves alone

Activities without a procedure beside one that has one: not all work needs written steps. A procedure that
realises activities of several processes counts for each.

## Source

Policy is why, process is what, procedure is how; FitSM-1, GR2.3 (procedures are documented where they are
needed).

## Fix

By hand: write down how the work is done, or name the activity in the procedure that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(process: Record[Process], context: Context) -> Iterator[Fault]:
    """One fault for a process whose activities no procedure names."""
    if not context.catalog.holders(process.ref, "realises"):
        yield Fault(
            message=f"No procedure says how the process {process.name} is carried out",
            at=name_of(process),
        )


RULE = EntityRule(
    code="PRC005",
    name="process-without-procedure",
    severity=Severity.WARNING,
    check=check,
    kinds=("Process",),
    help="Name one of its activities in 'realises' of a procedure.",
)
