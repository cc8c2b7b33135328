"""A change deletes a service or an item that was live.

What was live is retired first, in a change of its own: a service by way of `retiring`, an item by the state
`retired`. Only then its file may go.

## Why it matters

A file is deleted in a second, and with it everything that others knew: who used the service, what it
required, what was promised. A retirement tells customers, ends contracts and leaves a trace; a deletion
leaves a gap that is found at the next outage.

## Bad

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

## Good

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: operational
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

```yaml title="catalog/services/scanning.yaml"
spec:
  state: retiring
  retireOn: 2027-03-31
```

## What it leaves alone

Ideas of the pipeline that come to nothing, and what is retired already; an entity whose name alone changes;
a file that moves; a file that can no longer be read, which the SYN rules report.

## Source

FitSM-1, PR1 and PR12 (the end of a service is planned and is a change); ISO/IEC 20000-1:2018, 8.5.2.3
(removal of services).

## Fix

By hand: put the file back and retire the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.catalog.lifecycle import is_live, state_of
from itsm_as_code.finding import Severity
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import ChangeRule, Context, Fault


def check(change: EntityChange, context: Context) -> Iterator[Fault]:
    """One fault for something live that is gone."""
    before = change.before
    if change.verb is not Verb.DELETED or before is None or not is_live(before):
        return
    place = _left(context.catalog, before)
    if place is not None:
        yield Fault(
            message=f"{before.ref} was {state_of(before)} and is deleted instead of retired",
            at=name_of(place),
        )


def _left(head: Catalog, before: Record[Any]) -> Record[Any] | None:
    """What stands in its place: another entity in the same file, else itself; `None` when nobody can tell."""
    file = head.file(before.path)
    return before if file is None else file.record


RULE = ChangeRule(
    code="LIF006",
    name="live-entity-deleted",
    severity=Severity.ERROR,
    check=check,
    help="Put it back and retire it: the state says when it ends, and who has to know can read it.",
)
