"""A field is not one of its kind.

The finding points at the key and suggests the nearest field of that place.

## Why it matters

A misspelt field says nothing: the recovery time that somebody typed as `recoverTime` is promised to nobody,
and no check of the promise ever runs. A tool that passes over what it does not know hides exactly these
faults.

## Bad

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
  synonims: [printing device]
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

Any key where authors choose the names themselves: `labels`, `annotations`, `externalIds`, `extensions` and
the parameters of a policy.

## Source

The practice of strict schemas: Kubernetes' strict field validation, JSON Schema's `additionalProperties:
false`.

## Fix

Unsafe, where one field alone is near: the key is renamed. The suggestion is a guess, and a renamed field
begins to count: what was a note becomes a promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import RenameKey
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Keys that their mapping does not admit."""
    return reported(file, "unknown-field", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a key that is near to one field alone."""
    if problem.suggestion is None:
        return None
    change = RenameKey(problem.path, problem.suggestion)
    return Mend(f"Rename it to {problem.suggestion}", file, (change,))


RULE = FileRule(
    code="SCH002",
    name="unknown-field",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Own data belongs in metadata.labels, metadata.annotations or metadata.extensions.",
)
