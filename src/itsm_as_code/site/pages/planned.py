"""What is planned: interruptions, and times in which nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.events import planned
from itsm_as_code.site.page import Page
from itsm_as_code.site.trail import trail

_DAYS = 400
_MOST = 9


def pages(site: Site) -> Iterator[Page]:
    """The page of everything that is planned."""
    here = Here(site, "planned")
    found = [(each, here.links(each.about)) for each in planned(site, days=_DAYS, most=_MOST)]
    view = {
        "trail": trail(here),
        "work": [(each, about) for each, about in found if not each.freeze],
        "frozen": [(each, about) for each, about in found if each.freeze],
    }
    text = "When services are worked on, and when nothing may be changed."
    yield Page("planned", "Planned work", "planned.html", view, text, navigation=True)
