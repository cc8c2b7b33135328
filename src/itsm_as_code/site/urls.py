"""Where each page lies, and how one page points to another."""

from __future__ import annotations

import posixpath

from itsm_as_code.model.kinds import BY_SHORT, Kind

_FOLDERS = {
    "Organization": "organisation",
    "ServiceLevelAgreement": "agreements",
    "OperationalLevelAgreement": "internal-agreements",
    "ServiceReport": "reports",
    "Policy": "policies",
    "Term": "glossary",
}
"""Where the address of a kind differs from the folder of its files."""

HOME = ""
"""The path of the landing page."""


def folder(kind: Kind) -> str:
    """The folder of a kind's pages, and the page of its index."""
    return _FOLDERS.get(kind.name, kind.folder)


def page_of(ref: str) -> str:
    """The page of an entity: `service:email` is at `services/email`."""
    short, _, name = ref.partition(":")
    return f"{folder(BY_SHORT[short])}/{name}"


def source_of(page: str) -> str:
    """The Markdown file of a page, relative to the folder of pages."""
    return f"{page}/index.md" if page else "index.md"


def relative(here: str, there: str, anchor: str = "", *, offline: bool = False) -> str:
    """The address of a page as seen from another.

    Args:
        here: The page that points.
        there: The page that is pointed to.
        anchor: A place on it.
        offline: Whether to name the file, for sites that are read from disk.
    """
    if anchor and here == there:
        return f"#{anchor}"
    up = "../" * (here.count("/") + 1) if here else ""
    address = f"{up}{there}/" if there else up or "./"
    if offline:
        address += "index.html"
    return f"{address}#{anchor}" if anchor else address


def file(here: str, path: str) -> str:
    """The address of a file as seen from a page."""
    return posixpath.relpath(path, here or ".")
