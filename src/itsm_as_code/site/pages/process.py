"""The page of a process: what it is for, what comes in and goes out, who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Activity, Kpi, Process
from itsm_as_code.model.vocabulary import PHASE_TITLES
from itsm_as_code.site import urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity

PARTS = (
    ("responsible", "R", "does it"),
    ("accountable", "A", "answers for it"),
    ("consulted", "C", "is asked"),
    ("informed", "I", "is told"),
)
"""How a role may take part in an activity: the field, its letter, and the letter in words (RACI)."""
ASSURES = {
    "need": "that services are what is needed",
    "available": "that services are there when they are needed",
    "cost-effective": "that services are worth their price",
}


def pages(site: Site) -> Iterator[Page]:
    """One page for each process."""
    for record in site.of(Process):
        yield _page(site, record)


def _page(site: Site, record: Record[Process]) -> Page:
    spec = record.entity.spec
    path = urls.page_of(record.ref)
    here = Here(site, path)
    procedures: dict[str, list[str]] = {}
    for procedure in site.of(Procedure):
        for realised in procedure.entity.spec.realises:
            process, _, activity = realised.partition("/")
            if process == record.name:
                procedures.setdefault(activity, []).append(procedure.ref)
    phase = here.to(f"phases/{spec.phase}", PHASE_TITLES[spec.phase])
    view: dict[str, Any] = {
        **entity.frame(here, record),
        "purpose": here.rich(spec.purpose),
        "facts": [
            ("Phase", phase),
            ("Answered for by", Markup(", ").join(here.named("Function", spec.function))),
            ("Makes sure", Markup("; ").join(ASSURES[each] for each in spec.assures)),
            ("Serves", _served(here, spec.serves)),
            ("Because of", Markup(", ").join(here.named("Policy", spec.implements))),
            ("Version", spec.version or ""),
        ],
        "comes": here.named("Artefact", spec.consumes),
        "goes": here.named("Artefact", spec.produces),
        "activities": [
            (each, here.links(procedures.get(each.name, ())), parts(here, each)) for each in spec.activities
        ],
        "roles": _roles(here, spec.activities),
        "raci": raci(here, spec.activities),
        "letters": [(letter, text) for _, letter, text in PARTS],
        "kpis": [(each.name, each.success_factor or "", _target(each)) for each in spec.kpis],
    }
    view["relations"] = []
    return Page(path, record.title, "process.html", view, entity.summary(record))


def _served(here: Here, serves: str | tuple[str, ...]) -> Markup:
    if isinstance(serves, str):
        return Markup('<a href="{}">every service</a>').format(here.url("services"))
    return Markup(", ").join(here.named("Service", serves))


def parts(here: Here, activity: Activity) -> list[tuple[str, list[Markup]]]:
    """Who takes part in an activity, in words."""
    found = [(text, here.named("Role", getattr(activity, field))) for field, _, text in PARTS]
    return [(text, links) for text, links in found if links]


def _roles(here: Here, activities: tuple[Activity, ...]) -> list[str]:
    """Every role that takes part, in the order of the activities."""
    found: dict[str, None] = {}
    for activity in activities:
        for field, _, _ in PARTS:
            value = getattr(activity, field) or ()
            for name in [value] if isinstance(value, str) else value:
                if here.link(f"role:{name}"):
                    found[name] = None
    return list(found)


def raci(here: Here, activities: tuple[Activity, ...]) -> list[tuple[Markup, list[str]]]:
    """A row for each role: its letters, activity by activity."""
    rows = []
    for name in _roles(here, activities):
        letters = []
        for activity in activities:
            held = [
                letter
                for field, letter, _ in PARTS
                if name in (value if isinstance(value := getattr(activity, field) or (), tuple) else (value,))
            ]
            letters.append(" ".join(held))
        rows.append((here.link(f"role:{name}"), letters))
    return rows


def _target(kpi: Kpi) -> str:
    if kpi.target is None:
        return ""
    if kpi.unit == "%":
        return words.percent(kpi.target)
    return f"{words.number(kpi.target)} {kpi.unit or ''}".strip()
