"""A value carries a YAML tag.

`!!str`, `!vault` and their like tell a parser what a value is or how to build it. Here the schema says what
each field holds, so a tag is never needed.

## Why it matters

Tags are how a text file makes careless tools run code or read other files. A catalogue that many tools read
must mean the same to all of them and do nothing to any of them.

## Bad

```yaml title="catalog/terms/night-shift.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: night-shift, title: Night shift}
spec:
  definition: !!str 017 is the desk's number at night.
```

## Good

```yaml title="catalog/terms/night-shift.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: night-shift, title: Night shift}
spec:
  definition: 017 is the desk's number at night.
```

## What it leaves alone

Exclamation marks inside text.

## Source

[YAML 1.2.2, 3.2.1.2 Tags](https://yaml.org/spec/1.2.2/#3212-tags), left out on purpose.

## Fix

By hand: remove the tag; quotes make text of a value that would otherwise be a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Tags met while reading."""
    return reported(file, "tag")


RULE = FileRule(
    code="SYN005",
    name="tag",
    severity=Severity.ERROR,
    check=check,
    help="Remove the tag; where text looks like a number, quote it.",
)
