"""Demand: what is required, in groups, and who cannot do without.

Demand flows down *essential* edges only: `enables` unless `essential: false`, single requirements, and those
members of a group that the group cannot lose.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.derived import derived, fact
from itsm_as_code.catalog.lifecycle import is_live, is_retired
from itsm_as_code.catalog.records import Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import EnabledProcess, Service
from itsm_as_code.model.values import ClockTime
from itsm_as_code.model.vocabulary import CRITICALITIES, DEFAULT_CRITICALITY

_REQUIRES = ("spec", "requires")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a requirement.

    Attributes:
        ref: Canonical reference of what is required.
        field: Where it stands.
    """

    ref: str
    field: FieldPath


@dataclass(frozen=True, slots=True)
class Group:
    """A requirement: of these members so many have to work; a single one is a group of itself.

    Attributes:
        at_least: How many have to work.
        members: What is required.
        field: Where the requirement stands.
        failover: The time until another member takes over.
    """

    at_least: int
    members: tuple[Member, ...]
    field: FieldPath
    failover: ClockTime | None = None

    @property
    def essential(self) -> bool:
        """Whether it cannot lose any of its members."""
        return self.at_least >= len(self.members)


@fact
def requirements(record: Record[Any]) -> tuple[Group, ...]:
    """What a service or an item requires, in the order of its file; nothing for any other kind."""
    if any(path[:2] == _REQUIRES for path in record.broken):
        return ()
    written = record.written(_REQUIRES) or ()
    return tuple([_group(each, (*_REQUIRES, index)) for index, each in enumerate(written)])


def _group(written: str | Mapping[str, Any], field: FieldPath) -> Group:
    """One requirement, as it is written."""
    if isinstance(written, str):
        return Group(1, (Member(written, field),), field)
    members = tuple([Member(ref, (*field, "of", place)) for place, ref in enumerate(written["of"])])
    failover = ClockTime.parse(written["failover"]) if "failover" in written else None
    return Group(written["atLeast"], members, field, failover)


@dataclass(frozen=True, slots=True)
class Enabled:
    """A business process that a service enables.

    Attributes:
        process: The business process.
        essential: Whether it stands still without the service.
        field: Where the service says so.
    """

    process: Record[BusinessProcess]
    essential: bool
    field: FieldPath


def enabled(catalog: Catalog, service: Record[Service]) -> Iterator[Enabled]:
    """The business processes that a service enables; `enables: all` is an essential edge to every one."""
    enables = service.entity.spec.enables
    if enables == "all":
        for process in catalog.of(BusinessProcess):
            yield Enabled(process, essential=True, field=("spec", "enables"))
        return
    for index, item in enumerate(enables):
        edge = item if isinstance(item, EnabledProcess) else EnabledProcess(process=item, essential=True)
        process_record = catalog.find(BusinessProcess, edge.process)
        if process_record is not None:
            yield Enabled(process_record, edge.essential, ("spec", "enables", index))


def criticality_of(record: Record[Any]) -> str:
    """How much the business depends on a service, or on a business process."""
    written = record.written(("spec", "criticality"))
    return written if written in CRITICALITIES else DEFAULT_CRITICALITY


@derived
def dependents(catalog: Catalog, ref: str) -> tuple[tuple[Record[Any], Group], ...]:
    """Who requires something, each with the requirement that it is a member of, by path."""
    return tuple(_dependents(catalog, ref))


def _dependents(catalog: Catalog, ref: str) -> Iterator[tuple[Record[Any], Group]]:
    for reference in catalog.incoming(ref, "requires"):
        record = catalog.records[reference.source]
        groups = requirements(record) if record.is_typed else ()
        index = reference.field[2]
        if isinstance(index, int) and index < len(groups):
            group = groups[index]
            if any(member.field == reference.field for member in group.members):
                yield record, group


def live_dependents(catalog: Catalog, ref: str) -> list[Record[Any]]:
    """What is live and requires something, directly, each once, by path."""
    found = {record.ref: record for record, _ in dependents(catalog, ref) if is_live(record)}
    return list(found.values())


def essential_dependents(catalog: Catalog, ref: str) -> Iterator[Record[Any]]:
    """Who cannot work without something, directly, by path."""
    for record, group in dependents(catalog, ref):
        if group.essential:
            yield record


def services_above(catalog: Catalog, ref: str, *, essential: bool = False) -> list[Record[Service]]:
    """The services that require something, directly or through items that are not retired, the nearest first.

    Args:
        catalog: The catalogue.
        ref: Canonical reference of what is required.
        essential: Whether to follow only what its holder cannot do without.
    """
    found: dict[str, Record[Service]] = {}
    seen = {ref}
    queue = deque([ref])
    while queue:
        for record, group in dependents(catalog, queue.popleft()):
            if record.ref in seen or (essential and not group.essential):
                continue
            seen.add(record.ref)
            if record.kind.name == "Service":
                found[record.ref] = record
            elif not is_retired(record):
                queue.append(record.ref)
    return list(found.values())


def demanding(catalog: Catalog, ref: str) -> list[Record[Any]]:
    """Everything that cannot work without something, transitively, the nearest first."""
    found: dict[str, Record[Any]] = {}
    queue = deque([ref])
    while queue:
        for record in essential_dependents(catalog, queue.popleft()):
            if record.ref not in found and record.ref != ref:
                found[record.ref] = record
                queue.append(record.ref)
    return list(found.values())
