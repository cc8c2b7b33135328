"""What people can order, from all services on one page."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.site import offers, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.trail import index_of, trail


def pages(site: Site) -> Iterator[Page]:
    """The page, where there is something to order."""
    found = offers.all_offers(site)
    if not found:
        return
    here = Here(site, "requests")
    rows = [
        (
            here.to(urls.page_of(offer.service.ref), offer.title, offer.anchor),
            here.link(offer.service.ref),
            here.links(offer.users),
            offer.ready,
            here.link(offer.agreed) if offer.agreed else "",
            offer.price,
            offer.link,
        )
        for offer in found
    ]
    view = {
        "trail": trail(here, index_of("Service")),
        "rows": rows,
        "agreed": any(each[4] for each in rows),
        "priced": any(each[5] for each in rows),
    }
    text = "Everything you can ask for, how long it takes and what it costs."
    yield Page("requests", "What you can order", "requests.html", view, text, navigation=True, contents=False)
