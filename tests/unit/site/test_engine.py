"""MkDocs makes the site: with the repository's settings or with ours."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from itsm_as_code import api
from itsm_as_code.catalog import load
from itsm_as_code.errors import UserError
from itsm_as_code.site import engine
from itsm_as_code.site.blocks import Blocks
from itsm_as_code.site.context import Site
from itsm_as_code.site.generate import generate, theme
from itsm_as_code.tree import MemoryTree
from tests.unit.site.catalogues import SMALLEST, TODAY


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def build(root: Path, output: Path | None = None) -> Path:
    catalog = api.load(root)
    return api.build(root, catalog, api.lint(catalog, TODAY), output=output).start


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_repository_without_settings_of_mkdocs(tmp_path: Path) -> None:
    root = write(tmp_path / "six", SMALLEST)
    start = build(root)
    assert start == root / "site" / "index.html"
    home = start.read_text("utf-8")
    assert "<title>Our company: IT services</title>" in home
    assert "What do you need&#63;</h1>" in home
    assert sorted(path.name for path in root.iterdir()) == [".itsm", "catalog", "itsm.yaml", "site"]
    assert (root / ".itsm" / ".gitignore").read_text() == "*\n"
    assert (root / "site" / "services" / "email" / "index.html").is_file()
    # Of the navigation only that is left whose pages there are.
    assert 'href="agreements/"' in home
    assert "Procedures" not in home


def test_the_same_bytes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "six", SMALLEST)
    first = contents(build(root, tmp_path / "one").parent)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    again = contents(build(root, tmp_path / "two").parent)
    assert first.keys() == again.keys()
    assert [path for path in first if first[path] != again[path]] == []
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    root = write(tmp_path / "six", SMALLEST)
    build(root)
    (root / "site" / "stale.html").write_text("old")
    build(root)
    assert not (root / "site" / "stale.html").exists()
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


def test_what_is_no_site_is_not_replaced(tmp_path: Path) -> None:
    root = write(tmp_path / "six", SMALLEST)
    precious = write(tmp_path / "precious", {"thesis.txt": "mine"})
    with pytest.raises(UserError) as caught:
        build(root, precious)
    assert caught.value.message == f"{precious} holds something other than a site, and would be lost."
    assert contents(precious) == {"thesis.txt": b"mine"}


def test_settings_of_the_repository(tmp_path: Path) -> None:
    settings = """\
site_name: Ignored
docs_dir: pages
theme: {name: material, font: false}
extra_css: [more.css]
nav: [{Start: index.md}, {All: [services/index.md, nowhere/index.md]}, {Gone: [gone.md]}, "https://example.com/"]
"""
    files = {**SMALLEST, "mkdocs.yml": settings, "pages/.gitignore": "*\n!.gitignore\n"}
    files["itsm.yaml"] += 'site: {title: "Tom & <Jerry>", url: "https://it.example.com"}\n'
    root = write(tmp_path / "six", files)
    home = build(root).read_text("utf-8")
    assert "<title>Tom &amp; &lt;Jerry&gt;</title>" in home
    assert '<link rel="canonical" href="https://it.example.com/">' in home
    assert [css for css in ("more.css", "assets/itsm/catalog.css") if f'href="{css}"' in home] == [
        "more.css",
        "assets/itsm/catalog.css",
    ]
    assert not (root / ".itsm").exists()
    assert (root / "pages" / "services" / "email" / "index.md").is_file()


def test_the_navigation_keeps_what_there_is(tmp_path: Path) -> None:
    root = write(tmp_path / "six", SMALLEST)
    catalog = api.load(root)
    config = engine.configuration(root, tmp_path / "out")
    config.nav = [
        {"Start": "index.md"},
        {"All": ["a.md", "gone.md"]},
        {"Gone": ["gone.md"]},
        "https://example.com/",
    ]
    engine.adapt(config, Site(catalog, TODAY), {"index.md", "a.md"})
    assert config.nav == [{"Start": "index.md"}, {"All": ["a.md"]}, "https://example.com/"]


def test_settings_that_cannot_be_used(tmp_path: Path) -> None:
    root = write(tmp_path / "six", {**SMALLEST, "mkdocs.yml": "site_name: x\ntheme: {name: no-such-theme}\n"})
    with pytest.raises(UserError) as caught:
        build(root)
    assert caught.value.message.startswith("mkdocs.yml cannot be used.\n")
    assert "no-such-theme" in caught.value.message


def test_hand_written_pages_are_a_section(tmp_path: Path) -> None:
    settings = """\
