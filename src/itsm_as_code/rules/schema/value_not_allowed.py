"""A value is none of those that its field admits.

A word that is not in the field's list (the nearest is suggested), or a number outside the field's range.

## Why it matters

Views, figures and gates depend on these words. A service in the state `live` would stand neither in the
portfolio's pipeline nor in the catalogue, since no state of that name exists.

## Bad

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manager
  finding: Callers wait nine minutes on Monday mornings.
  status: finished
```

## Good

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manager
  finding: Callers wait nine minutes on Monday mornings.
  status: done
```

## What it leaves alone

Fields whose words are the organisation's own: topics, levels, tags, the class of a configuration item.

## Source

The vocabulary of the model, in ITIL 4's and FitSM's terms.

## Fix

Unsafe, where one word alone is near: the suggestion is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import RenameKey, SetValue
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Values outside the set or range of their field."""
    return reported(file, "value-not-allowed", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a word that is near to one alone."""
    if problem.suggestion is None:
        return None
    change = (RenameKey if problem.at_key else SetValue)(problem.path, problem.suggestion)
    return Mend(f"Write {problem.suggestion}", file, (change,))


RULE = FileRule(
    code="SCH005",
    name="value-not-allowed",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Choose one of the values that the field admits.",
)
