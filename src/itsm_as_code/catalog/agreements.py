"""Agreements: which are in force, which promise a service, which stand under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Record
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract

Agreement = ServiceLevelAgreement | OperationalLevelAgreement | UnderpinningContract


def in_force(spec: AgreementSpec, day: dt.date) -> bool:
    """Whether an agreement holds on a day: validFrom ≤ day < validTo, approved or not."""
    return spec.valid_from <= day and (spec.valid_to is None or day < spec.valid_to)


def agreements(catalog: Catalog) -> Iterator[Record[Agreement]]:
    """Every agreement that has its typed form: SLAs, then OLAs, then contracts."""
    yield from catalog.of(ServiceLevelAgreement)
    yield from catalog.of(OperationalLevelAgreement)
    yield from catalog.of(UnderpinningContract)


def promising(catalog: Catalog, service: str, day: dt.date) -> list[Record[ServiceLevelAgreement]]:
    """The SLAs in force on a day that promise a service, by path.

    Args:
        catalog: The catalogue.
        service: Canonical reference of the service.
        day: The day.
    """
    return [
        record
        for record in _holders(catalog, service, "services", ServiceLevelAgreement)
        if in_force(record.entity.spec, day)
    ]


def covering(
    catalog: Catalog, ref: str, day: dt.date
) -> list[Record[OperationalLevelAgreement | UnderpinningContract]]:
    """The OLAs and contracts in force on a day that cover a service or an item, by path."""
    found = [
        *_holders(catalog, ref, "covers", OperationalLevelAgreement),
        *_holders(catalog, ref, "covers", UnderpinningContract),
    ]
    return [record for record in found if in_force(record.entity.spec, day)]


def _holders(catalog: Catalog, ref: str, field: str, kind: type[Any]) -> Iterator[Record[Any]]:
    for reference in catalog.incoming(ref):
        if field_name(reference.definition) == field:
            record = catalog.records[reference.source]
            if isinstance(record.parsed, kind):
                yield record


def targets_for(spec: AgreementSpec, ref: str) -> list[tuple[int, Target]]:
    """The targets of an agreement that hold for one covered entity, each with its index in `targets`."""
    return [(index, target) for index, target in enumerate(spec.targets) if target.for_ in (None, ref)]
