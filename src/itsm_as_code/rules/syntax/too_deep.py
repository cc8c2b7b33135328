"""A file nests lists and mappings too deeply.

No value may lie inside more than 32 lists and mappings. The model itself needs fewer than ten.

## Why it matters

Nobody can read, and so nobody can approve, what lies thirty levels deep. Deep nesting is also how a small
file exhausts the tools that read it.

## Bad

```yaml title="catalog/terms/matryoshka.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: matryoshka, title: Matryoshka}
spec:
  definition: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[A doll inside a doll]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

## Good

```yaml title="catalog/terms/matryoshka.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: matryoshka, title: Matryoshka}
spec:
  definition: A doll inside a doll.
```

## What it leaves alone

Everything that the model can say, and an organisation's own `extensions` down to more than twenty levels.

## Source

The tool's own limit.

## Fix

By hand: spread the content over entities that refer to each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Values beyond the permitted depth."""
    return reported(file, "too-deep")


RULE = FileRule(
    code="SYN009",
    name="too-deep",
    severity=Severity.ERROR,
    check=check,
    help="Spread the content over entities that refer to each other.",
)
