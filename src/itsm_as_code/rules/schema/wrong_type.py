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

Safe where the value is right and only its form is not: quotes around a number or `true` where text belongs,
none around a number, brackets around one value where a list belongs, `true` for `yes`. By hand for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.catalog.misfits import FLAGS, number_in
from itsm_as_code.document.edits import Quote, SetValue
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Values of another type than their field's."""
    return reported(file, "wrong-type", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a value that is right but for its quotes or brackets."""
    path = problem.path
    value = value_at(file.document.value if file.document else None, path)
    match problem.wanted:
        case "text":
            return Mend("Put it in quotes", file, (Quote(path),))
        case "list":
            return Mend("Make a list of it", file, (SetValue(path, [value]),))
        case "number" if (number := number_in(str(value))) is not None:
            meant = float(number) if "." in number else int(number)
            return Mend(f"Write {number}", file, (SetValue(path, meant),))
        case "flag" if isinstance(value, str):
            flag = FLAGS[value.lower()]
            return Mend(f"Write {str(flag).lower()}", file, (SetValue(path, flag),))
    return None


RULE = FileRule(
    code="SCH004",
    name="wrong-type",
    severity=Severity.ERROR,
    check=check,
    fix="safe",
    help="Write the value in the form that the field asks for.",
)
