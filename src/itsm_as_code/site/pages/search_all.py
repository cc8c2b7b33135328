"""The page on which the texts of a large site are searched, with an index that is loaded piece by piece."""

from __future__ import annotations

from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.trail import trail

PATH = "search"


def page(site: Site) -> Page:
    """The page."""
    text = "Every page of this site, by the words on it."
    view = {"trail": trail(Here(site, PATH))}
    return Page(PATH, "Search all pages", "search_all.html", view, text, contents=False, searched=False)
