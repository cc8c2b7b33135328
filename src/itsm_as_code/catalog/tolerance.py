"""How long business processes can stand still, and how much work they can lose, at what enables them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import demanding, enabled
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.business_process import BusinessProcess, BusinessProcessSpec
from itsm_as_code.model.service import Service


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


def strictest_for_outage(catalog: Catalog, ref: str) -> Record[BusinessProcess] | None:
    """The process that bears the shortest outage of a service, of those that cannot do without it."""
    return _strictest(catalog, ref, tolerated_outage)


def strictest_for_loss(catalog: Catalog, ref: str) -> Record[BusinessProcess] | None:
    """The process that bears the least loss of work at a service, of those that cannot do without it."""
    return _strictest(catalog, ref, tolerated_loss)


def _strictest(
    catalog: Catalog, ref: str, limit: Callable[[BusinessProcessSpec], int | None]
) -> Record[BusinessProcess] | None:
    limited = ((limit(process.entity.spec), process) for process in _relying(catalog, ref))
    least = min(
        ((minutes, process.ref, process) for minutes, process in limited if minutes is not None),
        default=None,
    )
    return least[2] if least is not None else None


@derived
def _relying(catalog: Catalog, ref: str) -> tuple[Record[BusinessProcess], ...]:
    """The processes that stand still without something, be it through services that require it."""
    found: dict[str, Record[BusinessProcess]] = {}
    record = catalog.get(ref)
    for each in (record, *demanding(catalog, ref)):
        if each is not None and isinstance(each.parsed, Service) and not is_retired(each):
            edges = enabled(catalog, cast("Record[Service]", each))
            found |= {edge.process.ref: edge.process for edge in edges if edge.essential}
    return tuple(found.values())
