"""What falls due: reviews, tests, ends of agreements, waivers, improvements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from itsm_as_code.catalog.due import TITLES, Due, falls_due
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.tables import Section
from itsm_as_code.site.trail import HOW_IT_WORKS, trail

PATH = "due"
_DAYS = 120


def pages(site: Site) -> Iterator[Page]:
    """The page, for IT alone, where something falls due."""
    if not site.internal:
        return
    found = falls_due(site.catalog, site.today, site.today + dt.timedelta(days=_DAYS))
    if not found:
        return
    here = Here(site, PATH)
    late = [each for each in found if each.day < site.today]
    months: dict[str, list[Due]] = {}
    for each in found:
        if each.day >= site.today:
            months.setdefault(f"{words.MONTHS[each.day.month - 1]} {each.day.year}", []).append(each)
    sections = [_section(here, "Overdue", late)] if late else []
    sections += [_section(here, month, listed) for month, listed in months.items()]
    view = {"trail": trail(here, (HOW_IT_WORKS, "How IT works")), "sections": sections}
    text = f"What somebody has to do in the next {_DAYS} days, and what ends."
    yield Page(PATH, "What falls due", "tables.html", view, text, navigation=True, searched=False)


def _section(here: Here, title: str, found: list[Due]) -> Section:
    rows = [
        (
            words.date(each.day),
            TITLES[each.what],
            here.link(each.record.ref),
            here.link(each.owner) if each.owner else "",
        )
        for each in found
    ]
    return Section(title, "", ("By", "What", "Of", "Who"), rows)
