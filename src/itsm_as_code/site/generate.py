"""The pure core: a catalogue becomes the files of its site, path by path. No file is read or written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files

from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.site import downloads, ical, links, search, urls
from itsm_as_code.site.context import Site
from itsm_as_code.site.page import Page, markdown
from itsm_as_code.site.pages import (
    agreement,
    alignment,
    business_process,
    change_register,
    costs,
    coverage,
    customers,
    due,
    entity,
    flow,
    function,
    glossary,
    home,
    how_it_works,
    kind_index,
    phases,
    planned,
    policy,
    portfolio,
    procedure,
    process,
    processes,
    report,
    requests,
    risks,
    role,
    service,
    service_map,
    services,
    stakeholder,
)

_SORTS = (
    home,
    services,
    service,
    requests,
    planned,
    customers,
    stakeholder,
    agreement,
    report,
    business_process,
    how_it_works,
    phases,
    portfolio,
    alignment,
    service_map,
    flow,
    coverage,
    processes,
    process,
    procedure,
    policy,
    function,
    role,
    change_register,
    risks,
    costs,
    due,
    glossary,
    kind_index,
)
_OWN_PAGES = frozenset(
    {
        "BusinessProcess",
        "Function",
        "OperationalLevelAgreement",
        "Policy",
        "Procedure",
        "Process",
        "Role",
        "Service",
        "ServiceLevelAgreement",
        "ServiceReport",
        "Stakeholder",
        "Term",
        "UnderpinningContract",
    }
)
"""Kinds whose entities have a module of their own; the others have the page of any entity."""

ASSETS = "assets/itsm"
"""Where the style, the script and the search index lie."""


def generate(site: Site) -> Mapping[str, bytes]:
    """The files of a site by path, all its links checked.

    Raises:
        links.DeadLinkError: When a page points to a page or a place that there is not (a bug of ours).
    """
    pages = {page.path: markdown(page, site) for page in _pages(site)}
    found = {urls.source_of(path): text.encode() for path, text in pages.items()}
    found[search.path(site)] = search.index(site)
    for name in ("catalog.css", "catalog.js", "early.js", "icon.svg"):
        found[f"{ASSETS}/{name}"] = theme(name)
    if service_map.PATH in pages:
        found[f"{ASSETS}/map.js"] = theme("map.js")
        found[f"{ASSETS}/cytoscape.min.js"] = theme("vendor/cytoscape.min.js")
    for calendar in site.of(Calendar):
        data = ical.calendar(site, calendar)
        if data is not None:
            found[f"{urls.page_of(calendar.ref)}/calendar.ics"] = data
    found.update(downloads.files(site))
    links.check(pages, found)
    return found


def theme(name: str) -> bytes:
    """A file of the theme."""
    return files("itsm_as_code.site").joinpath("theme", name).read_bytes()


def _pages(site: Site) -> Iterator[Page]:
    for sort in _SORTS:
        yield from sort.pages(site)
    for name in KINDS:
        if name not in _OWN_PAGES:
            for record in site.of_kind(name):
                if record.parsed is not None:
                    yield entity.page(site, record)
    yield from entity.broken(site)
