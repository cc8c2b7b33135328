"""A business process supports no objective.

What the business does should serve something that it wants to reach. A business process whose `supports` is
empty or absent serves nothing that is written down.

## Why it matters

Business processes are where IT meets the business: services are weighed by the processes that they enable,
and those by their objectives. Where the last link is missing, nobody can say why the services below deserve
their money, or which of two outages comes first.

## Bad

```yaml title="catalog/business-processes/stocktaking.yaml"
apiVersion: itsm/v1
kind: BusinessProcess
metadata: {name: stocktaking, title: Stocktaking}
spec:
  owner: customer-manager
  type: support
```

## Good

```yaml title="catalog/business-processes/stocktaking.yaml"
apiVersion: itsm/v1
kind: BusinessProcess
metadata: {name: stocktaking, title: Stocktaking}
spec:
  owner: customer-manager
  type: support
  supports: [growth]
```

## What it leaves alone

Support processes and manual ones that name an objective like any other; several processes under one
objective; a process whose only objective does not exist, which REF001 reports.

## Source

The layers of service management: the organisation and its objectives, the business processes that serve
them, the services that enable those. ArchiMate calls the link a realisation.

## Fix

By hand: only the business knows which objective the process serves.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[BusinessProcess], _context: Context) -> Iterator[Fault]:
    """One fault for a process without an objective."""
    if not process.entity.spec.supports:
        yield Fault(
            message=f"The business process {process.name} supports no objective",
            at=Pointer(process, ("spec", "supports")),
        )


RULE = EntityRule(
    code="ALN001",
    name="business-process-without-objective",
    severity=Severity.ERROR,
    check=check,
    kinds=("BusinessProcess",),
    help="Name in 'supports' the objectives that it serves.",
)
