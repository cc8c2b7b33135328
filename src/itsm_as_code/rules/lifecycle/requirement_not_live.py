"""Something live requires something that is not.

A live service, or a live configuration item, requires a service or an item that is still planned or built, or
that is retired already. Of a group enough members have to be live.

## Why it matters

A service works no better than what it requires. Either the service does not work as described, or what it
requires is in use without having been accepted, or runs on although it was written off, without an owner who
feels responsible and without a contract.

## Bad

```yaml title="catalog/services/archive.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: archive, title: Mail archive}
spec:
  owner: application-lead
  state: built
  stateSince: 2026-10-01
  type: supporting
  criticality: high
  intrinsicAvailability: 99.9
  recovery: 30m
```

```yaml title="catalog/services/email.yaml"
spec:
  requires: [service:network, contract:mail, service:archive]
```

## Good

```yaml title="catalog/services/archive.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: archive, title: Mail archive}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  type: supporting
  criticality: high
  intrinsicAvailability: 99.9
  recovery: 30m
```

```yaml title="catalog/services/email.yaml"
spec:
  requires: [service:network, contract:mail, service:archive]
```

## What it leaves alone

Services of the pipeline that require each other; a planned second member of a group of which one suffices;
`uses`; a requirement that is `retiring`, which still runs.

## Source

FitSM-1, PR1 and PR12: what is not released is not used; what is retired is no longer used.

## Fix

By hand: bring the requirement into service first, or require something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.lifecycle import is_live, state_of
from itsm_as_code.finding import Severity
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import all_of

_STATE = ("spec", "state")


def check(holder: Record[Service | ConfigurationItem], context: Context) -> Iterator[Fault]:
    """One fault for each requirement of something live that its live members do not fulfil."""
    if not is_live(holder):
        return
    for group in requirements(holder):
        idle = _idle(context.catalog, group)
        if idle and len(group.members) - len(idle) < group.at_least:
            yield Fault(
                message=f"{holder.name} is {holder.entity.spec.state}, but requires {_what(group, idle)}",
                at=Pointer(holder, group.field),
                related=tuple(Pointer(record, _STATE, f"is {state_of(record)}") for record in idle),
            )


def _idle(catalog: Catalog, group: Group) -> list[Record[Any]]:
    """The members that are known not to be live."""
    records = (catalog.get(member.ref) for member in group.members)
    return [record for record in records if record and state_of(record) and not is_live(record)]


def _what(group: Group, idle: Sequence[Record[Any]]) -> str:
    if len(group.members) == 1:
        return f"{idle[0].name}, which is {state_of(idle[0])}"
    states = all_of([f"{record.name} ({state_of(record)})" for record in idle])
    return f"{group.at_least} of {len(group.members)}, among them {states}"


RULE = EntityRule(
    code="LIF002",
    name="requirement-not-live",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service", "ConfigurationItem"),
    help="Bring it into service first, or require something else.",
)
