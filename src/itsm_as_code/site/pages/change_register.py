"""What changed, the latest first, and the changes that were looked back at."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.site import markup, source, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.history import History
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Cell, Section, listed
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "changes"
_MOST = 60
"""What changed longer ago stands on the pages of the services."""
_WELL = Markup('<span class="itsm-pill itsm-pill--live">went well</span>')
_BADLY = Markup('<span class="itsm-pill itsm-pill--gone">went wrong</span>')


def pages(site: Site) -> Iterator[Page]:
    """The page, where something has changed or been looked back at."""
    here = Here(site, PATH)
    sections = [section for section in (_changed(here), _reviewed(here)) if section.rows]
    if not sections:
        return
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = "What changed, the latest first, and whether changes did what they were to do."
    yield Page(PATH, "Changes", "tables.html", view, text, navigation=True, searched=False)


def _changed(here: Here) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for each in History(here.site).happened:
        sentence = History.sentence(here, each)
        if sentence and len(rows) < _MOST:
            commits = [source.commit(here, commit) for commit in each.commits] if here.site.internal else ()
            rows.append((words.date(each.day), sentence, listed(here.links(each.about)[:4]), listed(commits)))
    heads = ("On", "What changed", "Concerns", "Written down in")
    shown = len(heads) if any(row[3] for row in rows) else 3
    return Section("What changed", "", heads[:shown], [row[:shown] for row in rows])


def _reviewed(here: Here) -> Section:
    found = sorted(
        ((review, model) for model in here.site.of(ChangeModel) for review in model.entity.spec.reviews),
        key=lambda pair: (-pair[0].date.toordinal(), pair[1].name),
    )
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
    text = "Changes that were looked back at, and whether they did what they were to do."
    return Section("Looked back at", text, ("Change", "Reviewed on", "Model", "Result", "Reviewed by"), rows)


def _change(here: Here, change: str | None) -> Markup:
    if change and markup.safe_link(change):
        return here.contact(change)
    return Markup.escape(change or "")
