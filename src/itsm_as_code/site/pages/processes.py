"""The index of processes, by phase."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.model.process import Process
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import phases
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.trail import HOW_IT_WORKS, index_of, trail


def pages(site: Site) -> Iterator[Page]:
    """The index, where there is a process."""
    if not site.of(Process):
        return
    path, title = index_of("Process")
    here = Here(site, path)
    groups = [
        (
            PHASE_TITLES[phase],
            phases.EXPLAINED[phase],
            [
                (here.link(each.ref), summary(each), here.named("Function", each.entity.spec.function))
                for each in phases.processes(site, phase)
            ],
        )
        for phase in PHASES
    ]
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works")),
        "groups": [group for group in groups if group[2]],
    }
    text = "What is done to deliver and manage services, phase by phase."
    yield Page(path, title, "processes.html", view, text, navigation=True, searched=False)
