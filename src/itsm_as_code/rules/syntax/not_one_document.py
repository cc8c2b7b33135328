"""A file holds several documents, or none.

One file is one entity. A second `---` begins a second document, and an empty file, or one with comments
alone, holds nothing.

## Why it matters

Whoever looks for an entity finds it under its own name; its history is the history of its file. A second
document in a file is what tools drop in silence, and with it a service that everyone believes is recorded.

## Bad

```yaml title="catalog/terms/desk.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: desk, title: Desk}
spec:
  definition: Short for the Service Desk.
---
apiVersion: itsm/v1
kind: Term
metadata: {name: ticket, title: Ticket}
spec:
  definition: The desk's record of one call.
```

## Good

```yaml title="catalog/terms/desk.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: desk, title: Desk}
spec:
  definition: Short for the Service Desk.
```

```yaml title="catalog/terms/ticket.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: ticket, title: Ticket}
spec:
  definition: The desk's record of one call.
```

## What it leaves alone

A `---` before the one document, a `...` after it, and comments around it.

## Source

[YAML 1.2.2, 9.2 Streams](https://yaml.org/spec/1.2.2/#92-streams), narrowed to one document.

## Fix

By hand: give each document a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """A second document, or the lack of a first."""
    return reported(file, "not-one-document")


RULE = FileRule(
    code="SYN006",
    name="not-one-document",
    severity=Severity.ERROR,
    check=check,
    help="Write one entity into each file.",
)
