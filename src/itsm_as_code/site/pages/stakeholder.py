"""The page of a customer, a group of users or a supplier: what we deliver, what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.site import offers, people, urls, words
from itsm_as_code.site.audience import hidden_fields
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import agreement, entity, services
from itsm_as_code.site.pages.customers import services_of
from itsm_as_code.text import all_of

_ROLES = {"customer": "Customer", "user": "People who use services", "supplier": "Supplier"}


def pages(site: Site) -> Iterator[Page]:
    """One page for each stakeholder."""
    orders: dict[str, list[offers.Offer]] = {}
    for offer in offers.all_offers(site):
        for user in offer.users:
            orders.setdefault(user, []).append(offer)
    for record in site.of(Stakeholder):
        yield _page(site, record, orders.get(record.ref, []))


def _page(site: Site, record: Record[Stakeholder], orders: list[offers.Offer]) -> Page:
    spec = record.entity.spec
    path = urls.page_of(record.ref)
    here = Here(site, path)
    used = [
        found for ref in services_of(site, record) if (found := site.find(Service, ref.partition(":")[2]))
    ]
    view: dict[str, Any] = {
        **entity.frame(here, record),
        "kind": all_of(
            [_ROLES[role].lower() if number else _ROLES[role] for number, role in enumerate(spec.roles)]
        ),
        "facts": list(_facts(here, record)),
        "cards": [services.card(here, each) for each in used],
        "prices": list(_prices(site, used)) if "customer" in spec.roles or "user" in spec.roles else [],
        "agreements": [
            (
                here.link(each.ref),
                agreement.in_force(site, each.entity.spec),
                each.entity.spec.customer_duties,
            )
            for each in site.sources(record.ref, ServiceLevelAgreement, "customer")
        ],
        "contracts": [
            (here.link(each.ref), agreement.in_force(site, each.entity.spec))
            for each in site.sources(record.ref, UnderpinningContract, "supplier")
        ],
        "orders": [
            (
                here.to(urls.page_of(offer.service.ref), offer.title, offer.anchor),
                offer.ready,
                offer.price,
            )
            for offer in orders
        ],
        "parts": here.links(each.ref for each in site.sources(record.ref, Stakeholder, "partOf")),
        "processes": here.links(
            each.ref
            for field in ("businessOwner", "serves")
            for each in site.sources(record.ref, BusinessProcess, field)
        ),
    }
    view["relations"] = []
    return Page(path, record.title, "stakeholder.html", view, entity.summary(record))


def _facts(here: Here, record: Record[Stakeholder]) -> Iterator[tuple[str, Markup | str]]:
    spec = record.entity.spec
    hidden = hidden_fields(here.site, "Stakeholder")
    yield "People", words.number(spec.count) if spec.count is not None else ""
    yield "Part of", Markup(", ").join(here.named("Stakeholder", spec.part_of))
    yield "Speaks with", people.role_with_holders(here, spec.contact) if spec.contact else ""
    yield "Signs", people.role_with_holders(here, spec.signatory) if spec.signatory else ""
    if spec.evaluated_on and "evaluatedOn" not in hidden:
        yield "Last evaluated", words.date(spec.evaluated_on)
    if spec.escalation and "escalation" not in hidden:
        yield "When it does not deliver", spec.escalation


def _prices(site: Site, used: list[Record[Service]]) -> Iterator[tuple[str, str]]:
    for record in used:
        price = record.entity.spec.price
        if price is not None:
            yield record.title, words.money(price, site.organization.currency)
