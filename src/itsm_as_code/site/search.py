"""The catalogue's own search: a small list of what people look for, ranked by a script in the browser.

A word of the name counts most, then needs, then other names, then the summary.
"""

from __future__ import annotations

import json
from typing import Any

from itsm_as_code.model.service import Service
from itsm_as_code.model.term import Term
from itsm_as_code.site import offers, states, urls
from itsm_as_code.site.context import Site, meaning
from itsm_as_code.site.pages.entity import summary

PATH = "assets/itsm/search.json"
OFFLINE_PATH = "assets/itsm/search.js"


def path(site: Site) -> str:
    """Where the index lies."""
    return OFFLINE_PATH if site.offline else PATH


def index(site: Site) -> bytes:
    """What the search knows: of each entry its title, needs, other names, summary and address.

    A site that is read from disk cannot be asked for it, so there it is a script that says it.
    """
    found = json.dumps(entries(site), ensure_ascii=False, separators=(",", ":"))
    return f"window.itsmSearch={found};\n".encode() if site.offline else found.encode()


def entries(site: Site) -> list[dict[str, Any]]:
    """The entries of the search."""
    found: list[dict[str, Any]] = []
    for service in site.of(Service):
        spec = service.entity.spec
        found.append(
            _entry(
                service.title,
                f"{urls.page_of(service.ref)}/",
                needs=[*spec.needs, *(offering.title for offering in spec.offerings)],
                names=[*spec.synonyms, service.name.replace("-", " ")],
                text=summary(service),
                kind="" if states.group(spec.state) == "live" else states.STATES[spec.state],
                rank=_RANKS[states.group(spec.state)],
            )
        )
    for offer in offers.all_offers(site):
        address = f"{urls.page_of(offer.service.ref)}/#{offer.anchor}"
        text = f"Ready within {offer.ready}" if offer.ready else ""
        found.append(_entry(offer.title, address, text=text, kind="To order", rank=1))
    for term in site.of(Term):
        address = f"{urls.page_of(term.ref)}/"
        names = list(term.entity.spec.synonyms)
        found.append(_entry(term.title, address, names=names, text=meaning(term), kind="Word", rank=3))
    return found


_RANKS = {"live": 0, "coming": 2, "gone": 4}


def _entry(title: str, address: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "url": address, **{key: value for key, value in more.items() if value}}
