"""A retiring service has no last day, or an agreement on it outlives that day.

A service that is `retiring` says in `retireOn` when it is switched off. An agreement on it ends by then: one
that ends later, has no end or renews itself outlives it. Operational level agreements and contracts that
cover other things as well live on for those.

## Why it matters

People plan their move by the date. A customer whose agreement runs on may claim the service after it is
gone; a contract that runs on is paid for nothing.

## Bad

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: retiring
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

## Good

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: retiring
  adopted: 2026-01-01
  retireOn: 2027-03-31
  type: supporting
  users: [sales-staff]
```

## What it leaves alone

An agreement whose last day is the service's; an operational level agreement or a contract that covers
something else besides, from which the service is struck on the day; a service without a successor.

## Source

ITIL: retirement of services is planned and announced. FitSM-1, PR2 (agreements are in line with the
catalogue).

## Fix

By hand: write `retireOn`, and agree with the other party when the agreement ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import Agreement, covered
from itsm_as_code.catalog.graph import named_by
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_RETIRE_ON = ("spec", "retireOn")


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a missing date, or one for each agreement that outlives it."""
    spec = service.entity.spec
    if spec.state != "retiring":
        return
    if spec.retire_on is None:
        yield Fault(
            message=f"{service.name} is retiring, but nothing says when it is switched off",
            at=Pointer(service, _RETIRE_ON),
            help="Write the day in 'retireOn'.",
        )
        return
    for agreement in _ending_with(context.catalog, service):
        beyond = _beyond(agreement.entity.spec, spec.retire_on)
        if beyond:
            yield Fault(
                message=f"{agreement.ref} {beyond}, but {service.name} is switched off on {spec.retire_on}",
                at=Pointer(agreement, ("spec", "validTo")),
                related=(Pointer(service, _RETIRE_ON, "the service ends here"),),
            )


def _ending_with(catalog: Catalog, service: Record[Service]) -> Iterator[Record[Agreement]]:
    """The agreements that have no reason to outlive the service."""
    for agreement, _ in named_by(catalog, service.ref, "services", "covers"):
        if agreement.parsed is None:
            continue
        if isinstance(agreement.parsed, ServiceLevelAgreement) or not _others(catalog, agreement, service):
            yield agreement


def _others(catalog: Catalog, agreement: Record[Agreement], service: Record[Service]) -> bool:
    """Whether an agreement covers something else that is not retired."""
    records = (catalog.get(ref) for ref in covered(agreement) if ref != service.ref)
    return any(record is not None and not is_retired(record) for record in records)


def _beyond(spec: AgreementSpec, last: dt.date) -> str | None:
    """How an agreement goes on after a day; `None` when it does not."""
    if spec.valid_to is None:
        return "has no end"
    if spec.valid_to > last + dt.timedelta(days=1):
        return f"runs until {spec.valid_to}"
    return "renews itself" if spec.auto_renew and spec.renewal != "end" else None


RULE = EntityRule(
    code="LIF004",
    name="open-ended-retirement",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Agree with the other party that it ends with the service.",
)
