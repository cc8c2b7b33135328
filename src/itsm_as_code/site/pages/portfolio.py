"""The portfolio: every service by its state, from the first idea to the end."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE, PIPELINE
from itsm_as_code.site import states, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Cell, Section
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "portfolio"
_PARTS = (
    ("Pipeline", "What is to come: ideas, and what is being made.", PIPELINE),
    ("Catalogue", "What people can use.", LIVE),
    ("Retired", "What there was.", ("retired",)),
)


def pages(site: Site) -> Iterator[Page]:
    """The page, where there is a service."""
    found = site.of(Service)
    if not found:
        return
    here = Here(site, PATH)
    heads = ("Service", "State", "Since", "Importance", "Owner", "Ready to go live")
    sections = []
    for title, text, among in _PARTS:
        rows = [_row(here, each) for state in among for each in found if each.entity.spec.state == state]
        if rows:
            used = [number for number in range(len(heads)) if any(row[number] for row in rows)]
            shown = [[row[number] for number in used] for row in rows]
            sections.append(Section(title, text, [heads[number] for number in used], shown))
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = "Every service by its state, from the first idea to the end of its life."
    yield Page(PATH, "Portfolio", "tables.html", view, text, navigation=True, contents=False, searched=False)


def _row(here: Here, service: Record[Service]) -> tuple[Cell, ...]:
    spec = service.entity.spec
    met = sum(each.met for each in spec.acceptance)
    ready = f"{met} of {len(spec.acceptance)}" if spec.acceptance and here.site.internal else ""
    return (
        here.link(service.ref),
        states.STATES[spec.state],
        words.date(spec.state_since) if spec.state_since else "",
        spec.criticality,
        here.link(f"role:{spec.owner}"),
        ready if spec.state in PIPELINE else "",
    )
