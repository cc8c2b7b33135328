"""What stands under a promise: the operational level agreements and contracts below each SLA."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import cast

from itsm_as_code.catalog.agreements import in_force
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import dependents
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.graph import required
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract

Underpinning = OperationalLevelAgreement | UnderpinningContract


def underpinnings(catalog: Catalog) -> Iterator[Record[Underpinning]]:
    """Every OLA and contract that has its typed form."""
    yield from catalog.of(OperationalLevelAgreement)
    yield from catalog.of(UnderpinningContract)


def supported(catalog: Catalog, underpinning: Record[Underpinning]) -> list[str]:
    """What an OLA or a contract supports: what it covers, and what requires it; each once."""
    requiring = [record.ref for record, _ in dependents(catalog, underpinning.ref)]
    return list(dict.fromkeys((*underpinning.targets_in("covers"), *requiring)))


@derived
def _supporting(catalog: Catalog, ref: str) -> tuple[Record[Underpinning], ...]:
    """The OLAs and contracts that support something, in force or not, each sort by path."""
    required = (catalog.get(target) for target in catalog.named(ref, "requires"))
    named = [each for each in required if each is not None]
    found = {
        each.path: cast("Record[Underpinning]", each)
        for each in (*catalog.holders(ref, "covers"), *named)
        if isinstance(each.parsed, Underpinning)
    }
    return tuple(sorted(found.values(), key=lambda each: (each.kind.name, each.path)))


def beneath(
    catalog: Catalog, service: str, day: dt.date | None = None
) -> dict[str, list[Record[Underpinning]]]:
    """What a service stands on, itself included, each with the OLAs and contracts that support it.

    Args:
        catalog: The catalogue.
        service: Canonical reference of the service.
        day: The day on which they have to be in force, if any.
    """
    return {
        ref: [each for each in _supporting(catalog, ref) if day is None or in_force(each.entity.spec, day)]
        for ref in (service, *required(catalog, service))
    }


@derived
def standing_on(catalog: Catalog, ref: str) -> tuple[Record[ServiceLevelAgreement], ...]:
    """The SLAs that promise a service, or one that requires something directly or through others, by path."""
    found: dict[str, Record[ServiceLevelAgreement]] = {}
    seen = {ref}
    waiting = [ref]
    while waiting:
        current = waiting.pop()
        for sla in catalog.holders(current, "services"):
            if isinstance(sla.parsed, ServiceLevelAgreement):
                found[sla.path] = cast("Record[ServiceLevelAgreement]", sla)
        fresh = {holder.ref for holder in catalog.holders(current, "requires")} - seen
        seen |= fresh
        waiting += fresh
    return tuple(found[path] for path in sorted(found))
