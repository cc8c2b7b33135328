"""Fields stand together that exclude each other, or one stands without another that it needs.

A target has exactly one of `atLeast` and `atMost`; a calendar is open around the clock or by the week, not
both; a freeze names what it applies to. The finding points at the field that is too many, or at the one
that needs another.

## Why it matters

Two answers to one question are no answer. Whoever relies on the one and whoever relies on the other are
both right until the day it matters.

## Bad

```yaml title="catalog/calendars/shop.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: shop, title: Shop hours}
spec:
  owner: it-manager
  always: true
  weekly:
    mon-fri: ["09:00-18:00"]
```

## Good

```yaml title="catalog/calendars/shop.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: shop, title: Shop hours}
spec:
  owner: it-manager
  weekly:
    mon-fri: ["09:00-18:00"]
```

## What it leaves alone

Fields that add to each other: weekly hours with exceptions, a service's own recovery time beside its
warranty's.

## Source

The model; for targets OpenSLO, in which an objective has one bound.

## Fix

By hand: only the author knows which was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Fields that exclude or need each other."""
    return reported(file, "conflicting-fields")


RULE = FileRule(
    code="SCH007",
    name="conflicting-fields",
    severity=Severity.ERROR,
    check=check,
    help="Keep one of the fields, or add the one that is needed.",
)
