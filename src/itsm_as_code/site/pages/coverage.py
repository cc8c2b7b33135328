"""How far what IT does is governed: policy says why, process what, procedure how."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.policy import Policy
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Process
from itsm_as_code.policy.coverage import Coverage, Governed, Met, Stage
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail
from itsm_as_code.text import count

PATH = "coverage"
_GAP = Markup('<span class="itsm-pill itsm-pill--gone">{}</span>')


_GOOD = Markup('<span class="itsm-pill itsm-pill--live">{}</span>')
_STAGES = {
    Stage.OPEN: _GAP.format("open"),
    Stage.MAPPED: _GAP.format("named by a policy"),
    Stage.IMPLEMENTED: _GAP.format("put into practice"),
    Stage.EVIDENCED: _GOOD.format("evidenced"),
}


def pages(site: Site) -> Iterator[Page]:
    """The page, where there are policies and processes."""
    if not site.of(Policy) or not site.of(Process):
        return
    here = Here(site, PATH)
    found = site.governance.coverage if site.governance else None
    sections = [_policies(here, found), _activities(here)]
    if found is not None and found.requirements:
        sections.append(_requirements(here, found))
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = "A policy says why, a process what, a procedure how. What lacks one of them is marked."
    yield Page(
        PATH, "What governs what", "tables.html", view, text, navigation=True, contents=False, searched=False
    )


def _policies(here: Here, found: Coverage | None) -> Section:
    governed = {each.policy.ref: each for each in found.policies} if found else {}
    rows = []
    for policy in here.site.of(Policy):
        spec = policy.entity.spec
        implementing = here.links(each.ref for each in here.site.sources(policy.ref, Process, "implements"))
        now = governed.get(policy.ref)
        rows.append(
            (
                here.link(policy.ref),
                listed(implementing) or _GAP.format("no process"),
                count(len(spec.rules), "rule")
                if spec.rules
                else "people alone"
                if spec.manual
                else _GAP.format("nothing"),
                _now(now) if now else "",
                words.date(now.last) if now and now.last else "",
                listed([Markup.escape(each) for each in spec.satisfies]),
            )
        )
    heads = ("Policy", "Put into practice by", "Checked by", "Now", "Last tested or done", "Meets")
    used = [number for number in range(len(heads)) if number not in (3, 4) or governed]
    return Section(
        "Policies", "", [heads[number] for number in used], [[row[number] for number in used] for row in rows]
    )


def _now(governed: Governed) -> Markup:
    if governed.broken:
        return _GAP.format(f"{len(governed.broken)} of {len(governed.broken) + len(governed.kept)} broken")
    return _GOOD.format("kept") if governed.kept else Markup()


def _requirements(here: Here, found: Coverage) -> Section:
    rows = [
        (
            Markup("{}<br>{}").format(each.requirement.id, each.requirement.title),
            _STAGES[each.stage],
            listed(here.links(each.policies)),
            _evidence(here, each),
        )
        for each in found.requirements
    ]
    text = (
        "What standards, contracts and laws ask for, and how far it is answered. "
        "Evidenced: a test within a year, or a rule that is kept, shows it. None of this is an audit."
    )
    return Section("Requirements", text, ("Requirement", "Answered", "By", "Shown by"), rows)


def _evidence(here: Here, met: Met) -> Markup:
    """The first two things that show it, and how many more there are."""
    found = [_shown(here, text) for text in met.evidence[:2]]
    rest = len(met.evidence) - len(found)
    return listed([*found, *([Markup(f"and {rest} more")] if rest else [])])


def _shown(here: Here, text: str) -> Markup:
    """A piece of evidence, with a link where it begins with what there is a page of."""
    ref, _, rest = text.partition(" ")
    link = here.link(ref) if ":" in ref else Markup()
    return Markup("{} {}").format(link, rest) if link else Markup.escape(text)


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
