"""A retired service or item is still promised, or still offered.

It stands in an agreement that is in force, or the service has offerings that people could order.

## Why it matters

A customer who reads the agreement counts on what no longer runs, and a contract that covers a machine in
the scrap yard costs the same as before. Requests for it reach the Service Desk, which can only say no.

## Bad

```yaml title="catalog/configuration-items/old-switch.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: old-switch, title: Old switch}
spec:
  owner: network-lead
  state: retired
```

```yaml title="catalog/olas/network.yaml"
spec:
  covers: [service:network, ci:old-switch]
```

## Good

```yaml title="catalog/configuration-items/old-switch.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: old-switch, title: Old switch}
spec:
  owner: network-lead
  state: retired
```

## What it leaves alone

Agreements that have ended, which are kept for the record; what is retiring and still runs; reports, risks
and procedures that name a retired service.

## Source

FitSM-1, PR1 and PR2: the catalogue and the agreements are kept in line. ISO/IEC 20000-1:2018, 8.5.2
(removal of services).

## Fix

By hand: strike it from the agreement with the other party's consent, or end the agreement; strike the
offerings.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import Agreement, in_force
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(record: Record[Service | Agreement], context: Context) -> Iterator[Fault]:
    """Offerings of a retired service; whatever is retired in an agreement in force."""
    entity = record.entity
    if not isinstance(entity, Service):
        if in_force(entity.spec, context.today):
            yield from _promised(context.catalog, record)
    elif is_retired(record) and entity.spec.offerings:
        yield Fault(
            message=f"{record.name} is retired, but still has offerings",
            at=Pointer(record, ("spec", "offerings"), at_key=True),
            help="Strike the offerings.",
        )


def _promised(catalog: Catalog, agreement: Record[Service | Agreement]) -> Iterator[Fault]:
    for reference in agreement.references_in("services", "covers"):
        target = catalog.get(reference.target)
        if target is not None and is_retired(target):
            yield Fault(
                message=f"{target.name} is retired, but {agreement.ref}, which is in force, names it",
                at=Pointer(agreement, reference.field),
                related=(Pointer(target, ("spec", "state"), "is retired"),),
            )


RULE = EntityRule(
    code="LIF003",
    name="retired-but-promised",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Service", "ServiceLevelAgreement", "OperationalLevelAgreement", "UnderpinningContract"),
    help="Strike it from the agreement, or end the agreement.",
)
