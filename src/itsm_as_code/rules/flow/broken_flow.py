"""The flow falls apart, or does not reach a phase from Strategy.

The processes, joined by the artefacts that they hand to each other, make one flow; a part that exchanges
nothing with the rest is a finding at its first process. And the flow leads from Strategy to every phase
that has processes; a phase that it does not reach is a finding at the phase's first process.

## Why it matters

The work of IT begins with what the business wants and ends with what it gets. Where the flow breaks, the
strategy never reaches those who carry it out: they go on doing last year's work, and do it well.

## Bad

```yaml title="catalog/artefacts/price-list.yaml"
apiVersion: itsm/v1
kind: Artefact
metadata: {name: price-list, title: Price list of devices}
spec:
  owner: delivery-manager
```

```yaml title="catalog/artefacts/asset-count.yaml"
apiVersion: itsm/v1
kind: Artefact
metadata: {name: asset-count, title: Count of devices}
spec:
  owner: network-lead
  form: record
```

```yaml title="catalog/processes/buying-devices.yaml"
apiVersion: itsm/v1
kind: Process
metadata: {name: buying-devices, title: Buying devices}
spec:
  owner: delivery-manager
  phase: delivery-control
  function: delivery-management
  purpose: Have a device for everybody.
  implements: [service-management]
  consumes: [asset-count]
  produces: [price-list]
  serves: all
  assures: [cost-effective]
  activities:
    - name: compare-prices
      title: Compare prices
      responsible: [delivery-manager]
      accountable: delivery-manager
  kpis:
    - {name: Devices in time, target: 95, unit: "%"}
```

```yaml title="catalog/processes/counting-devices.yaml"
apiVersion: itsm/v1
kind: Process
metadata: {name: counting-devices, title: Counting devices}
spec:
  owner: network-lead
  phase: operation
  function: technical-management
  purpose: Know what we have.
  implements: [service-management]
  consumes: [price-list]
  produces: [asset-count]
  serves: all
  assures: [cost-effective]
  activities:
    - name: count-devices
      title: Count devices
      responsible: [network-lead]
      accountable: network-lead
  kpis:
    - {name: Devices found where they belong, target: 95, unit: "%"}
```

```yaml title="catalog/procedures/test-alarm.yaml"
spec:
  realises:
    - monitoring-and-event-management/watch
    - counting-devices/count-devices
    - buying-devices/compare-prices
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  consumes: [incident-record, it-strategy]
```

## What it leaves alone

Loops: a process may get back what came of its work. Several ways to one phase; a process that starts with
what comes from outside, such as a call, as long as the rest of its phase is reached; a phase without
processes, which PRC001 reports.

## Source

The five phases and the flow between the seven functions: strategy and portfolio from the steering group,
agreements govern operation, the Service Desk holds all contact with users.

## Fix

By hand: name in `consumes` and `produces` what is really handed over, or write the process that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.flow import downstream, parts
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer
from itsm_as_code.text import all_of, count

_STRATEGY = PHASES[0]
_MOST_NAMED = 3


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """The parts beside the largest, then the phases out of reach; none while a process cannot be read."""
    processes = {process.ref: process for process in catalog.of(Process)}
    if len(processes) < len(catalog.of_kind("Process")):
        return
    parted = parts(catalog)
    main = max(parted, key=lambda part: (_weight(processes, part), len(part)), default=[])
    for part in parted:
        if part is not main:
            yield _apart([processes[ref] for ref in part])
    yield from _out_of_reach(catalog, [processes[ref] for ref in main])


def _weight(processes: dict[str, Record[Process]], part: Sequence[str]) -> bool:
    """Whether a part holds a process of the strategy: then it counts more than a larger one without."""
    return any(processes[ref].entity.spec.phase == _STRATEGY for ref in part)


def _apart(part: Sequence[Record[Process]]) -> Fault:
    names = [process.name for process in part]
    if len(names) == 1:
        subject = f"The process {names[0]} exchanges"
    elif len(names) <= _MOST_NAMED:
        subject = f"The processes {all_of(names)} exchange"
    else:
        subject = f"{names[0]} and {count(len(names) - 1, 'more process', 'more processes')} exchange"
    return Fault(
        message=f"{subject} nothing with the rest of the flow",
        at=name_of(part[0]),
        related=_also(part[1:], "also in this part"),
    )


def _out_of_reach(catalog: Catalog, main: Sequence[Record[Process]]) -> Iterator[Fault]:
    """The phases with processes in the main part, none of which the strategy leads to."""
    by_phase: dict[str, list[Record[Process]]] = {}
    for process in main:
        by_phase.setdefault(process.entity.spec.phase, []).append(process)
    starts = by_phase.pop(_STRATEGY, ())
    if not starts:
        return
    reached = downstream(catalog, [process.ref for process in starts])
    for phase in PHASES:
        processes = by_phase.get(phase, ())
        if processes and not any(process.ref in reached for process in processes):
            yield Fault(
                message=f"The flow does not lead from Strategy to {PHASE_TITLES[phase]}",
                at=name_of(processes[0]),
                related=_also(processes[1:], "also of this phase"),
                help=f"Let a process of {PHASE_TITLES[phase]} consume what one upstream produces.",
            )


def _also(processes: Sequence[Record[Process]], message: str) -> tuple[Pointer, ...]:
    return tuple(name_of(process, message) for process in processes)


RULE = CatalogRule(
    code="FLW004",
    name="broken-flow",
    severity=Severity.ERROR,
    check=check,
    help="Name in 'consumes' and 'produces' what is handed over.",
)
