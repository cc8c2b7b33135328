"""The index of stakeholders: customers with what they agreed to, groups of users, suppliers."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.trail import index_of, trail


def pages(site: Site) -> Iterator[Page]:
    """The index, where there is a stakeholder."""
    found = site.of(Stakeholder)
    if not found:
        return
    path, title = index_of("Stakeholder")
    here = Here(site, path)
    view = {
        "trail": trail(here),
        "customers": [_customer(here, each) for each in found if "customer" in each.entity.spec.roles],
        "users": [_users(here, each) for each in found if "user" in each.entity.spec.roles],
        "suppliers": [_supplier(here, each) for each in found if "supplier" in each.entity.spec.roles],
    }
    text = "For whom IT works, and with whom."
    yield Page(path, title, "customers.html", view, text, navigation=True, searched=False)


def services_of(site: Site, record: Record[Stakeholder]) -> list[str]:
    """The services that a customer has agreements on, or that a group uses, as references."""
    agreements = site.sources(record.ref, ServiceLevelAgreement, "customer")
    agreed = [f"service:{name}" for each in agreements for name in each.entity.spec.services]
    used = [each.ref for each in site.sources(record.ref, Service, "users") if each.entity.spec.state in LIVE]
    return list(dict.fromkeys([*agreed, *used]))


def _customer(here: Here, record: Record[Stakeholder]) -> tuple[object, ...]:
    agreements = here.site.sources(record.ref, ServiceLevelAgreement, "customer")
    agreed = dict.fromkeys(f"service:{name}" for each in agreements for name in each.entity.spec.services)
    return (
        here.link(record.ref),
        summary(record),
        here.links(agreed),
        here.links(each.ref for each in agreements),
    )


def _users(here: Here, record: Record[Stakeholder]) -> tuple[object, ...]:
    count = record.entity.spec.count
    return (
        here.link(record.ref),
        summary(record),
        words.number(count) if count is not None else "",
        here.links(services_of(here.site, record)),
    )


def _supplier(here: Here, record: Record[Stakeholder]) -> tuple[object, ...]:
    contracts = here.site.sources(record.ref, UnderpinningContract, "supplier")
    return here.link(record.ref), summary(record), here.links(each.ref for each in contracts)
