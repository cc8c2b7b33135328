"""Families of rules that sleep, under the profile `starter`, until there is something for them to judge."""

from __future__ import annotations

from collections.abc import Callable

from itsm_as_code.catalog import Catalog
from itsm_as_code.model.configuration_item import ConfigurationItem, ConfigurationItemSpec
from itsm_as_code.model.service import Service, ServiceSpec
from itsm_as_code.rules.rule import Context


def _any(kind: str) -> Callable[[Catalog], bool]:
    return lambda catalog: bool(catalog.of_kind(kind))


def _any_recovery_time(catalog: Catalog) -> bool:
    return any(
        record.entity.spec.warranty is not None and record.entity.spec.warranty.recovery_time is not None
        for record in catalog.of(Service)
    )


def _any_figure(catalog: Catalog) -> bool:
    return any(_has_figure(record.entity.spec) for record in catalog.of(Service)) or any(
        _has_figure(record.entity.spec) for record in catalog.of(ConfigurationItem)
    )


def _has_figure(spec: ServiceSpec | ConfigurationItemSpec) -> bool:
    return spec.intrinsic_availability is not None or spec.measured_availability is not None


_WAKES: dict[str, Callable[[Catalog], bool]] = {
    "ALN": _any("BusinessProcess"),
    "AVL": _any_figure,
    "FLW": _any("Process"),
    "LEX": _any("Term"),
    "ORG": _any("Process"),
    "POL": _any("Policy"),
    "PRC": _any("Process"),
    "PRD": _any("Procedure"),
    "REC": _any_recovery_time,
}
"""What wakes each family: the first entity, or the first figure, that it is about."""


def sleeping(context: Context) -> frozenset[str]:
    """The families that sleep; none outside the profile `starter`."""
    if context.profile != "starter":
        return frozenset()
    return frozenset(family for family, wakes in _WAKES.items() if not wakes(context.catalog))
