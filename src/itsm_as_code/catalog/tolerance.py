"""How long business processes can stand still, and how much work they can lose, at what enables them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import enabled, requirements
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.business_process import BusinessProcess, BusinessProcessSpec
from itsm_as_code.model.service import Service

Strictest = Mapping[str, Record[BusinessProcess]]
"""The business process that bears least, by the canonical reference of what it cannot do without."""


def tolerated_outage(spec: BusinessProcessSpec) -> int | None:
    """The minutes for which services may be gone: what is tolerable without the time to catch up.

    `None` where the process names no limit.
    """
    if spec.maximum_tolerable_downtime is None:
        return None
    catching_up = spec.work_recovery.minutes if spec.work_recovery is not None else 0
    return spec.maximum_tolerable_downtime.minutes - catching_up


def tolerated_loss(spec: BusinessProcessSpec) -> int | None:
    """The minutes of work that may be lost; `None` where the process names no limit."""
    return spec.recovery_point.minutes if spec.recovery_point is not None else None


@derived
def strictest_for_outage(catalog: Catalog) -> Strictest:
    """The process that tolerates the shortest outage of each thing, along essential edges."""
    return _strictest(catalog, tolerated_outage)


@derived
def strictest_for_loss(catalog: Catalog) -> Strictest:
    """The process that tolerates the least loss of work at each thing, along essential edges."""
    return _strictest(catalog, tolerated_loss)


def _strictest(catalog: Catalog, limit: Callable[[BusinessProcessSpec], int | None]) -> Strictest:
    """Carries limits down, the least first, so that whatever is reached has its least at once."""
    enabling: dict[str, list[str]] = {}
    for service in catalog.of(Service):
        if not is_retired(service):
            for edge in enabled(catalog, service):
                if edge.essential:
                    enabling.setdefault(edge.process.ref, []).append(service.ref)
    limited = [(limit(process.entity.spec), process) for process in catalog.of(BusinessProcess)]
    found: dict[str, Record[BusinessProcess]] = {}
    for _, process in sorted(
        ((minutes, process) for minutes, process in limited if minutes is not None),
        key=lambda each: (each[0], each[1].ref),
    ):
        waiting = deque(enabling.get(process.ref, ()))
        while waiting:
            ref = waiting.popleft()
            record = catalog.get(ref)
            if ref in found or record is None or record.parsed is None:
                continue
            found[ref] = process
            for group in requirements(record):
                if group.essential:
                    waiting.extend(member.ref for member in group.members)
    return found
