"""The map of services: one of them with what is around it; the whole only for who asks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.objective import Objective
from itsm_as_code.model.service import Service
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.site import layers, linked_data, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.service_structure import enabled, members
from itsm_as_code.site.tables import Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "map"
_KINDS = (Objective, BusinessProcess, Service, ConfigurationItem, UnderpinningContract)
_FIRST = {
    "Objective": 0,
    "BusinessProcess": 1,
    "Service": 2,
    "ConfigurationItem": 3,
    "UnderpinningContract": 3,
}
_SOFT = "soft"
"""A relation without which the one above still works."""

Line = tuple[str, str, str]
"""What needs, what is needed, and how: `soft`, or empty."""


def pages(site: Site) -> Iterator[Page]:
    """The map, where a service has something around it."""
    records = [record for kind in _KINDS for record in site.of(kind) if _stands(record)]
    lines = list(_lines(site, records))
    if not lines:
        return
    here = Here(site, PATH)
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works")),
        "starts": [(each.name, each.title) for each in records if each.kind.name == "Service"],
        "start": _start(site, records, lines),
        "data": linked_data.embeddable(_data(here, records, lines)),
        "sections": [_list(here, records, lines)],
    }
    text = "What each service is needed for, and what it needs: one service at a time, or everything."
    yield Page(PATH, "Service map", "map.html", view, text, navigation=True, contents=False, searched=False)


def _stands(record: Record[Any]) -> bool:
    return getattr(record.parsed.spec, "state", "") != "retired" if record.parsed is not None else False


def _lines(site: Site, records: Sequence[Record[Any]]) -> Iterator[Line]:
    known = {record.ref for record in records}
    for record in records:
        for above, below, sort in _from(site, record):
            if above in known and below in known:
                yield above, below, sort


def _from(site: Site, record: Record[Any]) -> Iterator[Line]:
    match record.parsed:
        case BusinessProcess() as process:
            for name in process.spec.supports:
                yield f"objective:{name}", record.ref, ""
        case Service() as service:
            for ref, essential in enabled(site, record):
                yield ref, record.ref, "" if essential else _SOFT
            for ref in members(service.spec.requires):
                yield record.ref, ref, ""
            for ref in service.spec.uses:
                yield record.ref, ref, _SOFT
        case ConfigurationItem() as item:
            for ref in members(item.spec.requires):
                yield record.ref, ref, ""


def _start(site: Site, records: Sequence[Record[Any]], lines: Sequence[Line]) -> str:
    """The service that people need most often, else the one that has most around it."""
    services = [record for record in records if record.kind.name == "Service"]
    for name in site.organization.featured:
        if any(record.name == name for record in services):
            return name
    around = Counter(end for above, below, _ in lines for end in (above, below))
    return max(services, key=lambda each: around[each.ref]).name if services else ""


def _data(here: Here, records: Sequence[Record[Any]], lines: Sequence[Line]) -> str:
    """Boxes with their places and lines between them, for the script."""
    names = [record.ref for record in records]
    first = {record.ref: _FIRST[record.kind.name] for record in records}
    found = layers.places(names, [(above, below) for above, below, _ in lines], first)
    numbers = {name: number for number, name in enumerate(names)}
    boxes = [
        [record.ref, record.title, here.url(urls.page_of(record.ref)), record.kind.short, *found[record.ref]]
        for record in records
    ]
    shown = [[numbers[above], numbers[below], sort == _SOFT] for above, below, sort in dict.fromkeys(lines)]
    return json.dumps({"boxes": boxes, "lines": shown}, ensure_ascii=False, separators=(",", ":"))


def _list(here: Here, records: Sequence[Record[Any]], lines: Sequence[Line]) -> Section:
    needs: dict[str, list[str]] = {}
    needed: dict[str, list[str]] = {}
    for above, below, _ in lines:
        needs.setdefault(above, []).append(below)
        needed.setdefault(below, []).append(above)
    rows: list[tuple[Markup, Markup, Markup]] = [
        (
            here.link(record.ref),
            listed(here.links(needed.get(record.ref, ()))),
            listed(here.links(needs.get(record.ref, ()))),
        )
        for record in records
        if record.kind.name == "Service"
    ]
    return Section("The same as a list", "", ("Service", "Needed for", "Needs"), rows)
