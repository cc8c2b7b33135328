"""The page of a function: what it is there for, what it answers for, who works in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.model.function import Function
from itsm_as_code.model.process import Process
from itsm_as_code.model.role import Role
from itsm_as_code.model.team import Team
from itsm_as_code.model.vocabulary import PHASE_TITLES
from itsm_as_code.site import people, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity

_LEVELS = {
    "strategic": "Decides where IT goes",
    "tactical": "Plans and agrees",
    "operational": "Keeps it running",
}


def pages(site: Site) -> Iterator[Page]:
    """One page for each function."""
    for record in site.of(Function):
        spec = record.entity.spec
        path = urls.page_of(record.ref)
        here = Here(site, path)
        roles = site.sources(record.ref, Role, "within")
        view: dict[str, Any] = {
            **entity.frame(here, record),
            "purpose": here.rich(spec.purpose),
            "facts": [
                ("Level", _LEVELS[spec.level] if spec.level else ""),
                ("Speaks with", spec.facing or ""),
            ],
            "responsibilities": spec.responsibilities,
            "processes": [
                (here.link(each.ref), PHASE_TITLES[each.entity.spec.phase], entity.summary(each))
                for each in site.sources(record.ref, Process, "function")
            ],
            "coordinates": here.named("Function", spec.coordinates),
            "teams": here.links(each.ref for each in site.sources(record.ref, Team, "functions")),
            "roles": [people.role_with_holders(here, each.name) for each in roles],
        }
        view["relations"] = []
        yield Page(path, record.title, "function.html", view, entity.summary(record))
