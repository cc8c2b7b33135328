"""A value is of another type than its field.

A list where one value belongs, text where a number belongs, nothing at all behind a key. The message says
what stands there and what belongs there.

## Why it matters

A value of the wrong type is a value that no figure can be computed from: an availability of `"high"` cannot
be compared with what a supplier guarantees.

## Bad

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
  synonyms: printing device
```

## Good

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
  synonyms: [printing device]
```

## What it leaves alone

A whole number where a fraction may stand, and an amount of money as a number or as text, so that cents stay
exact.

## Source

The types of the model; scalars are read by the core schema of [YAML
1.2.2](https://yaml.org/spec/1.2.2/#103-core-schema), in which `no` and `on` are text.

## Fix

By hand: brackets make a list of one value, quotes make text of a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Values of another type than their field's."""
    return reported(file, "wrong-type")


RULE = FileRule(
    code="SCH004",
    name="wrong-type",
    severity=Severity.ERROR,
    check=check,
    help="Write the value in the form that the field asks for.",
)
