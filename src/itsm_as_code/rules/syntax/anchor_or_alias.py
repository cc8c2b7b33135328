"""A file uses an anchor, an alias or a merge key.

`&name` marks a part of a file, `*name` repeats it elsewhere and `<<` mixes it into a mapping. None of them
is part of the language of a catalogue.

## Why it matters

A reviewer must see in the lines of a change what the change does. With an alias, an edit in one place
alters another that the change does not show; and a few lines of aliases can grow to more data than a
machine holds.

## Bad

```yaml title="catalog/calendars/shop.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: shop, title: Shop hours}
spec:
  owner: it-manager
  weekly:
    mon-fri: &hours ["09:00-18:00"]
    sat: ["10:00-16:00"]
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
    sat: ["10:00-16:00"]
```

## What it leaves alone

Ampersands and asterisks inside text: `Research & Development`, `"*.example.org"`.

## Source

[YAML 1.2.2, 3.2.2.2 Anchors and aliases](https://yaml.org/spec/1.2.2/#3222-anchors-and-aliases), left out
on purpose.

## Fix

By hand: write the value out where it is needed, or make it an entity of its own, such as a calendar, and
refer to it by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Anchors, aliases and merge keys met while reading."""
    return reported(file, "anchor-or-alias")


RULE = FileRule(
    code="SYN004",
    name="anchor-or-alias",
    severity=Severity.ERROR,
    check=check,
    help="Write the value out where it is needed.",
)
