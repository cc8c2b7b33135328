"""From goal to task: objectives, business processes, services, IT processes and what is done, gaps marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.objective import Objective
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Process
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.site import urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.diagram import Box, layers
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.service_structure import enabled
from itsm_as_code.site.tables import Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail
from itsm_as_code.text import count

PATH = "alignment"
_GAP = Markup('<span class="itsm-pill itsm-pill--gone">{}</span>')


def pages(site: Site) -> Iterator[Page]:
    """The page, where there is an objective or a business process."""
    objectives, processes = site.of(Objective), site.of(BusinessProcess)
    if not objectives and not processes:
        return
    here = Here(site, PATH)
    live = [each for each in site.of(Service) if each.entity.spec.state in LIVE]
    enabling: dict[str, list[Record[Service]]] = {}
    for service in live:
        for ref, _ in enabled(site, service):
            enabling.setdefault(ref, []).append(service)
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works")),
        "sections": [
            _goals(here, objectives, processes, enabling),
            _work(here, processes, enabling),
            _services(here, live),
            *_it(here),
        ],
    }
    text = "Every task of IT traced up to the goal of the business that it serves. Gaps are marked."
    yield Page(PATH, "From goal to task", "tables.html", view, text, navigation=True, contents=False)


def _goals(
    here: Here,
    objectives: Sequence[Record[Objective]],
    processes: Sequence[Record[BusinessProcess]],
    enabling: dict[str, list[Record[Service]]],
) -> Section:
    rows = []
    for objective in objectives:
        supporting = [each for each in processes if objective.name in each.entity.spec.supports]
        services = dict.fromkeys(s.ref for each in supporting for s in enabling.get(each.ref, ()))
        rows.append(
            (
                here.link(objective.ref),
                listed(here.links(each.ref for each in supporting)) or _GAP.format("nothing supports it"),
                listed(here.links(services)),
            )
        )
    columns = [
        ("Objective", [_box(here, each) for each in objectives]),
        ("Business process", [_box(here, each) for each in processes]),
        ("Service", [_box(here, each) for each in _unique(enabling)]),
    ]
    edges = [
        (urls.page_of(f"objective:{name}"), urls.page_of(each.ref))
        for each in processes
        for name in each.entity.spec.supports
    ] + [(urls.page_of(ref), urls.page_of(each.ref)) for ref, found in enabling.items() for each in found]
    drawing = layers("Objectives, the business processes that serve them, and their services", columns, edges)
    heads = ("Objective", "Business processes", "Services")
    return Section("Goals", "What the business wants to reach, and what serves it.", heads, rows, drawing)


def _unique(enabling: dict[str, list[Record[Service]]]) -> list[Record[Service]]:
    return list({each.ref: each for found in enabling.values() for each in found}.values())


def _box(
    here: Here, record: Record[Objective] | Record[BusinessProcess] | Record[Service]
) -> tuple[str, Box]:
    page = urls.page_of(record.ref)
    return page, Box(record.title, here.url(page))


def _work(
    here: Here, processes: Sequence[Record[BusinessProcess]], enabling: dict[str, list[Record[Service]]]
) -> Section:
    rows = []
    for process in processes:
        spec = process.entity.spec
        services = listed(here.links(each.ref for each in enabling.get(process.ref, ())))
        without = Markup("done by hand") if spec.manual else _GAP.format("no service enables it")
        goals = listed(here.links(f"objective:{name}" for name in spec.supports))
        rows.append(
            (
                here.link(process.ref),
                spec.criticality,
                goals or _GAP.format("serves no objective"),
                services or without,
            )
        )
    heads = ("Business process", "Importance", "For", "By")
    return Section("Work", "What the business does, for which goal, by which services.", heads, rows)


def _services(here: Here, live: Sequence[Record[Service]]) -> Section:
    site = here.site
    rows = []
    for service in live:
        above = [ref for ref, _ in enabled(site, service)]
        needed = [each.ref for each in site.sources(service.ref, Service, "requires")]
        needed += [each.ref for each in site.sources(service.ref, Service, "uses")]
        serving = site.sources(service.ref, Process, "serves")
        general = [each for each in site.of(Process) if each.entity.spec.serves == "all"]
        by = [*here.links(each.ref for each in serving)]
        if general:
            by.append(here.to("processes", count(len(general), "process", "processes")))
        rows.append(
            (
                here.link(service.ref),
                listed(here.links(above)) or listed(here.links(needed)) or _GAP.format("nobody needs it"),
                listed(by) or _GAP.format("no process serves it"),
            )
        )
    heads = ("Service", "For", "Looked after by")
    return Section("Services", "What each service is for, and which IT processes look after it.", heads, rows)


def _it(here: Here) -> Iterator[Section]:
    site = here.site
    found = site.of(Process)
    if not found:
        return
    realised: dict[str, list[str]] = {}
    tasks: dict[str, int] = {}
    for procedure in site.of(Procedure):
        steps = sum(step.type == "technical" for step in procedure.entity.spec.steps)
        for activity in procedure.entity.spec.realises:
            process = f"process:{activity.partition('/')[0]}"
            if procedure.ref not in realised.setdefault(process, []):
                realised[process].append(procedure.ref)
                tasks[process] = tasks.get(process, 0) + steps
    rows = [
        (
            here.link(each.ref),
            listed(here.links(realised.get(each.ref, ()))) or _GAP.format("no procedure says how"),
            str(tasks.get(each.ref, 0) or ""),
        )
        for each in found
    ]
    heads = ("IT process", "How it is done", "Technical tasks")
    yield Section("IT processes", "What IT does, and the procedures that say how.", heads, rows)
