"""Any other change: the owner's."""

from __future__ import annotations

from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.catalog.graph import affected
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.model.service import Service
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Case, Found, place_of, some
from itsm_as_code.transition.table import OTHER, OTHER_LIVE

_MOST = 4


def judge(change: EntityChange, facts: tuple[FieldChange, ...], case: Case) -> Found:
    """The row of an entity, or of those facts about it that no theme claims."""
    row = OTHER_LIVE if _something_live(change, case) else OTHER
    text = f"changes {some_of([fact.field for fact in facts], _MOST)}" if facts else f"is {change.verb.value}"
    record = change.record if change.verb is Verb.CREATED else change.before
    return Found(row, change.ref, text, some(case.owner_of(record)), facts, place_of(facts))


def _something_live(change: EntityChange, case: Case) -> bool:
    """Whether it is a live service, or one rests on it."""
    for catalog, side in ((case.base, change.before), (case.head, change.after)):
        if side is None:
            continue
        for ref in (side.ref, *affected(catalog, side.ref)):
            record = catalog.get(ref)
            if record is not None and isinstance(record.parsed, Service) and is_live(record):
                return True
    return False
