"""Both engines make the same site of the sample: the same pages, with the same links."""

from __future__ import annotations

import datetime as dt
import html
import os
import posixpath
import re
from pathlib import Path

from itsm_as_code import api

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
