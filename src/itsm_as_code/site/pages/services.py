"""All services, to be filtered by whoever looks for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.site import markup, search, states, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.promise import ended, promises
from itsm_as_code.site.topics import topic_of, topics
from itsm_as_code.site.trail import index_of, trail
from itsm_as_code.text import count

GROUPS = {"live": "In use", "coming": "Planned", "gone": "No longer available"}


@dataclass(frozen=True, slots=True)
class Card:
    """A service in a list.

    Attributes:
        link: Its title, as a link.
        text: What it is, in a sentence.
        pills: A few words about it, each with its sort.
        filters: The values by which it is found, by filter.
    """

    link: Markup
    text: str
    pills: Sequence[tuple[str, str]]
    filters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the list: its name in the address, its label, its values with what people read."""

    name: str
    label: str
    values: Sequence[tuple[str, str]]


def pages(site: Site) -> Iterator[Page]:
    """The page of all services, and one for each topic."""
    found = site.of(Service)
    if not found:
        return
    path, title = index_of("Service")
    here = Here(site, path)
    cards = [card(here, record) for record in found]
    view = {
        "trail": trail(here),
        "index": search.path(site),
        "cards": cards,
        "filters": _filters(site, cards),
        "number": count(len(cards), "service"),
        "lead": "",
    }
    yield Page(
        path,
        title,
        "services.html",
        view,
        "Every service of IT, with filters by topic, customer, state, hours and level.",
        contents=False,
        searched=False,
    )
    for topic, services in topics(site):
        place = f"topics/{topic.name}"
        there = Here(site, place)
        view = {
            "trail": trail(there, index_of("Service")),
            "cards": [card(there, record) for record in _by_use(services)],
            "filters": (),
            "number": count(len(services), "service"),
            "lead": there.inline(topic.description),
        }
        yield Page(place, topic.title, "services.html", view, markup.plain(topic.description), contents=False)


def _by_use(services: Sequence[Record[Service]]) -> list[Record[Service]]:
    order = list(GROUPS)
    return sorted(services, key=lambda record: order.index(states.group(record.entity.spec.state)))


def card(here: Here, record: Record[Service]) -> Card:
    """A service in a list."""
    spec, metadata = record.entity.spec, record.entity.metadata
    site = here.site
    hours = site.hours(spec.service_hours)
    topic = topic_of(site, spec.topic)
    group = states.group(spec.state)
    pills = [(states.STATES[spec.state], group)]
    if spec.level:
        pills.append((spec.level, "level"))
    promised = promises(site, record)
    if promised and promised[0].uptime and not promised[0].begins:
        pills.append((words.percent(promised[0].uptime.value), ""))
    filters = {
        "topic": topic.name,
        "state": group,
        "level": spec.level or "",
        "hours": ("always" if hours.always else hours.name) if hours else "",
        "customer": " ".join(dict.fromkeys(_customers(site, record))),
    }
    text = markup.first_sentence(metadata.description) if metadata.description else ""
    return Card(here.link(record.ref), text, pills, filters)


def _customers(site: Site, record: Record[Service]) -> Iterator[str]:
    for agreement in site.sources(record.ref, ServiceLevelAgreement, "services"):
        if not ended(agreement.entity.spec, site.today):
            yield agreement.entity.spec.customer


def _filters(site: Site, cards: Sequence[Card]) -> list[Filter]:
    used: dict[str, set[str]] = {}
    for each in cards:
        for name, value in each.filters.items():
            used.setdefault(name, set()).update(value.split(" ") if name == "customer" else [value])
    titles = {
        "topic": [(topic.name, topic.title) for topic, _ in topics(site)],
        "customer": _titled(site, "stakeholder", used.get("customer", set())),
        "state": list(GROUPS.items()),
        "hours": _hours(site, used.get("hours", set())),
        "level": [(level, level) for level in sorted(used.get("level", set()))],
    }
    found = [
        Filter(name, name.capitalize(), [pair for pair in pairs if pair[0] and pair[0] in used.get(name, ())])
        for name, pairs in titles.items()
    ]
    return [each for each in found if len(each.values) > 1]


def _titled(site: Site, short: str, names: set[str]) -> list[tuple[str, str]]:
    found = [(name, site.title_of(f"{short}:{name}")) for name in names if name]
    return sorted(((name, title) for name, title in found if title), key=lambda pair: pair[1].casefold())


def _hours(site: Site, names: set[str]) -> list[tuple[str, str]]:
    found = []
    for name in sorted(names):
        title = site.title_of(f"calendar:{name}")
        if title:
            found.append((name, title[:1].upper() + title[1:]))
    return found
