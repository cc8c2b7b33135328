"""A service level agreement promises more availability than there can be.

However the failures of what the service requires fall together, the service cannot be up for longer than its
weakest part: the best case is what is left when all outages happen at the same time. The finding lists every
part with its figure and the file that states it.

## Why it matters

The promise is broken on the day on which it is signed. What follows is a penalty that was certain, and a
customer who has planned with a figure that nobody could ever reach.

## Bad

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 98.5, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## Good

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.95, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## What it leaves alone

A promise exactly as good as the best case; services for which somebody states no figure of a part, since then
nothing can be said; agreements that are over. Of this rule, AVL002 and AVL003 only the gravest is reported.

## Source

Mathematics: the bound of Boole and Fréchet. A service works at most as long as each of its minimal cut sets
is not wholly down. ISO/IEC 20000-1:2018, 8.7.1. Under `regulated` it is an error.

## Fix

By hand: promise less, or improve the part that sets the limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.availability.shortfalls import faults, promised, shown
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each promise above the best case."""
    yield from faults(sla, context, Shortfall.IMPOSSIBLE, _message)


def _message(found: Judged) -> str:
    best = shown(found, found.figures.best)
    return f"{promised(found)}, but what it stands on allows {best} at best"


RULE = EntityRule(
    code="AVL001",
    name="impossible-availability",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Promise less, or improve the part that sets the limit; it comes first in the list.",
)