site_name: Ignored
docs_dir: pages
strict: true
theme: {name: material, font: false}
plugins: [{itsm-catalog: {docs: handbook}}]
"""
    files = {
        **SMALLEST,
        "mkdocs.yml": settings,
        "pages/.gitignore": "*\n!.gitignore\n",
        "handbook/index.md": "# How we work\n\n[More](more.md)\n",
        "handbook/more.md": "# More\n",
        "handbook/.secret.md": "# Secret\n",
    }
    root = write(tmp_path / "six", files)
    build(root)
    assert "How we work" in (root / "site" / "docs" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in (root / "site" / "docs").iterdir()) == ["index.html", "more"]
    (root / "handbook" / "more.md").unlink()
    with pytest.raises(UserError) as caught:
        build(root)
    assert caught.value.message == (
        "MkDocs could not build the site.\n"
        "Doc file 'docs/index.md' contains a link 'more.md', but the target 'docs/more.md' is not found "
        "among documentation files."
    )


def test_our_settings_are_those_of_a_repository_without_its_own(root: Path) -> None:
    ours = yaml.safe_load(theme("mkdocs.yml"))
    own = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    assert own.pop("plugins") == ["search", {"itsm-catalog": {"docs": "docs"}}]
    assert ours.pop("plugins") == ["search"]
    assert own.pop("nav")[:-1] == ours.pop("nav")
    assert {key: own[key] for key in ours if key != "site_name"} == {
        key: ours[key] for key in ours if key != "site_name"
    }
    settings = api.load(root).settings.site
    assert (own["site_name"], own["site_url"]) == (settings.title, f"{settings.url}/")


def test_the_day_is_that_of_the_source_where_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SMALLEST["itsm.yaml"] + 'site: {url: "https://it.example.com"}\n'
    root = write(tmp_path / "six", {**SMALLEST, "itsm.yaml": settings})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 3, 4, tzinfo=dt.UTC).timestamp())))
    build(root)
    assert "<lastmod>2026-03-04</lastmod>" in (root / "site" / "sitemap.xml").read_text("utf-8")
    assert os.environ["SOURCE_DATE_EPOCH"]


def test_blocks_pass_as_they_would_anyway() -> None:
    pages = generate(Site(load(MemoryTree(SMALLEST)), TODAY))
    texts = [data.decode().split("\n---\n", 1)[-1] for path, data in pages.items() if path.endswith(".md")]
    texts += ['# A\n\n<div class="itsm">\n<p>x</p>\n</div>\n', 'no block <div class="itsm">\n\n# A\n']
    for text in texts:
        slow, fast = Markdown(extensions=["toc"]), Markdown(extensions=["toc", Blocks()])
        shown = [[line for line in each.convert(text).split("\n") if line] for each in (fast, slow)]
        assert shown[0] == shown[1]


def test_the_full_text_search_of_a_large_site_is_off(tmp_path: Path) -> None:
    root = write(tmp_path / "six", SMALLEST)
    for number, shown in ((10, True), (engine.FULL_TEXT_FILES + 1, False)):
        config = engine.configuration(root, tmp_path / "out")
        engine.adapt(config, Site(api.load(root), TODAY), [f"{each}.md" for each in range(number)])
        assert config.plugins["material/search"].config["enabled"] is shown
