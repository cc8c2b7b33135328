"""A text marks a term that the lexicon does not define.

`[[incident]]` in prose refers to the Term with this title, name or synonym. Case does not matter, nor whether
a blank or a hyphen joins the words; a plural is written `[[incident]]s`.

## Why it matters

Whoever marks a word wants it to mean the same to everybody. Without a definition the page shows a plain
word, and the customer, the analyst and the supplier each read their own meaning into the agreement.

## Bad

```yaml title="catalog/services/email.yaml"
metadata:
  description: Mailbox, calendar and shared folders, with a [[backup]] every night.
```

## Good

```yaml title="catalog/services/email.yaml"
metadata:
  description: Mailbox, calendar and shared folders; each [[disruption]] is told at once.
```

## What it leaves alone

Double brackets in code and in links; double brackets outside prose; plurals inside the brackets, such as
`[[incidents]]`. A term marked by a deprecated synonym is LEX003's matter.

## Source

One common lexicon: FitSM-0 and ISO/IEC 20000-1:2018, 3, define the words of the field in one place.

## Fix

By hand: write the term, correct the word, or take the brackets away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lexicon import folded, lexicon
from itsm_as_code.catalog.prose import passages
from itsm_as_code.finding import Severity
from itsm_as_code.rules.places import stretch_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(record: Record[Any], context: Context) -> Iterator[Fault]:
    """One fault for each marked term that is not defined, at each place where it stands."""
    for passage in passages(record):
        times: dict[str, int] = {}
        for mark in passage.marks():
            words = lexicon(context.catalog)
            if not words.knows(mark.word):
                word = folded(mark.word)
                times[word] = times.get(word, 0) + 1
                known = [entry.word for entry in words.words.values()]
                yield Fault(
                    message=f"No term of the lexicon is called '{mark.word}'",
                    at=Pointer(
                        record,
                        passage.path,
                        span=stretch_of(record.document, passage.path, mark.start, mark.end),
                    ),
                    help=text.did_you_mean(mark.word, known),
                    about=f"{word} {times[word]}",
                )


RULE = EntityRule(
    code="LEX001",
    name="undefined-term",
    severity=Severity.WARNING,
    check=check,
    help="Write the term in the lexicon, or take the brackets away.",
)
