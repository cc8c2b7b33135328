"""The topics by which people look for services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import DEFAULT_TOPIC
from itsm_as_code.site.context import Site


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic.

    Attributes:
        name: As services write it.
        title: What people read.
        description: What belongs to it (Markdown); empty where nobody says.
    """

    name: str
    title: str
    description: str


def topic_of(site: Site, name: str) -> Topic:
    """The topic of a name; one that the organisation does not list reads as its name."""
    for topic in site.organization.topics:
        if topic.name == name:
            return Topic(name, topic.title, topic.description or "")
    if name == DEFAULT_TOPIC:
        return Topic(name, "Other services", "")
    return Topic(name, name.replace("-", " ").capitalize(), "")


def topics(site: Site) -> list[tuple[Topic, Sequence[Record[Service]]]]:
    """Every topic that has services, in the organisation's order, with its services by title."""
    found: dict[str, list[Record[Service]]] = {topic.name: [] for topic in site.organization.topics}
    for service in site.of(Service):
        found.setdefault(service.entity.spec.topic, []).append(service)
    ordered = sorted(found, key=lambda name: name == DEFAULT_TOPIC)
    return [(topic_of(site, name), found[name]) for name in ordered if found[name]]
