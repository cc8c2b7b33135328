"""A phase has no process.

Five phases divide the life of the services: Strategy, Relations, Delivery Control, Transition and
Operation. Each needs a process at least. There is one finding for each phase that has none, at the
organisation.

## Why it matters

Whatever a phase is there for is done anyway, only that nobody has said how: services are promised without a
process for agreements, and changed without one for changes. The gap shows when the person who did it by
heart is on holiday.

## Bad

```yaml title="catalog/processes/change-enablement.yaml"
spec:
  phase: operation
```

## Good

```yaml title="catalog/processes/change-enablement.yaml"
spec:
  phase: transition
```

## What it leaves alone

A phase with a single process; several processes in one phase. While the file of a
process has faults, so that its phase cannot be read, nothing is said.

## Source

The five phases of service management; FitSM-0 (the service management system); ISO/IEC 20000-1:2018, 4.4.

## Fix

By hand: write the process, or correct the phase of one that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """One fault for each phase without a process; none while a process or the organisation cannot be read."""
    processes = catalog.of(Process)
    organization = catalog.organization
    if organization is None or len(processes) < len(catalog.of_kind("Process")):
        return
    phases = {process.entity.spec.phase for process in processes}
    for phase in PHASES:
        if phase not in phases:
            yield Fault(
                message=f"The phase {PHASE_TITLES[phase]} has no process",
                at=name_of(organization),
                about=phase,
            )


RULE = CatalogRule(
    code="PRC001",
    name="phase-without-process",
    severity=Severity.ERROR,
    check=check,
    help="Write a process for the phase, or correct the phase of one that is there.",
)
