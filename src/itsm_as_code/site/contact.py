"""Ways to get help: whom to call, where to write, and whether somebody is there now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from itsm_as_code.catalog import Record
from itsm_as_code.model.common import Channel
from itsm_as_code.model.service import Service
from itsm_as_code.site import markup
from itsm_as_code.site.context import Site
from itsm_as_code.site.hours import Hours

_VERBS = {"phone": "Call", "mail": "Write", "chat": "Chat", "portal": "Open", "walk-in": "Come by"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get help.

    Attributes:
        type: `phone`, `mail`, `chat`, `portal` or `walk-in`.
        verb: What one does: `Call`.
        name: What people call it; empty where it has no name.
        shown: The number or address as people read it.
        address: The link behind it, where there is one.
        hours: When somebody answers.
    """

    type: str
    verb: str
    name: str
    shown: str
    address: str | None
    hours: Hours | None


def ways(site: Site, service: Record[Service] | None = None) -> list[Way]:
    """The ways to get help with a service: telephones first, its own before the organisation's.

    Channels that only teams of IT use are not among them.
    """
    organization = site.organization.service_desk.channels
    own = service.entity.spec.channels if service else ()
    support = service.entity.spec.support_hours if service else "office"
    found = [
        _way(site, channel, support if channel in own else "office")
        for channel in (*own, *organization)
        if channel.asked_by is None
    ]
    unique = {(way.type, way.shown): way for way in reversed(found)}
    kept = [way for way in found if unique.get((way.type, way.shown)) is way]
    return sorted(kept, key=lambda way: way.type != "phone")


def between_teams(site: Site, service: Record[Service]) -> list[tuple[Channel, Way]]:
    """The ways that only teams of IT use."""
    spec = service.entity.spec
    return [
        (channel, _way(site, channel, spec.support_hours))
        for channel in spec.channels
        if channel.asked_by is not None
    ]


def telephone(found: Iterable[Way]) -> Way | None:
    """The first telephone among some ways."""
    return next((way for way in found if way.type == "phone"), None)


def _way(site: Site, channel: Channel, support: str) -> Way:
    value = channel.value
    address: str | None = None
    shown = value
    if channel.type == "phone":
        address = f"tel:{re.sub(r'[^+0-9]', '', value)}"
    elif channel.type == "mail":
        address = f"mailto:{value}"
    elif value.startswith(("http://", "https://")):
        address = markup.safe_link(value)
        shown = value.partition("://")[2].rstrip("/")
    return Way(
        channel.type,
        _VERBS[channel.type],
        channel.name or "",
        shown,
        address,
        site.hours(channel.hours or support),
    )
