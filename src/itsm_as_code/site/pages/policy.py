"""The page of a policy: why, what holds, what a machine checks, who puts it into practice."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.policy import Policy
from itsm_as_code.model.process import Process
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.site import people, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity

_ENFORCED = {
    "advisory": "warns",
    "mandatory": "refuses, unless somebody with the right overrides it",
    "strict": "refuses, without exception",
}


def pages(site: Site) -> Iterator[Page]:
    """One page for each policy."""
    for record in site.of(Policy):
        spec = record.entity.spec
        path = urls.page_of(record.ref)
        here = Here(site, path)
        waivers = [
            each.ref for each in site.of(Waiver) if each.entity.spec.rule.startswith(f"POL/{record.name}/")
        ]
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
                (rule.name, rule.message, _ENFORCED[rule.enforcement], rule.match.kind) for rule in spec.rules
            ],
            "manual": spec.manual,
            "processes": here.links(each.ref for each in site.sources(record.ref, Process, "implements")),
            "waivers": here.links(waivers),
        }
        view["relations"] = []
        yield Page(path, record.title, "policy.html", view, entity.summary(record))
