"""A file is a list or a single value instead of an entity.

An entity is a mapping: `apiVersion`, `kind`, `metadata` and `spec`, each with its value.

## Why it matters

Without `kind` and `metadata` nothing says what the content is, so it is missing from the catalogue although
somebody wrote it down.

## Bad

```yaml title="catalog/terms/devices.yaml"
- Printer
- Scanner
```

## Good

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
```

```yaml title="catalog/terms/scanner.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: scanner, title: Scanner}
spec:
  definition: A device that turns paper into pictures.
```

## What it leaves alone

Lists inside an entity, and the order of the four keys.

## Source

The form of resources in Kubernetes and Backstage, which editors and other tools know.

## Fix

By hand: give each entity a file with the four keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Documents whose top is no mapping."""
    return reported(file, "not-a-mapping")


RULE = FileRule(
    code="SYN010",
    name="not-a-mapping",
    severity=Severity.ERROR,
    check=check,
    help="Begin the file with apiVersion, kind, metadata and spec.",
)
