"""What services and items are built on, and what the business asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.transition.classification.case import Ask, Case, Found, place_of, some, touching
from itsm_as_code.transition.classification.people import business_owner
from itsm_as_code.transition.table import BUSINESS, REQUIREMENT, REQUIREMENT_BREAKS

_OF_SERVICES = (
    "spec.criticality",
    "spec.enables",
    "spec.serviceHours",
    "spec.supportHours",
    "spec.warranty",
    "spec.maintenance",
)
_OF_OBJECTIVES = ("spec",)
_OF_PROCESSES = ("spec",)
_ELSEWHERE = ("spec.owner", "spec.businessOwner", "spec.lastReview", "spec.nextReview")


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The rows of requirements, and of what the business asks for."""
    kind = change.record.kind.name
    if kind in ("Service", "ConfigurationItem"):
        yield from _requirements(change, case)
    if kind == "Service" and change.verb is Verb.CHANGED:
        facts = touching(change, *_OF_SERVICES)
        if facts:
            yield _business(change, facts, _processes_of(change, case), case)
    elif kind == "BusinessProcess":
        yield from _whole(change, (change.record.name,), _OF_PROCESSES, case)
    elif kind == "Objective":
        yield from _whole(change, tuple(_supporting(change.ref, case)), _OF_OBJECTIVES, case)


def _requirements(change: EntityChange, case: Case) -> Iterator[Found]:
    facts = touching(change, "spec.requires")
    if not facts:
        return
    other = [ref for fact in facts for value in (fact.before, fact.after) for ref in _named(value)]
    asks = some(case.owner_of(change.record), *(case.owner_of_ref(ref) for ref in dict.fromkeys(other)))
    words = ", ".join(dict.fromkeys(other)) or "the grouping"
    broken = case.newly_short
    row = REQUIREMENT_BREAKS if broken else REQUIREMENT
    text = f"requires otherwise: {words}"
    if broken:
        text += f"; {', '.join(broken)} newly falls short"
    yield Found(row, change.ref, text, asks, facts, place_of(facts))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str) and ":" in value:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _named(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each)


def _whole(
    change: EntityChange, processes: Iterable[str], fields: tuple[str, ...], case: Case
) -> Iterator[Found]:
    """A business process or an objective: made, gone, or changed in anything but who answers for it."""
    if change.verb in (Verb.CREATED, Verb.DELETED):
        yield _business(change, (), processes, case)
        return
    elsewhere = touching(change, *_ELSEWHERE)
    facts = tuple(fact for fact in touching(change, *fields) if fact not in elsewhere)
    if facts:
        yield _business(change, facts, processes, case)


def _business(
    change: EntityChange, facts: tuple[FieldChange, ...], processes: Iterable[str], case: Case
) -> Found:
    names = list(dict.fromkeys(processes))
    owners = [business_owner(case, name) for name in names]
    under = [] if change.record.kind.name == "Service" else _services_under(names, case)
    asks: tuple[Ask, ...] = some(
        *owners, *(case.owner_of(service) for service in under), case.owner_of(change.record)
    )
    text = (
        f"changes {', '.join(dict.fromkeys(fact.field for fact in facts))}"
        if facts
        else f"is {change.verb.value}"
    )
    return Found(BUSINESS, change.ref, text, asks, facts, place_of(facts))


def _processes_of(change: EntityChange, case: Case) -> Iterator[str]:
    """The business processes that a service enables on either side."""
    for catalog, record in ((case.base, change.before), (case.head, change.after)):
        if record is None or not record.is_typed:
            continue
        enables = record.entity.spec.enables
        if enables == "all":
            yield from (process.name for process in catalog.of(BusinessProcess))
            continue
        yield from (each if isinstance(each, str) else each.process for each in enables)


def _supporting(objective: str, case: Case) -> Iterator[str]:
    """The business processes that support an objective on either side."""
    for catalog in (case.base, case.head):
        for reference in catalog.incoming(objective):
            if reference.source.startswith("business-process:"):
                yield reference.source.partition(":")[2]


def _services_under(processes: Iterable[str], case: Case) -> list[Record[Any]]:
    """The services that enable some business processes on the target."""
    found: dict[str, Record[Any]] = {}
    for name in processes:
        for reference in case.base.incoming(f"business-process:{name}"):
            if field_name(reference.definition) == "enables":
                found[reference.source] = case.base.records[reference.source]
    return list(found.values())
