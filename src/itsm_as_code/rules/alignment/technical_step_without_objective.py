"""A technical step works on something that serves no objective.

From the item of a technical step a path should lead upwards: to the items and services that require or use
it, to the business processes that these enable, and to the objectives that those support. Reported once for
each item of a procedure.

## Why it matters

Technical work is the largest part of what IT does. Work on an item that nothing above needs is work that
nobody would miss, or the sign of a relation that is missing in the catalogue, so that the next change to
the item looks harmless.

## Bad

```yaml title="catalog/configuration-items/label-printer.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: label-printer, title: Label printer}
spec:
  owner: network-lead
```

```yaml title="catalog/procedures/test-alarm.yaml"
spec:
  steps:
    - {do: Clean it., by: role:network-lead, type: technical, takes: 30m, item: ci:label-printer}
```

## Good

```yaml title="catalog/procedures/test-alarm.yaml"
spec:
  steps:
    - {do: Clean its fan., by: role:network-lead, type: technical, takes: 30m, item: ci:core-switch}
```

## What it leaves alone

Steps without an item, and steps that are not technical; items that are only `uses`d; items under a service
that is still in the pipeline. A business process without an objective is ALN001's matter.

## Source

The layers of service management: technical activities are the lowest of them, and each supports the one
above.

## Fix

By hand: say in `requires` or `uses` what needs the item, or strike the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(procedure: Record[Procedure], context: Context) -> Iterator[Fault]:
    """Every item of a procedure's technical steps that nothing leads up from."""
    seen: set[str] = set()
    for index, step in enumerate(procedure.entity.spec.steps):
        item = context.catalog.get(step.item) if step.item and step.type == "technical" else None
        if item is None or item.ref in seen or _serves(context.catalog, item.ref):
            continue
        seen.add(item.ref)
        yield Fault(
            message=f"{procedure.name} works on {item.name}, which serves no objective",
            at=Pointer(procedure, ("spec", "steps", index, "item")),
            related=(name_of(item, "no path leads up from here"),),
        )


@derived
def _serves(catalog: Catalog, ref: str) -> bool:
    """Whether a path leads up to a business process, over nothing that is retired."""
    start = catalog.get(ref)
    waiting = [start] if start is not None else []
    seen = {ref}
    while waiting:
        record = waiting.pop()
        if _enables(record):
            return True
        for holder in catalog.holders(record.ref, "requires", "uses"):
            if holder.ref not in seen and not is_retired(holder):
                seen.add(holder.ref)
                waiting.append(holder)
    return False


def _enables(record: Record[Any]) -> bool:
    if is_retired(record) or record.kind.name != "Service":
        return False
    return bool(record.targets_in("enables")) or record.written(("spec", "enables")) == "all"


RULE = EntityRule(
    code="ALN007",
    name="technical-step-without-objective",
    severity=Severity.WARNING,
    check=check,
    kinds=("Procedure",),
    help="Say in 'requires' or 'uses' which item or service needs it, or strike the step.",
)
