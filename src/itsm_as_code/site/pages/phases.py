"""The five phases of a service's life: the processes of each, and the services that are in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.process import Process
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES, STATE_PHASES
from itsm_as_code.site import states
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.trail import HOW_IT_WORKS, index_of, trail

EXPLAINED = {
    "strategy": "What should IT offer, and why? The business says where it wants to go; together we decide "
    "what is worth doing.",
    "relations": "What do customers need, and what are they promised? Here agreements are made and kept.",
    "delivery-control": "How is it delivered so that the promises hold: there, quick, safe, at a fair price?",
    "transition": "How does something new go live without harm to what already works?",
    "operation": "How does it work every day, and what happens when it does not?",
}
"""What each phase is about."""


def pages(site: Site) -> Iterator[Page]:
    """The overview of the phases, and one page for each."""
    if not site.of(Service) and not site.of(Process):
        return
    here = Here(site, "phases")
    view = {
        "trail": trail(here, *_above(site)),
        "phases": [
            {
                "link": _link(here, phase),
                "text": EXPLAINED[phase],
                "processes": here.links(each.ref for each in processes(site, phase)),
                "services": here.links(each.ref for each in _services(site, phase)),
            }
            for phase in PHASES
        ],
        "retired": here.links(each.ref for each in site.of(Service) if each.entity.spec.state == "retired"),
    }
    title = "Five phases of a service's life"
    yield Page("phases", title, "phases.html", view, navigation=True, contents=False)
    for number, phase in enumerate(PHASES):
        path = f"phases/{phase}"
        there = Here(site, path)
        detail: dict[str, Any] = {
            "trail": trail(there, *_above(site), ("phases", "Phases")),
            "text": EXPLAINED[phase],
            "processes": [
                (there.link(each.ref), summary(each), there.named("Function", each.entity.spec.function))
                for each in processes(site, phase)
            ],
            "services": [
                (there.link(each.ref), summary(each), states.STATES[each.entity.spec.state])
                for each in _services(site, phase)
            ],
            "before": _link(there, PHASES[number - 1]) if number else "",
            "after": _link(there, PHASES[number + 1]) if number + 1 < len(PHASES) else "",
        }
        yield Page(path, PHASE_TITLES[phase], "phase.html", detail, EXPLAINED[phase])


def processes(site: Site, phase: str) -> list[Record[Process]]:
    """The processes of a phase, by title."""
    return [each for each in site.of(Process) if each.entity.spec.phase == phase]


def _above(site: Site) -> list[tuple[str, str]]:
    return [(HOW_IT_WORKS, "How IT works")] if site.of(Process) else [index_of("Service")]


def _services(site: Site, phase: str) -> list[Record[Service]]:
    return [each for each in site.of(Service) if phase in STATE_PHASES[each.entity.spec.state]]


def _link(here: Here, phase: str) -> Markup:
    return here.to(f"phases/{phase}", PHASE_TITLES[phase])
