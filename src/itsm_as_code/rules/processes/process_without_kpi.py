"""A process has no key performance indicator with a target and a unit.

Of its `kpis` one at least says what is measured, what figure is to be reached, and in what unit.

## Why it matters

Without a figure nobody knows whether the process works, and opinions take its place. One good indicator,
looked at every month, finds a process that slips long before its customers complain.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  kpis:
    - {name: Incidents with a known cause}
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  kpis:
    - {name: Incidents with a known cause, target: 70, unit: "%"}
```

## What it leaves alone

Further indicators without a target, which are watched but not aimed at; indicators without a success
factor; a target of 0.

## Source

FitSM-1, GR6.1 (effectiveness and efficiency are measured with key performance indicators); ISO/IEC
20000-1:2018, 9.1.

## Fix

By hand: say what shows that the process works, and how much of it is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[Process], _context: Context) -> Iterator[Fault]:
    """One fault for a process without an indicator that has both."""
    if not any(kpi.target is not None and kpi.unit for kpi in process.entity.spec.kpis):
        yield Fault(
            message=f"The process {process.name} has no indicator with a target and a unit",
            at=Pointer(process, ("spec", "kpis"), at_key=True),
        )


RULE = EntityRule(
    code="PRC006",
    name="process-without-kpi",
    severity=Severity.WARNING,
    check=check,
    kinds=("Process",),
    help="Say in 'kpis' what is measured, with 'target' and 'unit'.",
)
