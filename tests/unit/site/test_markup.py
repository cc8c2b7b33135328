"""Untrusted text reaches no page as markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from markupsafe import Markup

from itsm_as_code.site import markup


def no_term(word: str) -> Markup | None:
    return None


def some_term(word: str) -> Markup | None:
    return Markup('<a href="../glossary/{}/">{}</a>').format(word, word) if word == "incident" else None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("Tom & Jerry", "<p>Tom &amp; Jerry</p>"),
        ("*loud* and `code`", "<p><em>loud</em> and <code>code</code></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            "[here](https://example.com/a)",
            '<p><a href="https://example.com/a" rel="noopener noreferrer">here</a></p>',
        ),
        (
            "[write](mailto:a@example.com)",
            '<p><a href="mailto:a@example.com" rel="noopener noreferrer">write</a></p>',
        ),
        ("[up](../secret)", '<p><a rel="noopener noreferrer">up</a></p>'),
        ("[away](//evil.example)", '<p><a rel="noopener noreferrer">away</a></p>'),
        ("![a picture](https://evil.example/x.png)", "<p></p>"),
        ("<script>alert(1)</script>after", "<p>after</p>"),
        ("# Not a heading", "<p><strong>Not a heading</strong></p>"),
        ("    code\n\n    more", "<pre><code>code&#10;&#10;more&#10;</code></pre>"),
        (
            "An [[incident]] and an [[unknown word]].",
            '<p>An <a href="../glossary/incident/">incident</a> and an unknown word.</p>',
        ),
        ("[[<b>x</b>]]", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("\ue0000\ue001 [[incident]]", '<p>0 <a href="../glossary/incident/">incident</a></p>'),
    ],
)
def test_rich_text(text: str, html: str) -> None:
    assert markup.rich(text, some_term) == html


def test_deep_nesting_is_shown_as_it_is_written() -> None:
    assert markup.rich("> " * 3000, no_term).startswith(("<p>&gt;", "<blockquote>"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The [[point of sale]] in *every* shop & more.", "The point of sale in every shop & more."),
        ("Two\nlines", "Two lines"),
        ("<b>bold</b> 1 < 2", "bold 1 < 2"),
    ],
)
def test_text_without_marks(text: str, shown: str) -> None:
    assert markup.plain(text) == shown


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("How we ordered until 2026. Orders now go elsewhere.", "How we ordered until 2026."),
        ("See modaviva.example for more. Then go.", "See modaviva.example for more."),
        ("No full stop", "No full stop"),
        ("word " * 60, "word " * 31 + "word…"),
    ],
)
def test_first_sentences(text: str, sentence: str) -> None:
    assert markup.first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.com", True),
        ("HTTP://example.com", True),
        ("mailto:a@example.com", True),
        ("tel:+351220551100", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//evil.example", False),
        ("../up", False),
        (" https://example.com", False),
        ("", False),
    ],
)
def test_links(address: str, safe: bool) -> None:
    assert (markup.safe_link(address) is not None) is safe


def test_a_heading_is_what_it_was_after_markdown() -> None:
    text = "A *b* _c_ `d` [e](javascript:x) <img src=x onerror=y> & { .f } 1. # ## [[g]] \\ ~~ == ^"
    html = Markdown(extensions=["toc"]).convert(f"## {markup.heading(text)}")
    assert _texts(html) == [text]
    assert _tags(html) == ["h2"]


def test_a_heading_has_one_line() -> None:
    assert markup.heading("a\n# b") == "a &#35; b"


@pytest.mark.parametrize(
    "text", ['say "hello"', "a: b # c", "---", "<script>", "emoji 😀 and é", "x\x7fy\ufffe"]
)
def test_front_matter_is_text(text: str) -> None:
    kept = re.sub("[\x7f\ufffe]", "", text)
    loaded = yaml.safe_load(f"title: {markup.front(text)}")
    assert loaded == {"title": kept.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _tags(html: str) -> list[str]:
    return _read(html).tags


def _texts(html: str) -> list[str]:
    return _read(html).texts


_ALLOWED = set(markup._TAGS)


def faults(html: str) -> list[str]:
    """What rich text must not hold."""
    reader = _read(html)
    found = [f"element {tag}" for tag in reader.tags if tag not in _ALLOWED]
    for tag, name, value in reader.attributes:
        if (tag, name) == ("a", "href"):
            if not value.startswith(("http://", "https://", "mailto:", "tel:")):
                found.append(f"address {value}")
        elif (tag, name) not in {
            ("a", "title"),
            ("a", "rel"),
            ("th", "align"),
            ("td", "align"),
            ("ol", "start"),
        }:
            found.append(f"attribute {name} of {tag}")
    return found


def test_the_faults_are_found() -> None:
    assert faults('<a href="javascript:x" onclick="y">z</a><svg></svg>') == [
        "element svg",
        "address javascript:x",
        "attribute onclick of a",
    ]


def test_hostile_texts_of_public_lists(corpora: Path) -> None:
    payloads = list(json.loads((corpora / "markup-payloads.json").read_text("utf-8")).values())
    payloads += json.loads((corpora / "blns.json").read_text("utf-8"))
    found = [
        (text, fault)
        for payload in payloads
        for text in (payload, f"before {payload}\n\n{payload}", f"[x]({payload})", f"[[{payload}]]")
        for fault in faults(markup.rich(text, no_term))
    ]
    assert found == []


def test_hostile_headings_of_public_lists(corpora: Path) -> None:
    payloads = list(json.loads((corpora / "markup-payloads.json").read_text("utf-8")).values())
    payloads += json.loads((corpora / "blns.json").read_text("utf-8"))
    converter = Markdown(extensions=["toc", "tables", "fenced_code"])
    for payload in payloads:
        html = converter.reset().convert(f"# {markup.heading(payload)}")
        assert set(_tags(html)) <= {"h1"}, payload
