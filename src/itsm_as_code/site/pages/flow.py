"""How work moves through IT: who hands what to whom, and what happens when something comes from outside."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.flow import consumers, producers
from itsm_as_code.model.artefact import Artefact
from itsm_as_code.model.process import Process
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.tables import Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "flow"


def pages(site: Site) -> Iterator[Page]:
    """The page of the whole flow, and one for each thing that comes from outside IT."""
    processes = site.of(Process)
    if not any(each.entity.spec.produces or each.entity.spec.consumes for each in processes):
        return
    here = Here(site, PATH)
    outside = [each for each in site.of(Artefact) if each.entity.spec.from_]
    starts = [
        (here.to(f"{PATH}/{each.name}", each.title), each.entity.spec.from_ or "", summary(each))
        for each in outside
    ]
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works")),
        "sections": [
            *([_starts(starts)] if starts else []),
            *(section for phase in PHASES if (section := _phase(here, phase)) is not None),
        ],
    }
    text = "Few issues stay in one process: who hands what to whom, phase by phase."
    yield Page(PATH, "How work moves", "tables.html", view, text, navigation=True, contents=False)
    for artefact in outside:
        yield _what_happens(site, artefact)


def _starts(rows: list[tuple[Markup, str, str]]) -> Section:
    return Section(
        "What happens when …", "Follow what comes from outside IT.", ("When", "From", "In a sentence"), rows
    )


def _phase(here: Here, phase: str) -> Section | None:
    found = [each for each in here.site.of(Process) if each.entity.spec.phase == phase]
    rows = [
        (
            here.link(each.ref),
            listed(here.named("Function", each.entity.spec.function)),
            _handed(here, each, each.entity.spec.consumes, incoming=True),
            _handed(here, each, each.entity.spec.produces, incoming=False),
        )
        for each in found
    ]
    heads = ("Process", "Answered for by", "Takes", "Hands on")
    return Section(PHASE_TITLES[phase], "", heads, rows) if rows else None


def _handed(here: Here, process: Record[Process], names: tuple[str, ...], *, incoming: bool) -> Markup:
    """What a process takes or hands on, and from or to whom."""
    found = []
    for name in names:
        ref = f"artefact:{name}"
        partners = producers(here.site.catalog, ref) if incoming else consumers(here.site.catalog, ref)
        others = here.links(each.source for each in partners if each.source != process.ref)
        artefact = here.site.find(Artefact, name)
        spec = artefact.entity.spec if artefact else None
        outside = (spec.from_ if incoming else spec.to) if spec else None
        if outside:
            others.append(Markup.escape(outside))
        word = "from" if incoming else "to"
        shown = here.link(ref)
        if shown:
            found.append(
                Markup('{} <span class="itsm-quiet">{} {}</span>').format(
                    shown, word, Markup(", ").join(others)
                )
                if others
                else shown
            )
    return listed(found)


def _what_happens(site: Site, artefact: Record[Artefact]) -> Page:
    path = f"{PATH}/{artefact.name}"
    here = Here(site, path)
    rows = []
    seen: set[str] = set()
    waiting = [artefact.ref]
    known = {artefact.ref}
    while waiting:
        coming, waiting = waiting, []
        for ref in coming:
            for reference in consumers(site.catalog, ref):
                process = site.find(Process, reference.source.partition(":")[2])
                if process is None or process.ref in seen:
                    continue
                seen.add(process.ref)
                spec = process.entity.spec
                rows.append(
                    (
                        here.link(process.ref),
                        listed(here.named("Function", spec.function)),
                        here.link(ref),
                        summary(process),
                        listed(here.named("Artefact", spec.produces)),
                    )
                )
                for name in spec.produces:
                    if f"artefact:{name}" not in known:
                        known.add(f"artefact:{name}")
                        waiting.append(f"artefact:{name}")
    heads = ("Process", "Who", "Takes", "Does", "Hands on")
    text = f"In the order in which it reaches them. It comes from: {artefact.entity.spec.from_}."
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works"), (PATH, "How work moves")),
        "sections": [Section("", text, heads, rows)],
    }
    description = summary(artefact) or f"Where {artefact.title} goes through IT."
    return Page(path, f"What happens when: {artefact.title}", "tables.html", view, description)
