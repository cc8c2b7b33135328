"""Recovery times and points as the catalogue states them.

A service or an item states its own recovery. Without that, the recovery time that an OLA or a contract
promises of it holds, and what it requires is behind that promise. A contract is a supplier's; its recovery
point stands for a backup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.agreements import binding_targets, covering
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.figures import KINDS, agreements_misfit, facts_of, groups_of
from itsm_as_code.feasibility.from_catalog.misfits import misfit
from itsm_as_code.feasibility.recovery import Recoverable, Recovery
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.common import Backup
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.values import ClockTime


def recovery(catalog: Catalog, day: dt.date, *refs: str) -> Recovery:
    """The recovery of some services, items or contracts, and of everything that these require.

    As `availability`: only what lies in the closure of those named is read; ask no more of the result.

    Args:
        catalog: The catalogue.
        day: The day on which OLAs and contracts have to be in force.
        refs: Canonical references of the components.
    """
    day = settled(catalog, day)
    found = _recovery(catalog, day)
    if reads.current is not None:
        for ref in refs:
            for each in found.closure(ref):
                _recoverable(catalog, each, day)
    return found


@derived
def _recovery(catalog: Catalog, day: dt.date) -> Recovery:
    return Recovery(lambda ref: _recoverable(catalog, ref, day))


@derived
def _recoverable(catalog: Catalog, ref: str, day: dt.date) -> Recoverable | None:
    record = catalog.get(ref)
    if record is None or record.kind.name not in KINDS:
        return None
    obstacle = misfit(catalog, ref, "requires", "recovery", "backup", "targets", "covers")
    if not obstacle and getattr(facts_of(catalog, ref), "recovery", None) is None:
        obstacle = agreements_misfit(catalog, ref)
    return Recoverable(ref, None, obstacle=obstacle) if obstacle else _stating(catalog, record, day)


def _stating(catalog: Catalog, record: Record[Any], day: dt.date) -> Recoverable:
    """What a service, an item or a contract says of its recovery, or what is promised of it."""
    ref = record.ref
    match record.parsed:
        case Service() | ConfigurationItem() as entity:
            backup = minutes_of(getattr(entity.spec, "backup", None))
            if entity.spec.recovery is not None:
                own, groups = entity.spec.recovery.minutes, groups_of(record)
                return Recoverable(ref, own, requires=groups, backup=backup)
            for agreement in covering(catalog, ref, day):
                promised = _promised(agreement.entity.spec, "recovery-time", ref)
                if promised is not None:
                    external = isinstance(agreement.entity, UnderpinningContract)
                    return Recoverable(ref, promised, external, backup=backup)
            return Recoverable(ref, None, requires=groups_of(record), backup=backup)
        case UnderpinningContract() as contract:
            time = _promised(contract.spec, "recovery-time", None)
            point = _promised(contract.spec, "recovery-point", None)
            return Recoverable(ref, time, external=True, backup=point)
        case _:
            return Recoverable(ref, None)


def recovery_source(catalog: Catalog, ref: str, day: dt.date) -> tuple[Record[Any], FieldPath] | None:
    """Who states the recovery time of a component, and in which field; `None` where nobody does.

    Args:
        catalog: The catalogue.
        ref: Canonical reference of the component.
        day: The day on which OLAs and contracts that cover it have to be in force.
    """
    record = catalog.get(ref)
    if record is None or record.parsed is None:
        return None
    if isinstance(record.parsed, UnderpinningContract):
        index = _target(record.parsed.spec, "recovery-time", None)
        return None if index is None else (record, ("spec", "targets", index, "atMost"))
    if getattr(record.parsed.spec, "recovery", None) is not None:
        return record, ("spec", "recovery")
    for agreement in covering(catalog, ref, day):
        index = _target(agreement.entity.spec, "recovery-time", ref)
        if index is not None:
            return agreement, ("spec", "targets", index, "atMost")
    return None


def backup_source(catalog: Catalog, ref: str) -> tuple[Record[Any], FieldPath] | None:
    """Who states how much data a component can lose, and in which field."""
    record = catalog.get(ref)
    if record is None or record.parsed is None:
        return None
    if isinstance(record.parsed, UnderpinningContract):
        index = _target(record.parsed.spec, "recovery-point", None)
        return None if index is None else (record, ("spec", "targets", index, "atMost"))
    return record, ("spec", "backup", "interval")


def minutes_of(backup: Backup | None) -> int | None:
    """The data that a backup can lose, in minutes: its interval and its lag."""
    if backup is None:
        return None
    return backup.interval.minutes + (backup.lag.minutes if backup.lag is not None else 0)


def _promised(spec: AgreementSpec, metric: str, about: str | None) -> int | None:
    """The longest time that an agreement promises of what it is about, in minutes."""
    return max((minutes for minutes, _ in _times(spec, metric, about)), default=None)


def _target(spec: AgreementSpec, metric: str, about: str | None) -> int | None:
    """The index of the target that promises that time."""
    found = [(-minutes, index) for minutes, index in _times(spec, metric, about)]
    return min(found)[1] if found else None


def _times(spec: AgreementSpec, metric: str, about: str | None) -> Iterator[tuple[int, int]]:
    targets = binding_targets(spec, about)
    if about is None and not targets:
        targets = list(enumerate(spec.targets))
    for index, target in targets:
        if target.metric == metric and isinstance(target.at_most, ClockTime):
            yield target.at_most.minutes, index
