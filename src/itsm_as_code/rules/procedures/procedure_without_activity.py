"""A procedure realises no activity.

Its `realises` is absent or empty: it says how something is done that no process asks for.

## Why it matters

Such a procedure is nobody's business. When the process changes, it is not changed along with it, and the
colleague who follows it in good faith does the work of the year before last.

## Bad

```yaml title="catalog/procedures/clean-screens.yaml"
apiVersion: itsm/v1
kind: Procedure
metadata: {name: clean-screens, title: Clean the screens}
spec:
  owner: service-desk-lead
  trigger: A screen is dirty.
  steps:
    - {do: Wipe it with a soft cloth., by: team:service-desk}
```

## Good

```yaml title="catalog/procedures/clean-screens.yaml"
apiVersion: itsm/v1
kind: Procedure
metadata: {name: clean-screens, title: Clean the screens}
spec:
  owner: service-desk-lead
  realises: [incident-management/answer-request]
  trigger: A screen is dirty.
  steps:
    - {do: Wipe it with a soft cloth., by: team:service-desk}
```

## What it leaves alone

A procedure for activities of several processes; several procedures for one activity. An activity that does
not exist is REF001's matter.

## Source

Policy is why, process is what, procedure is how; FitSM-1, GR2.3.

## Fix

By hand: name the activity as `process/activity`, or give the procedure up.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], _context: Context) -> Iterator[Fault]:
    """One fault for a procedure without an activity."""
    if not procedure.entity.spec.realises:
        yield Fault(
            message=f"The procedure {procedure.name} realises no activity of a process",
            at=Pointer(procedure, ("spec", "realises")),
        )


RULE = EntityRule(
    code="PRD001",
    name="procedure-without-activity",
    severity=Severity.ERROR,
    check=check,
    kinds=("Procedure",),
    help="Name in 'realises' the activity that it carries out, as process/activity.",
)
