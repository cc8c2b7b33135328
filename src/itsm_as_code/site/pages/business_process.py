"""The page of a business process: what it depends on, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import certainty, states, urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.diagram import Box, columns
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity
from itsm_as_code.site.pages.service_structure import enabled
from itsm_as_code.site.promise import promises


def pages(site: Site) -> Iterator[Page]:
    """One page for each business process."""
    needing: dict[str, list[tuple[Record[Service], bool]]] = {}
    for service in site.of(Service):
        for ref, essential in enabled(site, service):
            needing.setdefault(ref, []).append((service, essential))
    for record in site.of(BusinessProcess):
        yield _page(site, record, needing.get(record.ref, []))


def _page(site: Site, record: Record[BusinessProcess], needs: list[tuple[Record[Service], bool]]) -> Page:
    spec = record.entity.spec
    path = urls.page_of(record.ref)
    here = Here(site, path)
    objectives = [f"objective:{name}" for name in spec.supports]
    left = [Box(found.title, here.url(urls.page_of(ref))) for ref in objectives if (found := site.get(ref))]
    right = [
        Box(service.title, here.url(urls.page_of(service.ref)), not essential)
        for service, essential in sorted(needs, key=lambda each: not each[1])
        if service.entity.spec.state in LIVE
    ]
    drawing = Markup()
    if left or right:
        label = f"What {record.title} serves, and the services that it needs"
        drawing = columns(label, ("Objectives", "This work", "Services"), (left, right), record.title)
    view: dict[str, Any] = {
        **entity.frame(here, record),
        "facts": list(_facts(here, record)),
        "drawing": drawing,
        "rows": [_row(here, service, essential) for service, essential in needs],
        "objectives": here.links(objectives),
        "serves": here.named("Stakeholder", spec.serves),
    }
    view["relations"] = []
    return Page(path, record.title, "business_process.html", view, entity.summary(record))


def _facts(here: Here, record: Record[BusinessProcess]) -> Iterator[tuple[str, Markup | str]]:
    spec = record.entity.spec
    yield "Answered for in the business by", Markup(", ").join(here.named("Stakeholder", spec.business_owner))
    yield "Importance", states.CRITICALITIES[spec.criticality]
    hours = here.site.hours(spec.hours)
    yield "It runs", hours.text if hours else ""
    if spec.maximum_tolerable_downtime:
        yield "It may stand still for at most", words.lasting(spec.maximum_tolerable_downtime.minutes)
    if spec.work_recovery:
        yield "Then to catch up takes", words.lasting(spec.work_recovery.minutes)
    if spec.recovery_point:
        yield "It may lose at most the last", words.lasting(spec.recovery_point.minutes)
    if spec.manual:
        yield "Without IT", "it can be done by hand"


def _row(here: Here, service: Record[Service], essential: bool) -> tuple[Markup, str, str, str, str, str]:
    promised = promises(here.site, service)
    uptime = promised[0].uptime if promised and not promised[0].begins else None
    recovery = promised[0].recovery if promised else ""
    own = service.entity.spec
    warranty = own.warranty.recovery_time if own.warranty else None
    within = recovery or (words.lasting(warranty.minutes) if warranty else "")
    return (
        here.link(service.ref),
        "It stands still without it" if essential else "It is harder without it",
        words.percent(uptime.value) if uptime else "no promise",
        certainty.in_short(here.site, service, promised) if uptime else "",
        within or "not said",
        states.STATES[own.state] if own.state not in LIVE else "",
    )
