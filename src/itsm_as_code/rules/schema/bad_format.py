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

Safe for a prefix where a bare name belongs, as in `owner: role:it-manager`: it goes. By hand for the rest: a
date in another form can mean two days, and other files know an entity by its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import RenameKey, SetValue
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Text that does not have the form of its field."""
    return reported(file, "bad-format", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a prefix where a bare name belongs; names that are no names are known to other files as they are."""
    written = (
        problem.path[-1]
        if problem.at_key
        else value_at(file.document.value if file.document else None, problem.path)
    )
    if problem.suggestion is None or not str(written).endswith(f":{problem.suggestion}"):
        return None
    change = (RenameKey if problem.at_key else SetValue)(problem.path, problem.suggestion)
    return Mend(f"Write {problem.suggestion}", file, (change,))


RULE = FileRule(
    code="SCH006",
    name="bad-format",
    severity=Severity.ERROR,
    check=check,
    fix="safe",
    help="Write the value in the form that the message shows.",
)
