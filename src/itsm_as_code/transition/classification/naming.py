"""Renaming: an entity that keeps everything but its name, and whatever follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itsm_as_code.catalog.changes import ABSENT, EntityChange, FieldChange, Verb
from itsm_as_code.transition.classification.case import Case, Found, place_of, some
from itsm_as_code.transition.table import RENAMED


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The row of what is renamed or moved, and of the references that go with it."""
    if change.verb is Verb.RENAMED:
        text = f"was called {change.was}"
        yield Found(RENAMED, change.ref, text, some(case.owner_of(change.before)))
    elif change.verb is Verb.CHANGED and change.before and change.after:
        if change.before.path != change.after.path:
            text = f"moves from {change.before.path} to {change.after.path}"
            yield Found(RENAMED, change.ref, text, some(case.owner_of(change.before)))
        facts = tuple(following(change, renames(case)))
        if facts:
            yield Found(
                RENAMED, change.ref, "names what is renamed by its new name", (), facts, place_of(facts)
            )


def renames(case: Case) -> dict[str, str]:
    """Old canonical reference to new, of everything that is renamed."""
    return {change.was: change.ref for change in case.changes.entities if change.was is not None}


def following(change: EntityChange, renamed: Mapping[str, str]) -> Iterator[FieldChange]:
    """The facts of a change that only call what is renamed by its new name."""
    if not renamed or change.before is None or change.after is None:
        return
    then = {reference.target for reference in change.before.references}
    now = {reference.target for reference in change.after.references}
    spellings = {
        spelling
        for old, new in renamed.items()
        if old in then and new in now and old not in now and new not in then
        for ref in (old, new)
        for spelling in (ref, ref.partition(":")[2])
    }
    for fact in change.fields:
        values = [value for value in (fact.before, fact.after) if value is not ABSENT]
        if all(isinstance(value, str) and value in spellings for value in values):
            yield fact
