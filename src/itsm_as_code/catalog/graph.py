"""Walks over the catalogue: what an entity needs, and who feels a change of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Record, Reference
from itsm_as_code.catalog.relations import Impact, field_name, relation
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import Service


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk, readable as a sentence: `source` `phrase` `target`.

    Attributes:
        source: Where the step comes from (canonical reference).
        phrase: The relation, read from source to target.
        target: Where it arrives.
    """

    source: str
    phrase: str
    target: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as seen from one of its ends.

    Attributes:
        phrase: The relation, read from this end: "requires", "is required by".
        inverse: The relation, read from the other end.
        other: The entity at the other end (canonical reference).
        holder: The entity in whose file it is written: this one or the other.
        field: Where it is written in that file.
        impact: Who feels it when one end changes, as seen from the holder.
    """

    phrase: str
    inverse: str
    other: str
    holder: str
    field: FieldPath
    impact: Impact


_ENABLES_ALL = ("spec", "enables")


def neighbours(catalog: Catalog, ref: str) -> Iterator[Link]:
    """Everything one relation away: what the entity names, in the order of its file, then who names it."""
    record = catalog.get(ref)
    if record is not None:
        for reference in record.references:
            meaning = relation(record.kind.name, reference.definition)
            yield Link(
                meaning.forward, meaning.inverse, reference.target, ref, reference.field, meaning.impact
            )
        for step in _enabled_by_default(catalog, record):
            yield Link("enables", "is enabled by", step.target, ref, _ENABLES_ALL, Impact.TARGET)
    for reference in catalog.incoming(ref):
        holder = catalog.records[reference.source]
        meaning = relation(holder.kind.name, reference.definition)
        yield Link(meaning.inverse, meaning.forward, holder.ref, holder.ref, reference.field, meaning.impact)
    if record is not None and record.kind.name == "BusinessProcess":
        for service in catalog.of(Service):
            if service.entity.spec.enables == "all":
                yield Link("is enabled by", "enables", service.ref, service.ref, _ENABLES_ALL, Impact.TARGET)


def _enabled_by_default(catalog: Catalog, record: Record) -> Iterator[Step]:  # type: ignore[type-arg]
    """The business processes behind `enables: all`."""
    if isinstance(record.parsed, Service) and record.parsed.spec.enables == "all":
        for process in catalog.of(BusinessProcess):
            yield Step(record.ref, "enables", process.ref)


def named_by(catalog: Catalog, ref: str, *fields: str) -> Iterator[tuple[Record[Any], Reference]]:
    """Who names an entity in one of some fields, each with the reference, by path.

    Args:
        catalog: The catalogue.
        ref: Canonical reference of the entity.
        fields: Names of fields as `relations.field_name` gives them: `requires`, `uses`.
    """
    for reference in catalog.incoming(ref, *fields):
        yield catalog.records[reference.source], reference


def affected(catalog: Catalog, ref: str, passing_over: Collection[str] = ()) -> dict[str, Step]:
    """Who feels a change of one entity, transitively, upwards to customers, processes and objectives.

    A changed agreement concerns the services it promises and what these enable, not the services beside
    them; every other change travels along the relations of `relations.py`.

    Args:
        catalog: The catalogue.
        ref: The entity that changes.
        passing_over: Entities that the walk does not enter.

    Returns:
        Each affected reference with the step that led to it, in the order of the walk (breadth first);
        `ref` itself is not among them.
    """
    start = catalog.get(ref)
    agreement = start is not None and start.kind.name == "ServiceLevelAgreement"
    found: dict[str, Step] = {}
    closed = {ref, *passing_over}
    queue = deque([ref])
    while queue:
        current = queue.popleft()
        for step in _felt(catalog, current, agreement=agreement):
            if step.target not in closed and step.target not in found:
                found[step.target] = step
                queue.append(step.target)
    return found


def _felt(catalog: Catalog, ref: str, *, agreement: bool) -> Iterator[Step]:
    record = catalog.get(ref)
    if record is None:
        return
    for reference in record.references:
        meaning = relation(record.kind.name, reference.definition)
        promised = agreement and field_name(reference.definition) == "services"
        if (meaning.impact is Impact.TARGET or promised) and reference.target in catalog.records:
            yield Step(ref, meaning.forward, reference.target)
    yield from _enabled_by_default(catalog, record)
    if agreement:
        return
    for reference in catalog.incoming(ref):
        holder = catalog.records[reference.source]
        meaning = relation(holder.kind.name, reference.definition)
        if meaning.impact is Impact.SOURCE:
            yield Step(ref, meaning.inverse, reference.source)


def required(catalog: Catalog, ref: str) -> dict[str, Step]:
    """D*: everything an entity requires, transitively, with the step that led to it."""
    found: dict[str, Step] = {}
    queue = deque([ref])
    while queue:
        current = queue.popleft()
        for target in catalog.named(current, "requires"):
            if target not in found:
                found[target] = Step(current, "requires", target)
                queue.append(target)
    return found
