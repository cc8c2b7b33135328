"""A file's `apiVersion` or `kind` is not one the tool knows.

`apiVersion` is `itsm/v1`. `kind` is one of the kinds of the model, spelt with its capitals, or `Settings`
in `itsm.yaml`. The nearest kind is suggested.

## Why it matters

The kind decides which fields mean what. A file of an unknown kind is neither checked nor published, so a
promise in it binds nobody.

## Bad

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Trem
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
```

## Good

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
```

## What it leaves alone

An organisation's own data under `metadata.extensions`, `labels` and `annotations`, which need no kind.

## Source

The kinds are those of ITIL 4, FitSM-1 and ISO/IEC 20000-1 as the model lists them.

## Fix

Unsafe, where one kind alone is near: the suggestion is a guess. By hand for `apiVersion`, which says by which
vocabulary the whole file is to be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import SetValue
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Values of `apiVersion` or `kind` that name nothing known."""
    return reported(file, "unknown-kind", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a kind that is near to one alone."""
    if problem.suggestion is None or problem.path != ("kind",):
        return None
    change = SetValue(problem.path, problem.suggestion)
    return Mend(f"Write {problem.suggestion}", file, (change,))


RULE = FileRule(
    code="SCH001",
    name="unknown-kind",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Set apiVersion to itsm/v1 and kind to one of the kinds of the model.",
)
