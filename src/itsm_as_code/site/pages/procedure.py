"""The page of a procedure: numbered steps that can be printed and ticked off."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.procedure import Procedure
from itsm_as_code.site import urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity

_TYPES = {
    "recovery": "Procedure for recovery",
    "change": "Procedure for changes",
    "request": "Procedure for requests",
    "maintenance": "Procedure for maintenance",
    "administrative": "Procedure",
}
_STEPS = {
    "technical": "technical work",
    "coordination": "coordination",
    "approval": "a decision",
    "communication": "telling people",
}


def pages(site: Site) -> Iterator[Page]:
    """One page for each procedure."""
    for record in site.of(Procedure):
        spec = record.entity.spec
        path = urls.page_of(record.ref)
        here = Here(site, path)
        view = {
            **entity.frame(here, record),
            "kind": _TYPES[spec.type],
            "facts": [
                ("Starts when", spec.trigger or ""),
                ("Takes", words.lasting(spec.takes.minutes) if spec.takes else ""),
                ("Done", words.every(spec.every) if spec.every else ""),
                ("Restores", Markup(", ").join(here.links(spec.restores))),
                ("Carries out", Markup(", ").join(here.links(f"process:{each}" for each in spec.realises))),
                ("Last done", words.date(spec.last_done) if spec.last_done else ""),
                ("Last tested", words.date(spec.last_tested) if spec.last_tested else ""),
                ("Version", spec.version or ""),
            ],
            "steps": [
                (
                    here.inline(step.do),
                    here.link(step.by) if step.by else "",
                    _STEPS[step.type] if step.type else "",
                    words.lasting(step.takes.minutes) if step.takes else "",
                    here.link(step.item) if step.item else "",
                )
                for step in spec.steps
            ],
            "verification": spec.verification or "",
            "rollback": spec.rollback or "",
        }
        yield Page(path, record.title, "procedure.html", view, entity.summary(record))
