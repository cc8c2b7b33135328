"""Every link of every page, checked: what a page points to must be there.

MkDocs does not look into the HTML blocks that our pages are made of.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from urllib.parse import unquote

from markdown.extensions.toc import slugify

_TARGET = re.compile(r'(?:href|action|data-index)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]+)"')
_HEADING = re.compile(r"^#{1,6} (.*)$", re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class DeadLinkError(Exception):
    """A page of ours points to nothing."""


def check(pages: Mapping[str, str], files: Collection[str]) -> None:
    """Look every internal link and anchor up.

    Args:
        pages: The Markdown of each page by path.
        files: Every file of the site.

    Raises:
        DeadLinkError: When one leads nowhere; the message lists them all.
    """
    known = set(files)

    @cache
    def anchors(page: str) -> frozenset[str]:
        return frozenset(_anchors(pages[page]))

    dead = []
    for path, text in pages.items():
        for target in _TARGET.findall(text):
            address = html.unescape(target)
            if _SCHEME.match(address):
                continue
            place, _, anchor = address.partition("#")
            page = posixpath.normpath(posixpath.join(path, unquote(place).removesuffix("index.html")))
            page = path if not place else "" if page == "." else page
            if page not in pages and page not in known:
                dead.append(f"{path or 'home'} points to {address}, which does not exist")
            elif anchor and page in pages and anchor not in anchors(page):
                dead.append(f"{path or 'home'} points to {address}, which has no such place")
    if dead:
        raise DeadLinkError("\n".join(dead))


def _anchors(text: str) -> Iterator[str]:
    """The places of a page: its ids, and its headings as the engine names them."""
    yield from _ID.findall(text)
    taken: set[str] = set()
    for heading in _HEADING.findall(text):
        slug = slugify(html.unescape(heading), "-")
        number = 0
        name = slug
        while name in taken or not name:
            number += 1
            name = f"{slug}_{number}"
        taken.add(name)
        yield name
