"""A change procedure lacks its verification or its way back, or a recovery procedure its verification.

`verification` says how one sees that it worked, `rollback` how to undo it.

## Why it matters

A change is finished when somebody has seen that it works, not when the last command has run. And the way
back is written in daylight, by people who have slept, because it is needed at three in the morning.

## Bad

```yaml title="catalog/procedures/replace-switch-port.yaml"
spec:
  verification: null
```

## Good

```yaml title="catalog/procedures/replace-switch-port.yaml"
spec:
  verification: The device at the desk has an address.
```

## What it leaves alone

Procedures of the types request, maintenance and administrative; a recovery without a way back: nobody wants
to return to the outage.

## Source

FitSM-1, PR13.5 (releases are tested, and can be undone); ISO/IEC 20000-1:2018, 8.5.1.3 (a change that fails
is reversed or remedied).

## Fix

By hand: say how one sees that it worked, and how to undo it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], _context: Context) -> Iterator[Fault]:
    """One fault for each of the two that is missing."""
    spec = procedure.entity.spec
    if spec.type in ("change", "recovery") and spec.verification is None:
        yield Fault(
            message=f"The {spec.type} procedure {procedure.name} does not say how one sees that it worked",
            at=Pointer(procedure, ("spec", "verification")),
            help="Say in 'verification' how one sees that it worked.",
        )
    if spec.type == "change" and spec.rollback is None:
        yield Fault(
            message=f"The change procedure {procedure.name} does not say how to undo it",
            at=Pointer(procedure, ("spec", "rollback")),
            help="Say in 'rollback' how to undo it.",
        )


RULE = EntityRule(
    code="PRD004",
    name="procedure-without-verification",
    severity=Severity.ERROR,
    check=check,
    kinds=("Procedure",),
    help="Say how one sees that it worked, and how to undo it.",
)
