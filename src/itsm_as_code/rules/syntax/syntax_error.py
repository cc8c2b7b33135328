"""A file is not YAML.

The text breaks the grammar of YAML: a quote that never ends, a bracket without its partner, an indentation
that fits nowhere, a colon where none may stand. The finding points at the place where reading could not go
on.

## Why it matters

Nothing in the file can be read, so the service, agreement or process in it is missing from the catalogue,
and every figure that depends on it is missing too.

## Bad

A colon followed by a blank begins a value, even in the middle of a sentence:

```yaml title="catalog/terms/escalation.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: escalation, title: Escalation}
spec:
  definition: Handing an issue on: to more knowledge or to more authority.
```

## Good

Quotes keep the sentence together; so does a block that begins with `>-`.

```yaml title="catalog/terms/escalation.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: escalation, title: Escalation}
spec:
  definition: "Handing an issue on: to more knowledge or to more authority."
```

## What it leaves alone

Every way of writing that YAML allows: block and flow style, any consistent indentation, plain, quoted and
folded text, comments.

## Source

[YAML 1.2.2](https://yaml.org/spec/1.2.2/).

## Fix

Unsafe where one slip is likely: quotes around text with a colon in it, a space behind a colon or a dash, a
second backslash. The result can be read, but only the author knows whether it says what was meant. By hand
for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import Rewrite
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend
from itsm_as_code.text import shortened


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """The place where the parser gave up."""
    return reported(file, "syntax-error", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a slip that is likely to be one: a missing space, missing quotes."""
    if problem.suggestion is None or problem.span is None:
        return None
    return Mend(f"Write {shortened(problem.suggestion)}", file, (Rewrite(problem.span, problem.suggestion),))


RULE = FileRule(
    code="SYN002",
    name="syntax-error",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Text with a colon, a hash or a bracket in it is safe inside quotes.",
)
