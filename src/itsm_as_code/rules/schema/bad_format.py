"""A text does not have the form that its field asks for.

Names, dates, times, durations, money, time zones and links each have one form: `point-of-sale`,
`2026-12-31`, `"08:00"`, `2h30m` or `6mo`, `12.50`, `https://…`. A date must exist, too.

## Why it matters

One form is readable by everyone alike: `03/04/2027` is a day in March to one reader and in April to
another, and a contract's end is no place for that.

## Bad

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manager
  finding: Callers wait nine minutes on Monday mornings.
  due: 31.03.2027
```

## Good

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manager
  finding: Callers wait nine minutes on Monday mornings.
  due: 2027-03-31
```

## What it leaves alone

Prose, titles and everything else that people only read; dates with or without quotes.

## Source

ISO 8601 for dates, RFC 1123 for names, RFC 5545 for recurrences, RFC 3986 for links.

## Fix

By hand: a date in another form can mean two days.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Text that does not have the form of its field."""
    return reported(file, "bad-format")


RULE = FileRule(
    code="SCH006",
    name="bad-format",
    severity=Severity.ERROR,
    check=check,
    help="Write the value in the form that the message shows.",
)
