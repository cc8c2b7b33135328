"""What a page is about, for machines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.term import Term
from itsm_as_code.site import contact, markup, urls, words
from itsm_as_code.site.context import Site
from itsm_as_code.site.hours import Hours
from itsm_as_code.site.offers import Offer
from itsm_as_code.site.topics import topic_of

Data = dict[str, Any]
"""A thing with its properties; those without a value are left out."""


def script(data: Data) -> Markup:
    """The data as an element of a page."""
    known = {"@context": "https://schema.org", **_filled(data)}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Markup('<script type="application/ld+json">{}</script>').format(embeddable(text))


def embeddable(text: str) -> Markup:
    """JSON as an element of a page may hold it: no text in it can end the element or begin another."""
    for mark in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def organization(site: Site) -> Data:
    """Who the site is of, and whom one calls."""
    record = site.catalog.organization
    points = [
        {"@type": "ContactPoint", "contactType": "customer support", key: way.shown}
        for way in contact.ways(site)
        if (key := {"phone": "telephone", "mail": "email"}.get(way.type))
    ]
    publisher = {"@type": "Organization", "name": record.title if record else site.title}
    return {
        "@type": "WebSite",
        "name": site.title,
        "url": _address(site, urls.HOME),
        "publisher": _filled({**publisher, "contactPoint": points}),
    }


def service(site: Site, record: Record[Service], orders: list[Offer]) -> Data:
    """A service: what it is, when it is there, and what can be ordered."""
    spec = record.entity.spec
    description = record.entity.metadata.description
    provider = site.title_of(spec.provider) if spec.provider else None
    return {
        "@type": "Service",
        "name": record.title,
        "description": markup.plain(description) if description else "",
        "url": _address(site, urls.page_of(record.ref)),
        "serviceType": topic_of(site, spec.topic).title,
        "alternateName": list(spec.synonyms),
        "provider": {"@type": "Organization", "name": provider} if provider else {},
        "hoursAvailable": _hours(site.hours(spec.service_hours)),
        "offers": [
            _filled({"@type": "Offer", "name": each.title, "url": markup.safe_link(each.link) or ""})
            for each in orders
        ],
    }


def term(site: Site, record: Record[Term]) -> Data:
    """A word with its meaning."""
    spec = record.entity.spec
    return {
        "@type": "DefinedTerm",
        "name": record.title,
        "description": markup.plain(spec.definition),
        "alternateName": list(spec.synonyms),
        "inDefinedTermSet": _address(site, urls.folder(record.kind)),
    }


def _address(site: Site, page: str) -> str:
    """The address of a page for the whole world; empty where the site does not know its own."""
    base = markup.safe_link(site.catalog.settings.site.url or "")
    return "/".join(part for part in (base.rstrip("/"), page) if part) + "/" if base else ""


def _hours(hours: Hours | None) -> list[Data]:
    if hours is None or not hours.weekly:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": words.DAYS[day],
            "opens": words.clock(period.start),
            "closes": words.clock(min(period.end, _LAST)),
        }
        for day, periods in enumerate(hours.week)
        for period in periods
    ]


_LAST = 24 * 60 - 1
"""The last minute of a day: schema.org writes times of one day only."""


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", [], {}, None)}
