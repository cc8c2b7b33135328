"""From a template to a Markdown file, and the addresses in it."""

from __future__ import annotations

import pytest

from itsm_as_code.site import urls
from itsm_as_code.site.links import DeadLinkError, check
from itsm_as_code.site.page import Page, markdown
from itsm_as_code.site.pages import planned
from tests.unit.site.catalogues import SMALLEST, site_of


def test_a_page_of_headings_and_blocks() -> None:
    site = site_of(SMALLEST)
    [page] = planned.pages(site)
    assert (
        markdown(page, site)
        == """\
---
title: "Planned work"
description: "When services are worked on, and when nothing may be changed."
---

<div class="itsm">
<nav class="itsm-crumbs" aria-label="You are here">
<ol>
<li><a href="../">Home</a></li>
</ol>
</nav>
</div>

# Planned work

<div class="itsm">
<p class="itsm-lead">When services are worked on, and when nothing may be changed.</p>
<p>Nothing is planned.</p>
</div>
"""
    )


def test_text_never_becomes_a_heading() -> None:
    site = site_of(SMALLEST)
    page = Page(
        "requests",
        "<h2>x</h2>\n# y",
        "term.html",
        {
            "trail": (),
            "lead": "\n\n# A *heading* <h2>z</h2>\n\n```",
            "findings": (),
            "broken": False,
            "definition": "",
            "synonyms": (),
            "avoid": (),
            "source": "",
            "relations": (),
            "links": (),
            "about": (),
            "advice": (),
        },
        contents=False,
        searched=False,
    )
    assert (
        markdown(page, site)
        == """\
---
title: "&lt;h2&gt;x&lt;/h2&gt; # y"
hide: [navigation, toc]
search: {exclude: true}
---

<div class="itsm">
<nav class="itsm-crumbs" aria-label="You are here">
<ol>
</ol>
</nav>
</div>

# &#60;h2&#62;x&#60;&#47;h2&#62; &#35; y

<div class="itsm">
<p class="itsm-lead">
# A *heading* &lt;h2&gt;z&lt;/h2&gt;
```</p>
<div class="itsm-lead"></div>
<dl class="itsm-facts">
</dl>
</div>
"""
    )


@pytest.mark.parametrize(
    ("here", "there", "anchor", "offline", "address"),
    [
        ("", "services", "", False, "services/"),
        ("services/email", "", "", False, "../../"),
        ("services/email", "services", "", False, "../../services/"),
        ("services/email", "slas/all", "x", False, "../../slas/all/#x"),
        ("services/email", "services/email", "x", False, "#x"),
        ("", "", "", False, "./"),
        ("services", "services/email", "", False, "../services/email/"),
        ("services/email", "services", "", True, "../../services/index.html"),
    ],
)
def test_addresses(here: str, there: str, anchor: str, offline: bool, address: str) -> None:
    assert urls.relative(here, there, anchor, offline=offline) == address


def test_dead_links_are_found() -> None:
    pages = {
        "": '<a href="services/">x</a> <a href="services/#what-is-it">x</a> <a href="assets/a.css">x</a>',
        "services": "## What is it&#63;\n\n## What is it&#63;\n"
        '<b id="y"></b><a href="#y">x</a> <a href="#what-is-it_1">x</a> <a href="../nowhere/">x</a>'
        ' <a href="#z">x</a> <a href="https://example.com">x</a> <a href="../services/index.html">x</a>',
    }
    with pytest.raises(DeadLinkError) as caught:
        check(pages, ["index.md", "services/index.md", "assets/a.css"])
    assert str(caught.value) == (
        "services points to ../nowhere/, which does not exist\nservices points to #z, which has no such place"
    )
