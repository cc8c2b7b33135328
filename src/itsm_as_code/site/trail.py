"""The way from the landing page to a page: what stands above its title."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.site import urls
from itsm_as_code.site.context import Here

HOW_IT_WORKS = "how-it-works"
"""The page that begins the IT side."""


def trail(here: Here, *steps: tuple[str, str]) -> Sequence[Markup]:
    """The way through some pages (path and title) to this one, the landing page first."""
    found = [Markup('<a href="{}">Home</a>').format(here.url(urls.HOME))]
    return found + [here.to(path, title) for path, title in steps if path]


def index_of(kind: str) -> tuple[str, str]:
    """The index page of a kind and its title, as a step."""
    if kind == "Organization":  # there is one, without an index
        return urls.HOME, ""
    return urls.folder(KINDS[kind]), TITLES.get(kind, KINDS[kind].plural)


TITLES = {
    "Service": "All services",
    "ServiceLevelAgreement": "What we promise",
    "Stakeholder": "Customers, users and suppliers",
    "Calendar": "Hours and planned work",
    "ServiceReport": "Promised and achieved",
    "Term": "Words we use",
    "Function": "Who does what in IT",
}
"""Titles of index pages that say more than the plural of the kind."""
