"""A word of the lexicon is defined twice.

Titles, names, synonyms and deprecated synonyms of terms are the words of the lexicon. Each leads to one term
only, and none is both in use and deprecated.

## Why it matters

A lexicon that gives a word two meanings has not settled anything. Which of the two a page shows is chance,
and an agreement that uses the word can be read either way.

## Bad

```yaml title="catalog/terms/outage.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: outage, title: Outage}
spec:
  definition: Nobody can use the service.
  synonyms: [disruption]
```

## Good

```yaml title="catalog/terms/outage.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: outage, title: Outage}
spec:
  definition: Nobody can use the service.
  synonyms: [standstill]
```

## What it leaves alone

A title and a name of one term that are the same word; a synonym that repeats the term's own title; words
that share a part, such as incident and major incident.

## Source

One common lexicon; terminology work gives each concept one preferred term (ISO 704).

## Fix

By hand: decide which term the word belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.lexicon import Entry, entries, folded
from itsm_as_code.finding import Severity
from itsm_as_code.model.term import Term
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """One fault for each word that stands for another term already, or is deprecated and in use."""
    known: dict[str, Entry] = {}
    for term in catalog.of(Term):
        own: set[str] = set()
        for entry in entries(term):
            word = folded(entry.word)
            first = known.setdefault(word, entry)
            clashes = first.term is not term or first.deprecated is not entry.deprecated
            if clashes and word not in own:
                own.add(word)
                yield _fault(first, entry)


def _fault(first: Entry, entry: Entry) -> Fault:
    if first.term is entry.term:
        message = f"'{entry.word}' is deprecated and in use at once"
    else:
        message = f"'{entry.word}' is already {_what(first)} of the term {first.term.name}"
    return Fault(
        message=message,
        at=Pointer(entry.term, entry.path),
        related=(Pointer(first.term, first.path, _what(first)),),
    )


def _what(entry: Entry) -> str:
    field = entry.path[1]
    if field == "deprecatedSynonyms":
        return "a deprecated synonym"
    return "a synonym" if field == "synonyms" else f"the {field}"


RULE = CatalogRule(
    code="LEX002",
    name="ambiguous-term",
    severity=Severity.ERROR,
    check=check,
    help="Leave the word to one of the terms.",
)
