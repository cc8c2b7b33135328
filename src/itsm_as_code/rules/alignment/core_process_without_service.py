"""No live service enables a core business process.

A core business process serves the firm's own customers. Either services carry it, and then they say so in
`enables`, or people do it without IT, and then it says `manual: true`.

## Why it matters

A core process without a service is the first thing that management asks about and the last thing that IT
can answer: nobody knows what would stop it. It is also where the next demand for a service comes from.

## Bad

```yaml title="catalog/business-processes/delivering.yaml"
apiVersion: itsm/v1
kind: BusinessProcess
metadata: {name: delivering, title: Delivering furniture}
spec:
  owner: customer-manager
  type: core
  supports: [growth]
```

## Good

```yaml title="catalog/business-processes/delivering.yaml"
apiVersion: itsm/v1
kind: BusinessProcess
metadata: {name: delivering, title: Delivering furniture}
spec:
  owner: customer-manager
  type: core
  manual: true
  supports: [growth]
```

## What it leaves alone

Support processes; processes that are `manual`; a live service with `enables: all`, which enables every
process; a service that is retiring, which still carries the process.

## Source

The layers of service management: core business processes rest on IT services.

## Fix

By hand: name the process in `enables` of the service that carries it, or say that it is manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(process: Record[BusinessProcess], context: Context) -> Iterator[Fault]:
    """One fault for a core business process that is neither manual nor enabled."""
    spec = process.entity.spec
    if spec.type != "core" or spec.manual or _enables_all(context.catalog):
        return
    holders = context.catalog.holders(process.ref, "enables")
    if not any(not holder.is_typed or is_live(holder) for holder in holders):
        yield Fault(
            message=f"No live service enables the core business process {process.name}",
            at=name_of(process),
        )


@derived
def _enables_all(catalog: Catalog) -> bool:
    """Whether a live service enables whatever business process there is."""
    return any(
        not service.targets_in("enables")
        and service.is_typed
        and service.written(("spec", "enables")) == "all"
        and is_live(service)
        for service in catalog.of_kind("Service")
    )


RULE = EntityRule(
    code="ALN004",
    name="core-process-without-service",
    severity=Severity.WARNING,
    check=check,
    kinds=("BusinessProcess",),
    help="Name it in 'enables' of the service that carries it, or write manual: true.",
)
