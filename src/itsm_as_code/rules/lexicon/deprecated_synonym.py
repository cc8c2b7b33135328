"""A text uses a word that the lexicon no longer wants.

The word is one of the `deprecatedSynonyms` of a term and stands in prose, in whatever case, alone or as a
plural.

## Why it matters

Where one thing has two names, people take them for two things: whoever opens a trouble ticket wonders
whether it is an incident, and reports count both.

## Bad

```yaml title="catalog/terms/incident.yaml"
spec:
  deprecatedSynonyms: [trouble ticket]
```

```yaml title="catalog/services/email.yaml"
metadata:
  description: Mailbox, calendar and shared folders; a trouble ticket opens by itself when they fail.
```

## Good

```yaml title="catalog/terms/incident.yaml"
spec:
  deprecatedSynonyms: [trouble ticket]
```

```yaml title="catalog/services/email.yaml"
metadata:
  description: Mailbox, calendar and shared folders; an incident opens by itself when they fail.
```

## What it leaves alone

Titles and all other fields that are no prose; code, links and addresses; longer words of the lexicon with the
word in them; the entry of the term itself, which may tell what it used to be called.

## Source

One common lexicon; terminology work marks terms as preferred, admitted and deprecated (ISO 704).

## Fix

Unsafe: the word of the lexicon stands instead of the other one. Read the sentence again: its article, its
plural and the beginning of the sentence may have to follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lexicon import deprecated, folded, lexicon
from itsm_as_code.catalog.prose import passages
from itsm_as_code.document.edits import ReplaceText
from itsm_as_code.finding import Severity
from itsm_as_code.rules.places import stretch_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Mend, Pointer


def check(record: Record[Any], context: Context) -> Iterator[Fault]:
    """One fault for each deprecated word, at each place where it stands, plain or marked as a term."""
    words = deprecated(context.catalog)
    if not words.words:
        return
    for passage in passages(record):
        if not words.may_stand_in(passage.text):
            continue
        times: Counter[str] = Counter()
        for use in lexicon(context.catalog).uses(passage):
            if use.entry.term.ref == record.ref:
                continue
            word = folded(use.text)
            times[word] += 1
            yield Fault(
                message=f"The lexicon says '{use.better}', not '{use.text}'",
                at=Pointer(
                    record,
                    passage.path,
                    span=stretch_of(record.document, passage.path, use.start, use.end),
                ),
                related=(Pointer(use.entry.term, use.entry.path, "deprecated here"),),
                help=f"Write '{use.better}'.",
                mend=Mend(
                    f"Write '{use.better}'",
                    record,
                    (ReplaceText(passage.path, use.start, use.end, use.better),),
                ),
                about=f"{word} {times[word]}",
            )


RULE = EntityRule(
    code="LEX003",
    name="deprecated-synonym",
    severity=Severity.WARNING,
    check=check,
    fix="unsafe",
    help="Write the word of the lexicon.",
)
