"""How far what IT does is governed: policy says why, process what, procedure how."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.policy import Policy
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Process
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "coverage"
_GAP = Markup('<span class="itsm-pill itsm-pill--gone">{}</span>')


def pages(site: Site) -> Iterator[Page]:
    """The page, where there are policies and processes."""
    if not site.of(Policy) or not site.of(Process):
        return
    here = Here(site, PATH)
    view = {
        "trail": trail(here, (HOW_IT_WORKS, "How IT works")),
        "sections": [_policies(here), _activities(here)],
    }
    text = "A policy says why, a process what, a procedure how. What lacks one of them is marked."
    yield Page(PATH, "What governs what", "tables.html", view, text, navigation=True, searched=False)


def _policies(here: Here) -> Section:
    rows = []
    for policy in here.site.of(Policy):
        spec = policy.entity.spec
        implementing = here.links(each.ref for each in here.site.sources(policy.ref, Process, "implements"))
        rules = f"{len(spec.rules)} rules" if len(spec.rules) != 1 else "1 rule"
        rows.append(
            (
                here.link(policy.ref),
                listed(implementing) or _GAP.format("no process"),
                rules if spec.rules else "people alone" if spec.manual else _GAP.format("nothing"),
                listed([Markup.escape(each) for each in spec.satisfies]),
            )
        )
    heads = ("Policy", "Put into practice by", "Checked by", "Meets")
    return Section("Policies", "", heads, rows)


def _activities(here: Here) -> Section:
    site = here.site
    how: dict[str, list[str]] = {}
    for procedure in site.of(Procedure):
        for activity in procedure.entity.spec.realises:
            how.setdefault(activity, []).append(procedure.ref)
    rows = []
    for process in site.of(Process):
        spec = process.entity.spec
        activities = [
            (activity.title, here.links(how.get(f"{process.name}/{activity.name}", ())))
            for activity in spec.activities
        ]
        missing = [title for title, links in activities if not links]
        shown = [
            Markup("{}: {}").format(title, Markup(", ").join(links)) for title, links in activities if links
        ]
        rows.append(
            (
                here.link(process.ref),
                listed(here.named("Policy", spec.implements)) or _GAP.format("no policy"),
                listed(
                    [
                        *shown,
                        *(Markup("{}: {}").format(title, _GAP.format("no procedure")) for title in missing),
                    ]
                )
                or _GAP.format("no activities"),
            )
        )
    return Section("Processes", "", ("Process", "Because of", "Activities and how they are done"), rows)
