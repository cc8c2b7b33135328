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

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import Service
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """Every core business process that is neither manual nor enabled."""
    enabled = _enabled(catalog)
    for process in catalog.of(BusinessProcess):
        spec = process.entity.spec
        if spec.type == "core" and not spec.manual and enabled is not None and process.ref not in enabled:
            yield Fault(
                message=f"No live service enables the core business process {process.name}",
                at=name_of(process),
            )


def _enabled(catalog: Catalog) -> set[str] | None:
    """What live services enable, and services too broken to tell; `None` when one of them enables all."""
    found: set[str] = set()
    for record in catalog.of_kind("Service"):
        service = record.parsed
        if isinstance(service, Service) and is_live(record) and service.spec.enables == "all":
            return None
        if service is None or is_live(record):
            found.update(record.targets_in("enables"))
    return found


RULE = CatalogRule(
    code="ALN004",
    name="core-process-without-service",
    severity=Severity.WARNING,
    check=check,
    help="Name it in 'enables' of the service that carries it, or write manual: true.",
)
