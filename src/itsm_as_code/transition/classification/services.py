"""Services through their lives: planned, live, handed over, retired; and what goes while others need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import promising
from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.catalog.demand import dependents
from itsm_as_code.catalog.lifecycle import is_live, is_retired, state_of
from itsm_as_code.catalog.people import provider_of
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.vocabulary import LIVE, PIPELINE, SERVICE_STATES, TRANSITIONS
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Ask, Case, Found, head_of, place_of, some, touching
from itsm_as_code.transition.classification.models import change_authority
from itsm_as_code.transition.table import (
    ADOPTED,
    CHARTER,
    FORBIDDEN_STEP,
    GO_LIVE,
    NEW_PIPELINE_SERVICE,
    PIPELINE_STEP,
    STILL_NEEDED,
)

_CHARTERED = SERVICE_STATES.index("chartered")


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The rows of a service, and of anything that goes while it is needed."""
    yield from _gone(change, case)
    record = change.record
    if record.kind.name != "Service":
        return
    if change.verb is Verb.CREATED:
        yield _created(change, case)
    elif change.verb is Verb.CHANGED:
        yield from _moved_on(change, case)
        yield from _handed_on(change, case)


def _created(change: EntityChange, case: Case) -> Found:
    record = change.record
    owner = case.owner_of(record)
    state = state_of(record)
    if state in PIPELINE or state == "retired":
        return Found(NEW_PIPELINE_SERVICE, record.ref, f"is new, {state}", some(owner))
    if isinstance(record.parsed, Service) and record.parsed.spec.adopted is not None:
        day = record.parsed.spec.adopted.isoformat()
        return Found(ADOPTED, record.ref, f"is recorded as live since before {day}", some(owner))
    return Found(GO_LIVE, record.ref, "is created live", _all_three(change, case))


def _moved_on(change: EntityChange, case: Case) -> Iterator[Found]:
    facts = touching(change, "spec.state")
    if not facts:
        return
    fact = facts[0]
    if fact.before not in SERVICE_STATES:  # it could not be read, so it is as good as new
        yield replace(_created(change, case), fields=facts, location=place_of(facts))
        return
    before, after = str(fact.before), str(fact.after)
    text, place = f"goes from {before} to {after}", place_of(facts)
    owner = case.owner_of(change.before)
    if after not in TRANSITIONS.get(before, ()):
        yield Found(FORBIDDEN_STEP, change.ref, text, (), facts, place)
    elif before in LIVE or after in LIVE:
        yield Found(GO_LIVE, change.ref, text, _all_three(change, case), facts, place)
    elif after in SERVICE_STATES[: _CHARTERED + 1] and before in PIPELINE:
        head = head_of(case.base, "it-steering-group")
        who = Ask((head,), "head of the IT Steering Group") if head else change_authority(change, case)
        yield Found(CHARTER, change.ref, text, some(who), facts, place)
    else:
        yield Found(PIPELINE_STEP, change.ref, text, some(owner), facts, place)
    if after == "retired" and (needed := _live_without(case.head, change.ref)):
        names = some_of([each.ref for each in needed], 3)
        yield Found(
            STILL_NEEDED, change.ref, f"is retired while {names} cannot do without it", (), facts, place
        )


def _handed_on(change: EntityChange, case: Case) -> Iterator[Found]:
    """Another provider, whether it is written or follows from another owner."""
    if change.before is None or change.after is None or not is_live(change.before):
        return
    if not (change.before.is_typed and change.after.is_typed):
        return
    facts = touching(change, "spec.provider")
    before, after = provider_of(case.base, change.before), provider_of(case.head, change.after)
    if before != after and before is not None:
        text = f"is provided by {after or 'nobody who is named'} instead of {before}"
        yield Found(GO_LIVE, change.ref, text, _all_three(change, case), facts, place_of(facts))


def _all_three(change: EntityChange, case: Case) -> tuple[Ask, ...]:
    """The owner, the customers and the change authority."""
    return some(case.owner_of(change.record), *customers(change.ref, case), change_authority(change, case))


def customers(service: str, case: Case) -> Iterator[Ask | None]:
    """The signatories of the agreements that promise a service on either side."""
    found = {sla.name: sla for side in (case.head, case.base) for sla in promising(side, service, case.today)}
    for name, sla in found.items():
        customer = (case.base.find(ServiceLevelAgreement, name) or sla).entity.spec.customer
        yield case.signatory(customer, sla.ref, f"signatory of the customer {customer}")


def _gone(change: EntityChange, case: Case) -> Iterator[Found]:
    """What is deleted: live services never; anything else only when nothing refers to it any longer."""
    if change.verb is not Verb.DELETED or change.before is None:
        return
    record = change.before
    if record.kind.name == "Service" and is_live(record):
        yield Found(FORBIDDEN_STEP, record.ref, f"is deleted while {state_of(record)}, instead of retired")
    naming = list(dict.fromkeys(each.source for each in case.head.incoming(record.ref)))
    if naming:
        verb = "refers" if len(naming) == 1 else "refer"
        names = some_of(naming, 3)
        yield Found(STILL_NEEDED, record.ref, f"is deleted while {names} {verb} to it")


def _live_without(catalog: Catalog, ref: str) -> list[Record[Any]]:
    """What is live and cannot work once something is retired."""
    found = {}
    for record, group in dependents(catalog, ref):
        members = (catalog.get(member.ref) for member in group.members)
        left = sum(1 for member in members if member is None or not is_retired(member))
        if is_live(record) and left < group.at_least:
            found[record.ref] = record
    return list(found.values())
