"""The times of the steps do not add up to the declared time.

A procedure says in `takes` how long it takes, and so does each of its steps; the sum is another figure.
Where some steps say nothing, the others alone are longer already.

## Why it matters

Recovery times and the delivery times of the catalogue are computed from `takes`. A figure that the steps
contradict is a guess, and somebody has promised it to a customer.

## Bad

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  takes: 3h
```

## Good

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  takes: 2h
```

## What it leaves alone

A procedure without a time of its own; steps without times, as long as the others leave room for them; the
same time written in another way (`90m` and `1h30m`).

## Source

The tool: what is written twice agrees.

## Fix

By hand: only the people who do it know which figure is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], _context: Context) -> Iterator[Fault]:
    """One fault for a procedure whose steps take another time than it declares."""
    spec = procedure.entity.spec
    times = [step.takes.minutes for step in spec.steps if step.takes]
    if spec.takes is None or not times:
        return
    together, complete = sum(times), len(times) == len(spec.steps)
    if together > spec.takes.minutes or (complete and together < spec.takes.minutes):
        least = "" if complete else "at least "
        yield Fault(
            message=f"The steps of {procedure.name} take {least}{ClockTime.of(together)}, not {spec.takes}",
            at=Pointer(procedure, ("spec", "takes")),
        )


RULE = EntityRule(
    code="PRD005",
    name="times-that-disagree",
    severity=Severity.INFO,
    check=check,
    kinds=("Procedure",),
    help="Correct the time of the procedure, or those of its steps.",
)
