"""Costs: what recurs in a year, and which services the contracts are paid for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from itsm_as_code.catalog.agreements import in_force
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.graph import named_by
from itsm_as_code.model.common import Money
from itsm_as_code.model.underpinning_contract import UnderpinningContract, UnderpinningContractSpec

_SERVICE = "service:"
_DAYS, _MONTHS = 365, 12


def yearly(money: Money | None, currency: str) -> Decimal | None:
    """What an amount comes to in a year.

    Args:
        money: The amount.
        currency: The organisation's currency (ISO 4217).

    Returns:
        The sum in that currency; `None` where there is no amount, where it falls due once, or where it is in
        another currency.
    """
    if money is None or money.per is None or money.currency not in (None, currency):
        return None
    if money.per.months:
        return money.amount * _MONTHS / money.per.months
    return money.amount * _DAYS / money.per.days


def contract_costs(catalog: Catalog, day: dt.date, currency: str) -> Mapping[str, Decimal]:
    """What the contracts in force on a day cost in a year, by the service that they are paid for.

    The cost of a contract is split by its `costShares`; without them equally over what it covers, and
    without `covers` over what requires it. What falls to an item is passed on, in equal parts, to what
    requires the item; what reaches no service counts for none.

    Args:
        catalog: The catalogue.
        day: The day.
        currency: The organisation's currency; contracts in another are left out.

    Returns:
        Canonical reference of each service to its part, in a year.
    """
    parts: dict[str, Decimal] = defaultdict(Decimal)
    bearers = _Bearers(catalog)
    for contract in catalog.of(UnderpinningContract):
        spec = contract.entity.spec
        cost = yearly(spec.cost, currency)
        if cost is None or not in_force(spec, day):
            continue
        for ref, share in _shares(catalog, contract.ref, spec).items():
            for service, part in bearers.of(ref).items():
                parts[service] += cost * share * part
    return parts


def _shares(catalog: Catalog, ref: str, spec: UnderpinningContractSpec) -> Mapping[str, Decimal]:
    """What each service or item bears of a contract's cost, as parts of 1."""
    if spec.cost_shares:
        return {f"{_SERVICE}{name}": Decimal(repr(share)) / 100 for name, share in spec.cost_shares.items()}
    bearers = dict.fromkeys(spec.covers or (holder.ref for holder, _ in named_by(catalog, ref, "requires")))
    return dict.fromkeys(bearers, Decimal(1) / max(len(bearers), 1))


class _Bearers:
    """Which services bear what falls to a service or an item, as parts of 1; each item is asked once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, Mapping[str, Decimal]] = {}

    def of(self, ref: str) -> Mapping[str, Decimal]:
        """The services and their parts; what goes round in a cycle of items reaches none."""
        begun: set[str] = set()
        waiting = [ref]
        while waiting:
            current = waiting[-1]
            above = self._above(current)
            unknown = [each for each in above if each not in self._known and each not in begun]
            if unknown and current not in begun:
                begun.add(current)
                waiting += unknown
            else:
                waiting.pop()
                self._known.setdefault(current, self._parts(current, above))
        return self._known[ref]

    def _above(self, ref: str) -> Sequence[str]:
        if ref.startswith(_SERVICE):
            return ()
        return [*dict.fromkeys(holder.ref for holder, _ in named_by(self._catalog, ref, "requires"))]

    def _parts(self, ref: str, above: Sequence[str]) -> Mapping[str, Decimal]:
        if ref.startswith(_SERVICE):
            return {ref: Decimal(1)}
        parts: dict[str, Decimal] = defaultdict(Decimal)
        for holder in above:
            for service, part in self._known.get(holder, {}).items():
                parts[service] += part / len(above)
        return parts
