"""A change takes a service live that nobody has accepted.

The service becomes `operational` although one of its acceptance criteria is not met, or although it has
none. A service that existed before the repository says so with `adopted` when it is recorded, and needs
none.

## Why it matters

Going live is the last moment at which a fault is cheap. Acceptance criteria say what those who will use and
run the service need to see first: the load it bears, the desk that knows it, the agreement that is signed.

## Bad

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: built
  stateSince: 2026-10-01
  type: supporting
  users: [sales-staff]
  acceptance: [{criterion: A hundred pages come out straight., met: false}]
```

```yaml title="catalog/services/scanning.yaml"
spec:
  state: operational
```

## Good

```yaml title="catalog/services/scanning.yaml (before)"
apiVersion: itsm/v1
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: application-lead
  state: built
  stateSince: 2026-10-01
  type: supporting
  users: [sales-staff]
  acceptance: [{criterion: A hundred pages come out straight., met: false}]
```

```yaml title="catalog/services/scanning.yaml"
spec:
  state: operational
  acceptance: [{criterion: A hundred pages come out straight., met: true}]
```

## What it leaves alone

Services that were operational before, whatever their criteria say; a retiring service that is kept after
all; services with `adopted`, unless it comes with this very change; unmet criteria in the pipeline, which
are there to be met.

## Source

FitSM-1, PR1.3 (acceptance criteria of new services); ISO/IEC 20000-1:2018, 8.5.2 (service acceptance
criteria).

## Fix

By hand: meet the criteria, then change the state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import ChangeRule, Context, Fault, Pointer
from itsm_as_code.text import count

_ACCEPTANCE = ("spec", "acceptance")


def check(change: EntityChange, _context: Context) -> Iterator[Fault]:
    """One fault for a service that enters operation without acceptance."""
    after = change.after
    if after is None or not isinstance(after.parsed, Service):
        return
    spec = after.parsed.spec
    if spec.state != "operational" or _was_live(change.before) or _adopted(change):
        return
    unmet = [index for index, criterion in enumerate(spec.acceptance) if not criterion.met]
    if not spec.acceptance:
        yield Fault(
            message=f"{after.name} goes live without acceptance criteria",
            at=Pointer(after, _ACCEPTANCE),
            help="Write in 'acceptance' what has to be true before it goes live, and that it is met.",
        )
    elif unmet:
        first, *others = (Pointer(after, (*_ACCEPTANCE, index), "not met either") for index in unmet)
        criteria = count(len(spec.acceptance), "acceptance criterion", "acceptance criteria")
        yield Fault(
            message=f"{after.name} goes live with {len(unmet)} of {criteria} unmet",
            at=first,
            related=tuple(others),
        )


def _adopted(change: EntityChange) -> bool:
    """Whether it existed before the repository: nothing that the repository has watched did."""
    first = change.before or change.after
    return first is not None and isinstance(first.parsed, Service) and first.parsed.spec.adopted is not None


def _was_live(before: Record[Any] | None) -> bool:
    """Whether it was live, or is not known not to have been."""
    return before is not None and (before.parsed is None or is_live(before))


RULE = ChangeRule(
    code="LIF005",
    name="go-live-without-acceptance",
    severity=Severity.ERROR,
    check=check,
    help="Meet the criteria first, then change the state.",
)
