"""Both engines make the same site of the sample: the same pages, with the same links."""

from __future__ import annotations

import datetime as dt
import html
import os
import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from itsm_as_code import api
from itsm_as_code.site import engine
from itsm_as_code.site.server import Server
from tests.unit.site.catalogues import SMALLEST, TODAY

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


def _links(folder: Path) -> dict[str, list[str]]:
    """Where each page leads, by its path; Zensical makes links of bare mail addresses, which do not count."""
    found = {}
    for file in folder.rglob("*.html"):
        path = file.relative_to(folder).as_posix()
        article = _ARTICLE.search(file.read_text("utf-8"))
        here = posixpath.dirname(path)
        targets = map(html.unescape, _LINK.findall(article[0])) if article else ()
        found[path] = sorted(
            target if ":" in target else posixpath.normpath(posixpath.join(here, target))
            for target in targets
            if not target.startswith("mailto:")
        )
    return found


def test_zensical_makes_the_same_pages_with_the_same_links(site: Path, root: Path, tmp_path: Path) -> None:
    today = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
    catalog = api.load(root)
    api.build(root, catalog, api.lint(catalog, today), output=tmp_path / "site", engine="zensical")
    ours, theirs = _links(site), _links(tmp_path / "site")
    assert sorted(ours) == sorted(theirs)
    assert {path: (ours[path], theirs[path]) for path in ours if ours[path] != theirs[path]} == {}
    assert len(ours["services/point-of-sale/index.html"]) > 40


def test_the_texts_of_a_large_site_are_found(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "FULL_TEXT_FILES", 10)
    for path, text in SMALLEST.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    catalog = api.load(tmp_path)
    api.build(tmp_path, catalog, api.lint(catalog, TODAY))
    asked: list[str] = []
    with Server(tmp_path / "site", 0, follow=False) as server:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{server.address}search/?find=reaches+suppliers")
        expect(page.locator(".itsm-find__results strong")).to_have_text("E-mail")
        page.get_by_role("searchbox", name="Search all pages").fill("zeppelin")
        expect(page.locator(".itsm-find__results")).to_have_text("Nothing fits. Try another word.")
        page.get_by_role("searchbox", name="Search all pages").fill("director")
        page.locator(".itsm-find__results a", has_text="Director").first.click()
        expect(page).to_have_url(re.compile("/roles/director/$"))
        page.close()
        assert [url for url in asked if not url.startswith((server.address, "blob:", "data:"))] == []
