"""No core business process supports an objective.

An objective is reached by what the organisation does for its own customers. Where no business process of
the type `core` names it in `supports`, nothing that earns money works towards it.

## Why it matters

Money follows objectives. One that no core process carries is either a wish that nobody works on, or work
that nobody has drawn, so that the services behind it look less important than they are.

## Bad

```yaml title="catalog/objectives/loyalty.yaml"
apiVersion: itsm/v1
kind: Objective
metadata: {name: loyalty, title: Customers who come back}
spec:
  owner: it-manager
  metric: Share of sales to returning customers
  target: 45
  unit: "%"
  by: 2028-01-01
```

## Good

```yaml title="catalog/objectives/loyalty.yaml"
apiVersion: itsm/v1
kind: Objective
metadata: {name: loyalty, title: Customers who come back}
spec:
  owner: it-manager
  metric: Share of sales to returning customers
  target: 45
  unit: "%"
  by: 2028-01-01
```

```yaml title="catalog/business-processes/selling.yaml"
spec:
  supports: [growth, loyalty]
```

## What it leaves alone

An objective that support processes serve beside a core one; an objective without a policy; a core process
that serves several objectives.

## Source

The layers of service management: core business processes serve the organisation's objectives. ISO/IEC
20000-1:2018, 6.2 (objectives are planned for).

## Fix

By hand: let a core business process support it, or give the objective up.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.graph import named_by
from itsm_as_code.finding import Severity
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.objective import Objective
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(objective: Record[Objective], context: Context) -> Iterator[Fault]:
    """One fault for an objective that at most support processes serve."""
    supporters = (process for process, _ in named_by(context.catalog, objective.ref, "supports"))
    if not any(_may_be_core(process) for process in supporters):
        yield Fault(
            message=f"No core business process supports the objective {objective.name}",
            at=name_of(objective),
        )


def _may_be_core(process: Record[BusinessProcess]) -> bool:
    return process.parsed is None or process.parsed.spec.type == "core"


RULE = EntityRule(
    code="ALN002",
    name="objective-without-core-process",
    severity=Severity.WARNING,
    check=check,
    kinds=("Objective",),
    help="Name it in 'supports' of a core business process, or give it up.",
)
