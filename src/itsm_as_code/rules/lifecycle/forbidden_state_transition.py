"""A change moves a service to a state that does not follow its own.

A service goes from `proposed` through `defined`, `approved`, `chartered`, `designed` and `built` to
`operational`, one step in each change, then to `retiring` and `retired`. From any state before `operational`
it may be given up (`retired`); one that is retiring may be kept after all (`operational`); a retired one may
be proposed again.

## Why it matters

Each state is somebody's decision: the steering group charters, delivery designs, transition tests. A change
that jumps from an idea to a running service leaves those people out, and with them the budget, the
requirements and the tests.

## Bad

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: proposed
  stateSince: 2026-10-01
  type: supporting
```

```yaml title="catalog/services/scanning.yaml"
spec:
  state: built
  stateSince: 2026-11-20
```

## Good

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: proposed
  stateSince: 2026-10-01
  type: supporting
```

```yaml title="catalog/services/scanning.yaml"
spec:
  state: defined
  stateSince: 2026-11-20
```

## What it leaves alone

Services that are recorded for the first time, in whatever state; giving up an idea; keeping a service that
was to be retired; configuration items, whose states have no order.

## Source

ITIL: the service portfolio and the states of a service in it; FitSM-1, PR1.2 and PR1.3 (new and changed
services are planned before they are released).

## Fix

By hand: one step at a time, each in a change of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import TRANSITIONS
from itsm_as_code.rules.rule import ChangeRule, Context, Fault, Pointer
from itsm_as_code.text import any_of


def check(change: EntityChange, _context: Context) -> Iterator[Fault]:
    """One fault for a service whose new state does not follow its old one."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if not isinstance(before.parsed, Service) or not isinstance(after.parsed, Service):
        return
    old, new = before.parsed.spec.state, after.parsed.spec.state
    following = TRANSITIONS[old]
    if new != old and new not in following:
        yield Fault(
            message=f"The change moves {after.name} from {old} to {new}",
            at=Pointer(after, ("spec", "state")),
            help=f"From {old} a service goes to {any_of(following)}.",
        )


RULE = ChangeRule(
    code="LIF001",
    name="forbidden-state-transition",
    severity=Severity.ERROR,
    check=check,
    help="Move it to a state that follows its present one.",
)
