"""What people can order: who may, what it costs, how long it takes, what happens."""

from __future__ import annotations

from dataclasses import dataclass

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Offering, Service
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import words
from itsm_as_code.site.context import Site


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that people can order.

    Attributes:
        service: The service that offers it.
        name: Its name within the service; its anchor on the page is `order-<name>`.
        title: What people read.
        link: Where to order it; empty where one asks the Service Desk.
        ready: Within what time it is there: `5 working days`; empty where nobody says.
        price: What it costs; empty where nobody says.
        agreed: The role that has to agree, as a reference; empty where nobody has to.
        users: Who may order it, as references.
        procedure: How it is fulfilled, as a reference; empty where nobody says.
    """

    service: Record[Service]
    name: str
    title: str
    link: str
    ready: str
    price: str
    agreed: str
    users: tuple[str, ...]
    procedure: str

    @property
    def anchor(self) -> str:
        """Its place on the page of its service."""
        return f"order-{self.name}"


def offers(site: Site, service: Record[Service]) -> list[Offer]:
    """What people can order from a service; nothing where it is not in use."""
    if service.entity.spec.state not in LIVE:
        return []
    return [_offer(site, service, offering) for offering in service.entity.spec.offerings]


def all_offers(site: Site) -> list[Offer]:
    """What people can order, by title."""
    found = [offer for record in site.of(Service) for offer in offers(site, record)]
    return sorted(found, key=lambda offer: (offer.title.casefold(), offer.service.name))


def _offer(site: Site, service: Record[Service], offering: Offering) -> Offer:
    spec = service.entity.spec
    ready = ""
    if offering.fulfilment is not None:
        support = site.hours(spec.support_hours)
        minutes = offering.fulfilment.minutes
        ready = support.working(minutes) if support else words.lasting(minutes)
    return Offer(
        service=service,
        name=offering.name,
        title=offering.title,
        link=offering.link or "",
        ready=ready,
        price=words.money(offering.price, site.organization.currency) if offering.price else "",
        agreed=f"role:{offering.agreed_by}" if offering.agreed_by else "",
        users=tuple(f"stakeholder:{name}" for name in offering.users or spec.users),
        procedure=f"procedure:{offering.procedure}" if offering.procedure else "",
    )
