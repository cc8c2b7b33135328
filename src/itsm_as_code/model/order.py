"""The order in which the fields of a file stand, for who reads it from the top.

Who answers for it and what it is come first, what it promises and needs next, its reviews last. That is the
order of the model, but for fields that several kinds share.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Final

from itsm_as_code.document.formatting import ANY_ORDER, Order
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import Kind
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import Either, ListOf, MapOf, Nested, Node, fields_of

_METADATA = "name title description tags labels visibility links externalIds annotations extensions"
_AGREEMENT = """
    hours supportHours maintenance excludesMaintenance validFrom validTo autoRenew renewal notice
    customerDuties targets escalation remedy approvals"""

READING_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    model: tuple(names.split())
    for model, names in {
        "Metadata": _METADATA,
        "InternalMetadata": _METADATA,
        "ServiceSpec": """
            owner provider state stateSince adopted retireOn replacedBy type topic criticality level needs
            synonyms outcome utility warranty intrinsicAvailability measuredAvailability recovery backup
            serviceHours supportHours maintenance cost price acceptance channels offerings enables requires
            uses users""",
        "ConfigurationItemSpec": "owner provider",
        "BusinessProcessSpec": "owner businessOwner type criticality supports serves",
        "ServiceLevelAgreementSpec": f"owner customer services {_AGREEMENT}",
        "OperationalLevelAgreementSpec": f"owner team covers {_AGREEMENT}",
        "UnderpinningContractSpec": f"owner supplier covers reference cost costShares {_AGREEMENT}",
        "Target": "metric for priority atLeast atMost unit share per rolling",
        "OrganizationSpec": """
            profile timezone hours currency language staff sites devices maturity culture scope""",
        "TeamSpec": "functions hours",
        "CalendarSpec": "owner timezone weekly always freeze appliesTo",
        "ChangeModelSpec": "owner type risk authority procedure",
        "PolicySpec": """
            owner approver objectives rationale statements satisfies manual params rules tests version""",
        "PolicyRule": "name operations",
        "PolicyTest": "rule title expect asOf old self",
    }.items()
}
"""The fields that a model's files begin with, where that is not the order of the model."""

_REVIEWS = ("lastReview", "nextReview")


@functools.cache
def order_of(kind: Kind) -> Order:
    """The order of fields in the files of a kind."""
    return _of_model(kind.entity, always_open=True)


@functools.cache
def order_of_settings() -> Order:
    """The order of fields in `itsm.yaml`."""
    return _of_model(Settings, always_open=True)


def _of_model(model: type[Model], *, always_open: bool = False) -> Order:
    fields = fields_of(model)
    below = {
        name: _of_node(field.node, always_open=always_open and name == "spec")
        for name, field in fields.items()
    }
    return Order(_names(model, fields), below, always_open=always_open)


def _names(model: type[Model], fields: Iterable[str]) -> tuple[str, ...]:
    last = [name for name in _REVIEWS if name in fields]
    first = [name for name in READING_ORDERS.get(model.__name__, ()) if name in fields]
    return (*first, *(name for name in fields if name not in first and name not in last), *last)


def _of_node(node: Node, *, always_open: bool = False) -> Order:
    match node:
        case Nested(model):
            order = _of_model(model)
            return Order(order.names, order.below, always_open=always_open)
        case ListOf(item):
            return Order(items=_of_node(item))
        case MapOf(_, value):
            return Order(values=_of_node(value))
        case Either(options):
            return _merged([_of_node(option) for option in options])
        case _:
            return ANY_ORDER


def _merged(orders: list[Order]) -> Order:
    """The order of a value of several shapes: one of a mapping, one of a list."""
    mapping = next((order for order in orders if order.names), ANY_ORDER)
    items = next((order.items for order in orders if order.items), None)
    return Order(mapping.names, mapping.below, items=items)
