"""A procedure lacks its trigger, or a step the one who does it.

## Why it matters

A procedure tells people when to begin and who does what. Without the first nobody begins; without the
second each waits for the other, in the night in which the tills stand still.

## Bad

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  trigger: null
```

## Good

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  trigger: The same incident happens a third time.
```

## What it leaves alone

A step done by a team or a supplier rather than a role; a trigger in a few words; steps without a type, a
time or an item.

## Source

A procedure says steps, when, and with which groups; FitSM-1, GR2.3. Under `regulated` it is an error.

## Fix

By hand: say when it starts, and who does each step.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], _context: Context) -> Iterator[Fault]:
    """The missing trigger, then each step that nobody does."""
    spec = procedure.entity.spec
    if spec.trigger is None:
        yield Fault(
            message=f"The procedure {procedure.name} does not say when it starts",
            at=Pointer(procedure, ("spec", "trigger")),
            help="Say in 'trigger' when it starts.",
        )
    for index, step in enumerate(spec.steps):
        if step.by is None:
            yield Fault(
                message=f"Nobody does step {index + 1} of {procedure.name}: {text.shortened(step.do)}",
                at=Pointer(procedure, ("spec", "steps", index, "by")),
                help="Say in 'by' which role, team or supplier does it.",
            )


RULE = EntityRule(
    code="PRD002",
    name="incomplete-procedure",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    kinds=("Procedure",),
    help="Say when it starts, and who does each step.",
)
