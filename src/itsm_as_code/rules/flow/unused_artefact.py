"""An artefact is produced, never consumed, and leaves to nobody.

A process writes it, no process takes it, and its `to` names nobody outside who receives it.

## Why it matters

A report that nobody reads costs as much as one that somebody reads. And where somebody does read it, the
flow does not show it, so that a change of the report surprises him.

## Bad

```yaml title="catalog/artefacts/service-report.yaml"
spec:
  to: null
```

```yaml title="catalog/processes/continual-improvement.yaml"
spec:
  consumes: [known-error]
```

```yaml title="catalog/processes/strategy-management.yaml"
spec:
  consumes: [business-goals, incident-record]
```

## Good

```yaml title="catalog/artefacts/service-report.yaml"
spec:
  to: customers
```

```yaml title="catalog/processes/continual-improvement.yaml"
spec:
  consumes: [known-error]
```

```yaml title="catalog/processes/strategy-management.yaml"
spec:
  consumes: [business-goals, incident-record]
```

## What it leaves alone

Artefacts that leave the IT organisation and are not used in it; artefacts that one process alone consumes,
be it the one that writes them; artefacts that no process produces.

## Source

Functions and processes link into one flow; FitSM-1, GR2.2 (inputs and outputs of processes).

## Fix

By hand: name it in `consumes` of the process that needs it, say in `to` who receives it, or stop writing it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.flow import consumers, producers
from itsm_as_code.finding import Severity
from itsm_as_code.model.artefact import Artefact
from itsm_as_code.rules.flow.places import in_processes
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(artefact: Record[Artefact], context: Context) -> Iterator[Fault]:
    """One fault for an artefact that is written for nobody."""
    catalog = context.catalog
    written = producers(catalog, artefact.ref)
    if written and artefact.entity.spec.to is None and not consumers(catalog, artefact.ref):
        yield Fault(
            message=f"Nobody needs {artefact.name}: no process consumes it, and it leaves to nobody",
            at=name_of(artefact),
            related=in_processes(catalog, written, "produced here"),
        )


RULE = EntityRule(
    code="FLW002",
    name="unused-artefact",
    severity=Severity.WARNING,
    check=check,
    kinds=("Artefact",),
    help="Name it in 'consumes' of the process that needs it, say in 'to' who receives it, or give it up.",
)
