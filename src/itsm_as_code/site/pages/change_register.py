"""The register of changes that were looked back at, the latest first."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.site import markup, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Section
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "changes"
_WELL = Markup('<span class="itsm-pill itsm-pill--live">went well</span>')
_BADLY = Markup('<span class="itsm-pill itsm-pill--gone">went wrong</span>')


def pages(site: Site) -> Iterator[Page]:
    """The register, where a change has been reviewed."""
    here = Here(site, PATH)
    found = sorted(
        ((review, model) for model in site.of(ChangeModel) for review in model.entity.spec.reviews),
        key=lambda pair: (-pair[0].date.toordinal(), pair[1].name),
    )
    if not found:
        return
    rows = [
        (
            _change(here, review.change) or here.link(model.ref),
            words.date(review.date),
            here.link(model.ref),
            _WELL if review.success else _BADLY,
            here.link(f"role:{review.by}") or review.by or "" if review.by else "",
        )
        for review, model in found
    ]
    heads = ("Change", "Reviewed on", "Model", "Result", "Reviewed by")
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": [Section("", "", heads, rows)]}
    text = "Changes that were looked back at, and whether they did what they were to do."
    yield Page(PATH, "Changes", "tables.html", view, text, navigation=True, contents=False, searched=False)


def _change(here: Here, change: str | None) -> Markup:
    if change and markup.safe_link(change):
        return here.contact(change)
    return Markup.escape(change or "")
