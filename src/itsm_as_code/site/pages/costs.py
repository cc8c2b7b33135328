"""What IT costs: services are an expense, items an investment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.costs import contract_costs, yearly
from itsm_as_code.model.common import Money
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import agreement
from itsm_as_code.site.tables import Section
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "costs"


def pages(site: Site) -> Iterator[Page]:
    """The page, for IT alone, where something has a cost."""
    if not site.internal:
        return
    here = Here(site, PATH)
    sections = [section for section in (_services(here), _contracts(here), _items(here)) if section.rows]
    if not sections:
        return
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = "Services are an expense, the things they are made of an investment."
    yield Page(PATH, "What IT costs", "tables.html", view, text, navigation=True)


def _shown(here: Here, amount: Decimal | None) -> str:
    if amount is None:
        return ""
    money = Money.model_validate({"amount": str(amount.quantize(Decimal(1)))})
    return words.money(money, here.site.organization.currency)


def _services(here: Here) -> Section:
    currency = here.site.organization.currency
    paid = contract_costs(here.site.catalog, here.site.today, currency)
    rows, total = [], Decimal()
    for service in _dearest(here.site, currency):
        spec = service.entity.spec
        cost = yearly(spec.cost, currency)
        total += cost or 0
        rows.append(
            (
                here.link(service.ref),
                _shown(here, cost),
                _shown(here, paid.get(service.ref)),
                words.money(spec.price, currency) if spec.price else "",
            )
        )
    heads = ("Service", "In a year", "Of that for contracts", "Price")
    totals = ("All of them", _shown(here, total), "", "")
    return Section(
        "Services", "What it costs to provide them, contracts included.", heads, rows, totals=totals
    )


def _dearest(site: Site, currency: str) -> list[Record[Service]]:
    found = [each for each in site.of(Service) if each.entity.spec.state in LIVE and each.entity.spec.cost]
    return sorted(found, key=lambda each: -(yearly(each.entity.spec.cost, currency) or Decimal()))


def _contracts(here: Here) -> Section:
    currency = here.site.organization.currency
    rows = [
        (
            here.link(each.ref),
            here.link(f"stakeholder:{each.entity.spec.supplier}"),
            words.money(each.entity.spec.cost, currency),
            agreement.in_force(here.site, each.entity.spec),
        )
        for each in here.site.of(UnderpinningContract)
        if each.entity.spec.cost
    ]
    return Section(
        "Contracts", "What suppliers are paid.", ("Contract", "Supplier", "Cost", "In force"), rows
    )


def _items(here: Here) -> Section:
    currency = here.site.organization.currency
    rows = []
    for item in here.site.of(ConfigurationItem):
        asset = item.entity.spec.asset
        if asset is not None and item.entity.spec.state != "retired":
            rows.append(
                (
                    here.link(item.ref),
                    words.money(asset.cost, currency) if asset.cost else "",
                    words.date(asset.bought) if asset.bought else "",
                    words.date(asset.end_of_support) if asset.end_of_support else "",
                )
            )
    heads = ("Item", "Cost", "Bought", "Supported by its maker until")
    return Section("Investments", "What was bought, and how long it will last.", heads, rows)
