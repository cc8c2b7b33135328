"""A service level agreement promises more availability than its parts give.

The exact figure counts every part once, however many others share it, takes failures to be independent of
each other, and counts planned work that falls into the agreed hours. The promise lies above it: in the
average year it is missed. The finding lists every part with its figure and the file that states it.

## Why it matters

Such a promise is kept in lucky years only. Adding up what the suppliers promise, before it is signed, costs
less than explaining every January why it was missed.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  intrinsicAvailability: 99.1
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  intrinsicAvailability: 99.98
```

## What it leaves alone

A promise exactly as good as the figure; services for which somebody states no figure of a part; structures so
large that only bounds are known, when the upper bound keeps the promise; agreements that are over. Of AVL001,
this rule and AVL003 only the gravest is reported.

## Source

Mathematics: the expectation of the structure function over distinct components (reliability theory).
ISO/IEC 20000-1:2018, 8.7.1. Under `regulated` it is an error.

## Fix

By hand: promise less, or improve a part. `itsm show` with `--derivation` names the cheapest single change.
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
    """One fault for each promise above the exact figure."""
    yield from faults(sla, context, Shortfall.UNLIKELY, _message)


def _message(found: Judged) -> str:
    figure = shown(found, found.exact.high)
    given = figure if found.exact.exact else f"at most {figure}"
    return f"{promised(found)}, but what it stands on gives {given} when failures are independent"


RULE = EntityRule(
    code="AVL002",
    name="unlikely-availability",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Promise less, or improve a part; the weakest comes first in the list.",
)
