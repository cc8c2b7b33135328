"""Procedures: how the work is done."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.transition.classification.case import Case, Found, place_of, some, touching
from itsm_as_code.transition.table import PROCEDURE

_HOW = ("spec.steps", "spec.verification", "spec.rollback", "spec.takes", "spec.trigger", "spec.realises")


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The row of a procedure whose steps change."""
    record = change.record
    facts = touching(change, *_HOW) if change.verb is Verb.CHANGED else ()
    if not facts or not isinstance(record.parsed, Procedure) or change.before is None:
        return
    named = [reference.target for reference in change.before.references if reference.kind == "process"]
    processes = [ref.partition("/")[0] for ref in named]
    asks = some(*(case.owner_of_ref(ref) for ref in dict.fromkeys(processes)))
    steps = touching(change, "spec.steps")
    tested = record.parsed.spec.last_tested
    void = f"; its test of {tested.isoformat()} no longer counts" if steps and tested else ""
    text = f"changes {', '.join(dict.fromkeys(fact.field for fact in facts))}{void}"
    yield Found(PROCEDURE, change.ref, text, asks or some(case.owner_of(record)), facts, place_of(facts))
