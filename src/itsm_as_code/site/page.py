"""A page: what a module of `pages` gives, and how it becomes a Markdown file.

A template is HTML. Its headings without attributes, `<h1>` and `<h2>`, become Markdown headings, since
contents and search are made of those; everything between becomes one HTML block, which Markdown lets pass. No
text of the catalogue can hold such a heading: plain text is escaped, and rich text has no headings.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itsm_as_code.site import markup, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.text import all_of, count

_HEADING = re.compile(r"<h([12])>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written.

    Attributes:
        path: Where it lies, such as `services/email`; empty for the landing page.
        title: Its title, as plain text.
        template: The template that lays it out.
        view: What the template shows.
        description: What it is about, in a sentence, for search engines and previews.
        navigation: Whether the pages beside it are listed at its side.
        contents: Whether its contents are listed at its side.
        searched: Whether the full-text search finds it.
        data: What it is about, for machines, as an element of the page; may be empty.
    """

    path: str
    title: str
    template: str
    view: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    navigation: bool = False
    contents: bool = True
    searched: bool = True
    data: Markup = field(default_factory=Markup)


def markdown(page: Page, site: Site) -> str:
    """The Markdown file of a page."""
    template = _environment().get_template(page.template)
    shown = template.render(page.view, here=Here(site, page.path), site=site, page=page)
    parts = _HEADING.split(shown)
    blocks = [_block(parts[0])]
    for level, text, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        blocks += ["#" * int(level) + " " + markup.heading(html.unescape(text)), _block(rest)]
    blocks.append(_block(page.data))
    return _front(page) + "\n\n".join(block for block in blocks if block) + "\n"


def _block(shown: str) -> str:
    lines = [stripped for line in shown.splitlines() if (stripped := line.strip())]
    return "\n".join(['<div class="itsm">', *lines, "</div>"]) if lines else ""


def _front(page: Page) -> str:
    lines = ["---"]
    if page.path:  # the landing page has the title of the site
        lines.append(f"title: {markup.front(page.title)}")
    if page.description:
        lines.append(f"description: {markup.front(page.description)}")
    hidden = [name for name, shown in (("navigation", page.navigation), ("toc", page.contents)) if not shown]
    if hidden:
        lines.append(f"hide: [{', '.join(hidden)}]")
    if not page.searched:
        lines.append("search: {exclude: true}")
    return "\n".join([*lines, "---", "", ""])


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("itsm_as_code.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=count,
        date=words.date,
        minutes=words.minutes,
        lasting=words.lasting,
        number=words.number,
        percent=words.percent,
        span=words.span,
        all_of=all_of,
        plain=markup.plain,
        sentence=words.sentence,
        first_sentence=markup.first_sentence,
    )
    return environment
