"""A process exchanges nothing with another function.

Neither does it take an artefact that a process of another function produces, nor does another function's
process take one of its own.

## Why it matters

Few issues stay in one function: a call becomes an incident, the incident a problem, the problem a change. A
process that keeps to itself is either at the wrong place, or the hand-over happens by shouting across the
room and gets lost.

## Bad

```yaml title="catalog/artefacts/shift-plan.yaml"
apiVersion: itsm/v1
kind: Artefact
metadata: {name: shift-plan, title: Shift plan}
spec:
  owner: service-desk-lead
```

```yaml title="catalog/processes/incident-management.yaml"
spec:
  consumes:
    - user-contact
    - event
    - service-level-agreement
    - change-schedule
    - known-error
    - shift-plan
```

```yaml title="catalog/processes/shift-planning.yaml"
apiVersion: itsm/v1
kind: Process
metadata: {name: shift-planning, title: Shift planning}
spec:
  owner: service-desk-lead
  phase: operation
  function: service-desk
  purpose: Have enough people at the telephone.
  implements: [service-management]
  consumes: [user-contact]
  produces: [shift-plan]
  serves: all
  assures: [available]
  activities:
    - name: plan-shifts
      title: Plan the shifts
      responsible: [service-desk-lead]
      accountable: service-desk-lead
  kpis:
    - {name: Calls answered within a minute, target: 90, unit: "%"}
```

```yaml title="catalog/procedures/give-mailbox.yaml"
spec:
  realises: [incident-management/answer-request, shift-planning/plan-shifts]
```

## Good

The forecast of the peak comes from another function:

```yaml title="catalog/artefacts/shift-plan.yaml"
apiVersion: itsm/v1
kind: Artefact
metadata: {name: shift-plan, title: Shift plan}
spec:
  owner: service-desk-lead
```

```yaml title="catalog/processes/incident-management.yaml"
spec:
  consumes:
    - user-contact
    - event
    - service-level-agreement
    - change-schedule
    - known-error
    - shift-plan
```

```yaml title="catalog/processes/shift-planning.yaml"
apiVersion: itsm/v1
kind: Process
metadata: {name: shift-planning, title: Shift planning}
spec:
  owner: service-desk-lead
  phase: operation
  function: service-desk
  purpose: Have enough people at the telephone.
  implements: [service-management]
  consumes: [user-contact, change-schedule]
  produces: [shift-plan]
  serves: all
  assures: [available]
  activities:
    - name: plan-shifts
      title: Plan the shifts
      responsible: [service-desk-lead]
      accountable: service-desk-lead
  kpis:
    - {name: Calls answered within a minute, target: 90, unit: "%"}
```

```yaml title="catalog/procedures/give-mailbox.yaml"
spec:
  realises: [incident-management/answer-request, shift-planning/plan-shifts]
```

## What it leaves alone

A process with one partner in another function, in one direction; a process that says no function, or a
partner that says none (PRC002); several processes of one function that work hand in hand, as long as each
has a partner elsewhere.

## Source

Functions and processes link into one flow; few issues stay in one process.

## Fix

By hand: name in `consumes` and `produces` what is really handed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.flow import partners
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(process: Record[Process], context: Context) -> Iterator[Fault]:
    """One fault for a process all of whose partners belong to its own function."""
    function = process.entity.spec.function
    if function is None:
        return
    others = partners(context.catalog, process.ref)
    if all(_function(context.catalog, other) == function for other in others):
        yield Fault(
            message=f"The process {process.name} exchanges nothing with any function but {function}",
            at=name_of(process),
        )


def _function(catalog: Catalog, ref: str) -> str | None:
    process = catalog.find(Process, ref.partition(":")[2])
    return process.entity.spec.function if process else None


RULE = EntityRule(
    code="PRC007",
    name="isolated-process",
    severity=Severity.WARNING,
    check=check,
    kinds=("Process",),
    help="Name in 'consumes' and 'produces' what is handed over between functions.",
)
