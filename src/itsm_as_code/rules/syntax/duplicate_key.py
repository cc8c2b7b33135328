"""A mapping holds the same key twice.

The finding points at the later key and names the earlier one. The earlier value is the one the other rules
read.

## Why it matters

Readers see two values, and every tool picks one of them in silence, some the first, some the last. Which
closing time holds, which recovery time was promised? An agreement with two answers is no agreement.

## Bad

```yaml title="catalog/calendars/shop.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: shop, title: Shop hours}
spec:
  owner: it-manager
  weekly:
    mon-fri: ["09:00-18:00"]
    sat: ["10:00-16:00"]
    mon-fri: ["09:00-20:00"]
```

## Good

```yaml title="catalog/calendars/shop.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: shop, title: Shop hours}
spec:
  owner: it-manager
  weekly:
    mon-fri: ["09:00-20:00"]
    sat: ["10:00-16:00"]
```

## What it leaves alone

The same key in two different mappings, such as `name` in each item of a list.

## Source

[YAML 1.2.2, 3.2.1.1 Nodes](https://yaml.org/spec/1.2.2/#3211-nodes): the keys of a mapping are unique.

## Fix

Safe where both values are the same: the later one goes, with the comment that is about it. By hand where
they differ, since only the author knows which was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import RemoveRepeated
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend
from itsm_as_code.text import printable


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Keys that stood in their mapping before."""
    return reported(file, "duplicate-key", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend:
    """What says the same twice says it once."""
    return Mend(
        f"Remove the second {printable(str(problem.path[-1]))}", file, (RemoveRepeated(problem.path),)
    )


RULE = FileRule(
    code="SYN003",
    name="duplicate-key",
    severity=Severity.ERROR,
    check=check,
    fix="safe",
    help="Keep one of the two.",
)
