"""A file is larger than an entity can be.

The bounds are 1 MiB (1,048,576 bytes) and 100,000 values, counting every key, text, number, list and
mapping.

## Why it matters

An entity is read by people. What grows beyond these bounds is data of another kind, a list of tickets or an
export of an inventory, which belongs in the tool that keeps it; and a file without bounds can stop the
check of everybody else's change.

## Bad

The company's whole dictionary as the `definition` of one term:

```text
$ ls -sh catalog/terms/dictionary.yaml
2.0M catalog/terms/dictionary.yaml
```

## Good

```yaml title="catalog/terms/dictionary.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: dictionary, title: Dictionary}
spec:
  definition: The words of our trade, each of which is a term of its own here.
```

## What it leaves alone

Long prose: a procedure of fifty pages stays far below the bounds.

## Source

The tool's own limit.

## Fix

By hand: keep what describes the entity and link to the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Files beyond the bounds of size or number of values."""
    return reported(file, "too-large")


RULE = FileRule(
    code="SYN008",
    name="too-large",
    severity=Severity.ERROR,
    check=check,
    help="Keep what describes the entity here and link to the rest.",
)
