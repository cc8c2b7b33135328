"""An objective cannot be measured.

It lacks the metric, the target or the date by which it is to be reached. One finding names all that is
missing.

## Why it matters

An objective without a figure is met by everybody and missed by nobody. Services that are weighed by it
cannot be weighed, and next year nobody can say whether the money was well spent.

## Bad

```yaml title="catalog/objectives/growth.yaml"
spec:
  by: null
```

## Good

```yaml title="catalog/objectives/growth.yaml"
spec:
  metric: turnover
  target: 5
  unit: "% a year"
  by: 2028-01-01
```

## What it leaves alone

A target of 0 (no accident); a figure without a unit; a date that has passed, since the objective may have
been reached.

## Source

ArchiMate (goal and outcome); ISO/IEC 20000-1:2018, 6.2.1 (objectives are measurable).

## Fix

By hand: only the business knows the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.objective import Objective
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import all_of


def check(objective: Record[Objective], _context: Context) -> Iterator[Fault]:
    """One fault that names all that is missing."""
    spec = objective.entity.spec
    parts = (("metric", spec.metric), ("target", spec.target), ("date", spec.by))
    missing = [f"no {word}" for word, value in parts if value is None]
    if missing:
        yield Fault(
            message=f"The objective {objective.name} has {all_of(missing)}",
            at=Pointer(objective, ("spec",), at_key=True),
        )


RULE = EntityRule(
    code="ALN008",
    name="unmeasurable-objective",
    severity=Severity.INFO,
    check=check,
    kinds=("Objective",),
    help="Say with metric, target and by how anyone will know that it is reached.",
)
