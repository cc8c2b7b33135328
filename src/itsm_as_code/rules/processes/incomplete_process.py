"""A process lacks its function, input, activities or output.

There is one finding for each of `function`, `consumes`, `activities` and `produces` that is absent or
empty. The owner is required by the schema.

## Why it matters

A process without a function belongs to nobody once its owner is away. One without input never starts, one
without output is for nothing, and one without activities is a title.

## Bad

```yaml title="catalog/processes/monitoring-and-event-management.yaml"
spec:
  consumes: null
```

## Good

```yaml title="catalog/processes/monitoring-and-event-management.yaml"
spec:
  consumes: [service-level-agreement, change-schedule]
```

## What it leaves alone

A process with a single activity; input that comes from outside the IT organisation, and output that leaves
it; a process that its owner's function does not answer for.

## Source

FitSM-1, GR2.2 (each process has goals, inputs, activities, outputs, roles). Under `regulated` it is an
error.

## Fix

By hand: say which function answers for it, what it takes, does and hands on.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[Process], _context: Context) -> Iterator[Fault]:
    """One fault for each part that is missing."""
    spec = process.entity.spec
    parts = (
        ("function", spec.function, "has no function that answers for it", "Name the function"),
        ("consumes", spec.consumes, "has no input", "Name the artefacts that it takes"),
        ("activities", spec.activities, "has no activity", "Say what is done, and by whom,"),
        ("produces", spec.produces, "has no output", "Name the artefacts that it hands on"),
    )
    for field, value, phrase, advice in parts:
        if not value:
            yield Fault(
                message=f"The process {process.name} {phrase}",
                at=Pointer(process, ("spec", field)),
                help=f"{advice} in '{field}'.",
            )


RULE = EntityRule(
    code="PRC002",
    name="incomplete-process",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    kinds=("Process",),
    help="Say which function answers for the process, what it takes, does and hands on.",
)
