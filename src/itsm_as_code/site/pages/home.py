"""The landing page: what do you need, who helps, what is planned, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import contact, linked_data, markup, search, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.events import Planned
from itsm_as_code.site.history import History
from itsm_as_code.site.page import Page
from itsm_as_code.site.topics import topics
from itsm_as_code.text import count

_FEATURED = 5
_LATELY = 120


def pages(site: Site) -> Iterator[Page]:
    """The landing page."""
    here = Here(site, urls.HOME)
    history = History(site)
    ways = contact.ways(site)
    named = [site.find(Service, name) for name in site.organization.featured]
    featured = [record for record in named if record is not None][:_FEATURED]
    live = [record for record in site.of(Service) if record.entity.spec.state in LIVE]
    business = [each for each in history.happened if (site.today - each.day).days <= _LATELY]
    view = {
        "often": [here.link(record.ref) for record in featured],
        "index": search.path(site),
        "example": _example(featured or live),
        "phone": contact.telephone(ways) or (ways[0] if ways else None),
        "ways": ways,
        "topics": [
            (
                here.to(f"topics/{topic.name}", topic.title),
                markup.plain(topic.description),
                count(len(services), "service"),
            )
            for topic, services in topics(site)
        ],
        "planned": [(each, here.links(each.about)) for each in _interruptions(site, history)][:4],
        "changes": history.sentences(here, business, 5),
        "status": markup.safe_link(site.organization.status_page or ""),
    }
    text = "What IT does for you, and how to get it."
    data = linked_data.script(linked_data.organization(site))
    yield Page(urls.HOME, site.title, "home.html", view, text, contents=False, data=data)


def _interruptions(site: Site, history: History) -> Iterator[Planned]:
    """What people would notice; of routine work only the next time."""
    routine = set()
    for each in history.coming:
        if each.freeze or not _seen(site, each.about):
            continue
        if each.event.title or each.calendar.ref not in routine:
            yield each
        if not each.event.title:
            routine.add(each.calendar.ref)


def _seen(site: Site, about: tuple[str, ...]) -> bool:
    """Whether somebody outside IT would notice."""
    records = [record for record in map(site.get, about) if record is not None]
    return any(
        isinstance(record.parsed, Service) and record.parsed.spec.type == "customer-facing"
        for record in records
    )


def _example(featured: Sequence[Record[Service]]) -> str:
    """Words to try in the search: what people call the services that are needed often."""
    found = [record.entity.spec.synonyms[0] for record in featured if record.entity.spec.synonyms]
    return f"Try: {', '.join(found[:3])}" if found else "What are you looking for?"
