"""The page of a policy: why, what holds, what a machine checks, who puts it into practice."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.process import Process
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.policy.conformance import Kept
from itsm_as_code.site import people, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity

_ENFORCED = {
    "advisory": "warns",
    "mandatory": "refuses, unless somebody with the right overrides it",
    "strict": "refuses, without exception",
}


_GOOD = Markup('<span class="itsm-pill itsm-pill--live">{}</span>')
_BAD = Markup('<span class="itsm-pill itsm-pill--gone">{}</span>')


def pages(site: Site) -> Iterator[Page]:
    """One page for each policy."""
    for record in site.of(Policy):
        spec = record.entity.spec
        path = urls.page_of(record.ref)
        here = Here(site, path)
        waivers = [
            each.ref for each in site.of(Waiver) if each.entity.spec.rule.startswith(f"POL/{record.name}/")
        ]
        kept = site.governance.rules(record.ref) if site.governance else {}
        view = {
            **entity.frame(here, record),
            "rationale": here.rich(spec.rationale),
            "statements": [here.inline(each) for each in spec.statements],
            "facts": [
                ("Approved by", people.role_with_holders(here, spec.approver) if spec.approver else ""),
                ("Version", spec.version or ""),
                ("Serves", Markup(", ").join(here.named("Objective", spec.objectives))),
                ("Meets", Markup(", ").join(spec.satisfies)),
            ],
            "rules": [
                (
                    rule.name,
                    rule.message,
                    _ENFORCED[rule.enforcement],
                    KINDS[rule.match.kind].title,
                    result(here, kept.get(rule.name)),
                )
                for rule in spec.rules
            ],
            "judged": bool(kept),
            "manual": spec.manual,
            "processes": here.links(each.ref for each in site.sources(record.ref, Process, "implements")),
            "waivers": here.links(waivers),
        }
        view["relations"] = []
        yield Page(path, record.title, "policy.html", view, entity.summary(record))


def result(here: Here, kept: Kept | None) -> Markup:
    """How a rule is kept now: by how many, and who does not keep it."""
    if kept is None:
        return Markup()
    if kept.faulty:
        return _BAD.format("not judged: its text has a fault")
    if kept.rule.definition.changes:
        return Markup("judged with each change")
    if not kept.concerns:
        return Markup("concerns nothing")
    if len(kept.holds) == kept.concerns:
        return _GOOD.format(
            "kept by the one it concerns" if kept.concerns == 1 else f"kept by all {kept.concerns}"
        )
    short = here.links([*kept.violated, *kept.failed])
    told = _BAD.format(f"kept by {len(kept.holds)} of {kept.concerns}")
    return Markup("{}<br>not by {}").format(told, Markup(", ").join(short))
