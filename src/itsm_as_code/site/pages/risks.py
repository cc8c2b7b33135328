"""The register of risks, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.model.risk import Risk
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Cell, Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, index_of, trail

_TREATMENTS = {"accept": "accepted", "mitigate": "made smaller", "transfer": "passed on", "avoid": "avoided"}
_STATUS = {"open": "Open", "accepted": "Accepted", "closed": "Closed"}


def pages(site: Site) -> Iterator[Page]:
    """The register, where there is a risk."""
    found = site.of(Risk)
    if not found:
        return
    path, title = index_of("Risk")
    here = Here(site, path)
    heads = (
        "Risk",
        "What may happen",
        "Likelihood × impact",
        "Is",
        "What it would hit",
        "Owner",
        "Next review",
    )
    sections = [
        Section(name, "", heads, rows)
        for status, name in _STATUS.items()
        if (
            rows := [
                _row(here, each) for each in sorted(found, key=_weight) if each.entity.spec.status == status
            ]
        )
    ]
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = "What may go wrong, the gravest first, and what is done about it."
    yield Page(path, title, "tables.html", view, text, navigation=True, contents=False, searched=False)


def _weight(risk: Record[Risk]) -> int:
    spec = risk.entity.spec
    return -(spec.likelihood or 0) * (spec.impact or 0)


def _row(here: Here, risk: Record[Risk]) -> tuple[Cell, ...]:
    spec = risk.entity.spec
    weight = (
        f"{spec.likelihood} × {spec.impact} = {-_weight(risk)}" if spec.likelihood and spec.impact else ""
    )
    return (
        here.link(risk.ref),
        spec.threat,
        weight,
        _TREATMENTS[spec.treatment] if spec.treatment else "",
        listed(here.links(spec.scope)),
        here.link(f"role:{spec.owner}"),
        words.date(spec.next_review) if spec.next_review else "",
    )
