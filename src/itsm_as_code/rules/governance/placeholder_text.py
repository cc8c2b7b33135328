"""A text that `itsm init` or `itsm new` wrote for the author to replace still stands.

Such texts begin with `To be written:`. A report for people shows one finding for each kind, at its first
entity, with the number of the others; reports for machines, baselines and plans have them all.

## Why it matters

Coverage that boilerplate claims is worthless: a policy with a rationale nobody wrote passes every other
rule. Readers of the site see the sentence too, and believe the rest of the page a little less.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  outcome: "To be written: what people get done with it."
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  outcome: Everyone reaches customers and suppliers in writing.
```

## What it leaves alone

Comments, which `itsm new` writes to explain a file; the same words further on in a text.

## Source

Practice: templates are a beginning. Under `regulated` it is an error.

## Fix

By hand: write what the text asks for, or remove the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.finding import FieldPath, Severity
from itsm_as_code.model.vocabulary import PLACEHOLDER
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import shortened


def check(record: Record[Any], _context: Context) -> Iterator[Fault]:
    """One fault for an entity that holds such a text, at the first of them."""
    if PLACEHOLDER not in record.document.text:
        return
    for path, text in _texts(record.value, ()):
        if text.lstrip().startswith(PLACEHOLDER):
            yield Fault(
                message=f"{record.ref} still holds a text of its template: “{shortened(text.strip())}”",
                at=Pointer(record, path),
            )
            return


def _texts(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a file with its path, in the order of the file."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))


RULE = EntityRule(
    code="GOV006",
    name="placeholder-text",
    severity=Severity.INFO,
    regulated=Severity.ERROR,
    check=check,
    once_per_kind=True,
    help="Write what the text asks for, or remove the field.",
)
