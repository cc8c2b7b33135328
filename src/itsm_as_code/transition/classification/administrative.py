"""Administrative changes: what nobody has to agree to, as a list that can be read in one go.

Never on it: outcome, utility, warranty, purpose, statements, steps, titles, labels, and whatever decides who
may decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.transition.classification.case import PEER as ANYONE
from itsm_as_code.transition.classification.case import Ask, Case, Found, place_of, plain
from itsm_as_code.transition.table import ADMINISTRATIVE, PEER


class Field(NamedTuple):
    """A field, with everything in it.

    Attributes:
        kind: The kind of entity; empty for every kind.
        field: Its path without list items.
        sort: What it is.
    """

    kind: str
    field: str
    sort: str


FIELDS: tuple[Field, ...] = (
    Field("", "metadata.description", "plain prose"),
    Field("", "metadata.links", "links"),
    Field("", "metadata.tags", "tags"),
    Field("", "spec.lastReview", "review dates"),
    Field("", "spec.nextReview", "review dates"),
    Field("Organization", "metadata.description", "plain prose"),
    Field("Organization", "spec.featured", "what the landing page shows"),
    Field("Organization", "spec.feedback", "contact data"),
    Field("Organization", "spec.serviceDesk.channels.name", "contact data"),
    Field("Organization", "spec.serviceDesk.channels.value", "contact data"),
    Field("Organization", "spec.statusPage", "contact data"),
    Field("Organization", "spec.topics.description", "plain prose"),
    Field("Service", "spec.channels.name", "contact data"),
    Field("Service", "spec.channels.value", "contact data"),
    Field("Service", "spec.needs", "words to find it by"),
    Field("Service", "spec.synonyms", "words to find it by"),
    Field("Service", "spec.topic", "words to find it by"),
    Field("Stakeholder", "spec.escalation", "contact data"),
    Field("Term", "metadata.title", "the lexicon"),
    Field("Term", "spec", "the lexicon"),
)
"""Every administrative field."""


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The administrative facts of a changed entity, and new terms."""
    if change.verb is Verb.CREATED and change.record.kind.name == "Term":
        yield _found(change, case, (), "is a new term")
    facts = administrative(change)
    if facts:
        yield _found(change, case, facts, f"changes {', '.join(dict.fromkeys(fact.field for fact in facts))}")


def administrative(change: EntityChange) -> tuple[FieldChange, ...]:
    """The administrative facts of a change."""
    kind = change.record.kind.name
    fields = tuple(f"{each.field}." for each in FIELDS if each.kind in ("", kind))
    return tuple(fact for fact in change.fields if plain(fact).startswith(fields))


def _found(change: EntityChange, case: Case, facts: tuple[FieldChange, ...], text: str) -> Found:
    if case.base.settings.gate.peer:
        return Found(
            PEER, change.ref, text, (Ask((ANYONE,), "a second pair of eyes"),), facts, place_of(facts)
        )
    return Found(ADMINISTRATIVE, change.ref, text, (), facts, place_of(facts))
