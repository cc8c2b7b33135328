"""A field that the entity cannot exist without is absent.

The finding points at the key of the mapping that lacks it, or at the first key of a list's item. A
repository without its one Organization is reported at `itsm.yaml`.

## Why it matters

Few fields are asked for, and each because nothing can be done without it: an agreement without a customer
is agreed with nobody, an entity without an owner is nobody's to keep right.

## Bad

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  synonyms: [printing device]
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

Everything that matters only later: a service in the pipeline needs no warranty yet. Rules ask for such
fields when the service goes live.

## Source

The mandatory items of FitSM-1 and ISO/IEC 20000-1:2018, reduced to what a first repository needs.

## Fix

By hand: only the author knows the value.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Fields that an entity cannot exist without."""
    return reported(file, "missing-field")


RULE = FileRule(
    code="SCH003",
    name="missing-field",
    severity=Severity.ERROR,
    check=check,
    help="Add the field.",
)
