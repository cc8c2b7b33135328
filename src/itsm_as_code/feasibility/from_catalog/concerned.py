"""Whose figures can rest on an entity: up the requirements, and across the agreements and calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itsm_as_code.catalog import Catalog
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.organization import Organization
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract

_HOURS = ("hours", "serviceHours", "supportHours", "maintenance")


def concerned(catalog: Catalog, refs: Iterable[str]) -> set[str]:
    """The services whose availability, resolution or recovery can change when some entities do.

    Args:
        catalog: The catalogue; of a change, ask the one before it and the one after it.
        refs: Canonical references of what changes, whether or not it is there.

    Returns:
        Canonical references; every service when the organisation changes, since its hours and its time zone
        stand in wherever nothing else is said.
    """
    stating = set(refs)
    kinds = {ref.partition(":")[0] for ref in stating}
    if _short(Organization) in kinds:
        return {record.ref for record in catalog.of(Service)}
    for ref in sorted(stating):
        if _is(ref, Calendar):
            stating.update(record.ref for record in catalog.holders(ref, *_HOURS))
    parts = {each for ref in stating for each in _parts(catalog, ref)}
    promised = {each for ref in stating for each in _promised(catalog, ref)}
    return promised | {ref for ref in _upwards(catalog, parts) if _is(ref, Service)}


def _parts(catalog: Catalog, ref: str) -> Iterator[str]:
    """The services, items and contracts about which an entity states a figure."""
    if _is(ref, Service, ConfigurationItem):
        yield ref
        holders = catalog.holders(ref, "covers")  # what is measured here beats the contract's own figure
        yield from (record.ref for record in holders if _is(record.ref, UnderpinningContract))
    elif _is(ref, OperationalLevelAgreement, UnderpinningContract):
        yield ref
        yield from catalog.named(ref, "covers")


def _promised(catalog: Catalog, ref: str) -> Iterator[str]:
    """The services of the agreements that an entity is, escalates for, or is promised in."""
    slas = {ref} if _is(ref, ServiceLevelAgreement) else set()
    slas.update(record.ref for record in catalog.holders(ref, "to", "services"))
    for sla in slas:
        if _is(sla, ServiceLevelAgreement):
            yield from catalog.named(sla, "services")


def _upwards(catalog: Catalog, parts: set[str]) -> set[str]:
    """Some parts and everything that requires them, directly or not."""
    found = set(parts)
    waiting = sorted(parts)
    while waiting:
        new = {record.ref for record in catalog.holders(waiting.pop(), "requires")} - found
        found |= new
        waiting += sorted(new)
    return found


def _is(ref: str, *kinds: type) -> bool:
    return ref.partition(":")[0] in map(_short, kinds)


def _short(kind: type) -> str:
    return KINDS[kind.__name__].short
