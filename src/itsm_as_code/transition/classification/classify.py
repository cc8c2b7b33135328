"""Every fact of a change in its row: the strictest wins, and whoever any row asks has to agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.transition.classification import (
    administrative,
    agreements,
    calendars,
    freezes,
    gate,
    naming,
    other,
    people,
    policies,
    procedures,
    services,
    structure,
)
from itsm_as_code.transition.classification.case import Case, Found, place_of
from itsm_as_code.transition.classification.models import standard_model
from itsm_as_code.transition.classification.policies import Effects
from itsm_as_code.transition.table import ADMINISTRATIVE, PEER, STANDARD, Outcome, Risk

_THEMES = (
    administrative.judge,
    agreements.judge,
    calendars.judge,
    gate.judge,
    people.judge,
    procedures.judge,
    services.judge,
    structure.judge,
)
"""What each theme finds; naming, policies and freezes are asked beside them."""

_NOBODY_S = (ADMINISTRATIVE, PEER)


def classify(case: Case, effects: Effects) -> tuple[Found, ...]:
    """The rows of every entity that a change touches, in the order of the change set."""
    frozen = freezes.open_freezes(case)
    found: list[Found] = []
    for change in case.changes.entities:
        rows = list(rows_of(change, case, effects))
        found += rows
        if any(each.row not in _NOBODY_S for each in rows):
            found += freezes.judge(change, frozen, case)
    return tuple(found)


def rows_of(change: EntityChange, case: Case, effects: Effects) -> Iterator[Found]:
    """The rows of one entity: those of every theme, and the owner's for what no theme claims."""
    follows = tuple(naming.judge(change, case))
    claimed = {id(fact) for each in follows for fact in each.fields}
    rest = _without(change, claimed)
    found = [*follows]
    if change.verb is Verb.RENAMED:  # what decides about changes does so under any name
        found += [*gate.judge(change, case), *policies.judge(change, case, effects)]
    if rest is not None:
        found += [each for theme in _THEMES for each in theme(rest, case)]
        found += policies.judge(rest, case, effects)
        claimed |= {id(fact) for each in found for fact in each.fields}
        left = tuple(fact for fact in change.fields if id(fact) not in claimed)
        if left or (not found and not change.fields):
            found.append(other.judge(change, left, case))
    yield from _authorised_in_advance(change, found, case)


def _without(change: EntityChange, claimed: set[int]) -> EntityChange | None:
    """A change without some of its facts; `None` when nothing is left of it."""
    fields = tuple(fact for fact in change.fields if id(fact) not in claimed)
    if change.verb is Verb.RENAMED or (change.verb is Verb.CHANGED and not fields):
        return None
    return EntityChange(change.verb, change.ref, change.was, change.before, change.after, fields)


def _authorised_in_advance(change: EntityChange, found: Sequence[Found], case: Case) -> Iterator[Found]:
    """The rows, with those that a standard change model authorises replaced: of low or medium risk alone."""
    for each in found:
        held = each.row.until is Outcome.HOLD and not each.row.lasting and each.row.risk is not Risk.HIGH
        model = standard_model(change, _facts(each, change), case) if held else None
        if model is None:
            yield each
        else:
            text = f"fits the standard change model {model.ref}: {each.text}"
            yield Found(STANDARD, each.subject, text, (), each.fields, place_of(each.fields))


def _facts(found: Found, change: EntityChange) -> tuple[FieldChange, ...]:
    return found.fields or change.fields
