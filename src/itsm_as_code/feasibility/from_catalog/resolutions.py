"""Resolution times that agreements promise, beside the escalation that has to keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.chains import WorstCase
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.promises import Chain, chain, period_of, time_target, worst_start
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement

PRIORITIES = range(1, 6)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the time of a stage is stated.

    Attributes:
        ref: Canonical reference of the entity.
        field: The field there.
    """

    ref: str
    field: FieldPath


@dataclass(frozen=True, slots=True)
class Resolution:
    """A promised resolution time and its escalation.

    Attributes:
        service: Canonical reference of the service.
        priority: 1 to 5.
        index: Place of the target in `targets`.
        promised: Minutes of the hours on which the promise runs.
        chain: The escalation.
        worst: What happens from the worst start.
        sources: Where the time of each stage is stated.
    """

    service: str
    priority: int
    index: int
    promised: int
    chain: Chain
    worst: WorstCase
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A promised resolution time of which nothing can be computed.

    Attributes:
        service: Canonical reference of the service.
        priority: 1 to 5.
        promised: Minutes of the hours on which the promise runs.
        why: What stands in the way.
    """

    service: str
    priority: int
    promised: int
    why: NotComputable


def resolutions(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], day: dt.date
) -> tuple[Resolution | Unresolved, ...]:
    """The resolution times that an agreement promises, each with the worst case of its escalation.

    Those without an escalation are left out.

    Args:
        catalog: The catalogue.
        sla: The agreement.
        day: The day on which OLAs have to be in force.
    """
    return _resolutions(catalog, sla.name, settled(catalog, day))


@derived
def _resolutions(catalog: Catalog, name: str, day: dt.date) -> tuple[Resolution | Unresolved, ...]:
    sla = catalog.find(ServiceLevelAgreement, name)
    return () if sla is None else tuple(_found(catalog, sla, day))


def _found(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], day: dt.date
) -> Iterator[Resolution | Unresolved]:
    period = period_of(catalog, sla.entity.spec)
    for name in sla.entity.spec.services:
        service = f"service:{name}"
        for priority in PRIORITIES:
            target = time_target(sla.entity.spec, "resolution-time", service, priority)
            found = chain(catalog, sla, service, priority, day) if target is not None else None
            if found is None or target is None:
                continue
            if isinstance(found, NotComputable):
                yield Unresolved(service, priority, target[1], found)
                continue
            worst = worst_start(catalog, found, *period)
            if isinstance(worst, NotComputable):
                yield Unresolved(service, priority, target[1], worst)
            else:
                sources = tuple(_sources(catalog, sla, found, service, priority))
                yield Resolution(service, priority, *target, found, worst, sources)


def _sources(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], found: Chain, service: str, priority: int
) -> Iterator[Source]:
    """Where each stage of an escalation is stated: hand-offs here, work in the targets of others."""
    refs = iter(found.sources)
    for index, step in enumerate(sla.entity.spec.escalation):
        if step.handoff is not None:
            yield Source(next(refs), ("spec", "escalation", index, "handoff"))
        ref = next(refs)
        record = catalog.records[ref]
        spec = record.entity.spec
        target = (
            time_target(spec, "resolution-time", service, priority)
            if isinstance(spec, AgreementSpec)
            else None
        )
        yield Source(ref, ("spec", "targets", target[0], "atMost") if target else ("spec", "targets"))
