"""A service of the pipeline has not moved for over a year.

It is in a state before `operational`, and `stateSince` lies more than 365 days back.

## Why it matters

The pipeline is what the business has been told to expect. An idea that nobody has carried further for a
year either is dead, and blocks a budget, or was forgotten, and somebody still waits for it.

## Bad

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: approved
  stateSince: 2025-06-01
  type: supporting
```

## Good

```yaml title="catalog/services/scanning.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: retired
  stateSince: 2026-11-02
  type: supporting
```

## What it leaves alone

Live and retired services, which may stay as they are; services that do not say since when they are in their
state.

## Source

ITIL: the service portfolio is reviewed; FitSM-1, PR1 (the portfolio is kept up to date).

## Fix

By hand: carry it on, or give it up (`state: retired`).
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import PIPELINE
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_MOST_DAYS = 365


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a service that has been too long in a state of the pipeline."""
    spec = service.entity.spec
    if spec.state not in PIPELINE or spec.state_since is None:
        return
    days = (context.today - spec.state_since).days
    if days > _MOST_DAYS:
        yield Fault(
            message=f"{service.name} has been {spec.state} for {days} days",
            at=Pointer(service, ("spec", "stateSince")),
        )


RULE = EntityRule(
    code="LIF007",
    name="stalled-service",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Service",),
    help="Carry it on to the next state, or give it up.",
)
