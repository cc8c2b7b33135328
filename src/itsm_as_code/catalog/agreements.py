"""Agreements: which are in force, which promise a service, which stand under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Record
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
    return [record for record in ever_covering(catalog, ref) if in_force(record.entity.spec, day)]


def ever_covering(
    catalog: Catalog, ref: str
) -> list[Record[OperationalLevelAgreement | UnderpinningContract]]:
    """The OLAs and contracts that cover a service or an item, in force or not, each sort by path.

    A contract that says nothing about what it covers comes last: it covers what requires it.
    """
    return [
        *_holders(catalog, ref, "covers", OperationalLevelAgreement),
        *_holders(catalog, ref, "covers", UnderpinningContract),
        *_required(catalog, ref),
    ]


def contracts_with(catalog: Catalog, supplier: str) -> list[Record[UnderpinningContract]]:
    """The contracts with a supplier (a canonical reference), in force or not, by path."""
    return list(_holders(catalog, supplier, "supplier", UnderpinningContract))


def _required(catalog: Catalog, ref: str) -> Iterator[Record[UnderpinningContract]]:
    """The contracts without `covers` that something requires, each once."""
    for target in dict.fromkeys(catalog.named(ref, "requires")):
        kind, _, name = target.partition(":")
        record = catalog.find(UnderpinningContract, name) if kind == "contract" else None
        if record is not None and not record.entity.spec.covers:
            yield record


def _holders(catalog: Catalog, ref: str, field: str, kind: type[Any]) -> Iterator[Record[Any]]:
    return (record for record in catalog.holders(ref, field) if isinstance(record.parsed, kind))


def targets_for(spec: AgreementSpec, ref: str) -> list[tuple[int, Target]]:
    """The targets of an agreement that hold for one covered entity, each with its index in `targets`."""
    return [(index, target) for index, target in enumerate(spec.targets) if target.for_ in (None, ref)]


def covered(agreement: Record[Any]) -> tuple[str, ...]:
    """What an agreement says that it covers, as canonical references in the order of its file."""
    return tuple(agreement.targets_in("services", "covers"))


def binding_targets(spec: AgreementSpec, ref: str | None) -> list[tuple[int, Target]]:
    """The targets that bind for a covered entity, each with its index; one that names it beats a general one.

    Args:
        spec: The facts of the agreement.
        ref: Canonical reference of the entity; `None` for one that no target names.
    """
    named = [(index, target) for index, target in enumerate(spec.targets) if ref and target.for_ == ref]
    beaten = {(target.metric, target.priority) for _, target in named}
    general = [
        (index, target)
        for index, target in enumerate(spec.targets)
        if target.for_ is None and (target.metric, target.priority) not in beaten
    ]
    return sorted([*named, *general], key=lambda each: each[0])
