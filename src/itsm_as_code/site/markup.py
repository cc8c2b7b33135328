"""Untrusted text on its way to a page. Every text of the catalogue passes through here or autoescaping.

Plain text is escaped by Jinja. Rich text goes through Markdown, then through a sanitiser that lets no address
but http, https, mailto and tel pass, and no image. Headings and front matter have their own escapes, since
they pass through Markdown and YAML on their way.
"""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Callable

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):[^\s]", re.IGNORECASE)

_TAGS = frozenset(
    (
        *(
            "a",
            "abbr",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "hr",
            "i",
            "b",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "s",
        ),
        *("strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_GONE = frozenset({"script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math"})

_TERM = re.compile(r"\[\[([^\[\]\n]{1,120})\]\]")
_MARK = re.compile("\ue000([0-9]+)\ue001")
_MARKS = str.maketrans("", "", "\ue000\ue001")
_PLAIN = re.compile(r"[^\\`*_{}\[\]<>#+!|&~=\n-]*(?:[A-Za-z0-9,]-[A-Za-z0-9][^\\`*_{}\[\]<>#+!|&~=\n-]*)*")
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADING_START = re.compile(r"<h[1-6][^<>]*>", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w\s]|_")

TermLink = Callable[[str], Markup | None]
"""What stands for a marked term: a link to its page, or `None` when there is no such term."""


def safe_link(address: str) -> str | None:
    """An address that a page may carry, or `None` when its scheme is none of the four."""
    match = _SCHEME.match(address)
    return address if match and match[1].lower() in SCHEMES else None


def anchor(address: str, text: str) -> Markup:
    """A link; a text that is safe HTML already stays as it is."""
    return Markup(f'<a href="{escape(address)}">{escape(text)}</a>')


def heading(text: str) -> str:
    """A text as a Markdown heading may hold it: one line, every punctuation mark an entity."""
    line = " ".join(text.split())
    return _NOT_WORD.sub(lambda mark: f"&#{ord(mark[0])};", line)


def front(text: str) -> str:
    """A text as a value of front matter: escaped for HTML, since themes do not, and quoted for YAML."""
    return json.dumps(html.escape(_UNPRINTABLE.sub("", " ".join(text.split()))), ensure_ascii=False)


def rich(text: str, term: TermLink) -> Markup:
    """Prose (Markdown) as safe HTML with its marked terms linked.

    Args:
        text: As the author wrote it.
        term: What stands for a marked term.
    """
    marked: list[str] = []

    def keep(match: re.Match[str]) -> str:
        marked.append(match[1].strip())
        return f"\ue000{len(marked) - 1}\ue001"

    def put(match: re.Match[str]) -> str:
        word = marked[int(match[1])] if int(match[1]) < len(marked) else ""
        return term(word) or Markup.escape(word)

    kept = _TERM.sub(keep, text.translate(_MARKS))
    return Markup(_MARK.sub(put, _cleaned(kept.strip("\n"))))


def inline(text: str, term: TermLink) -> Markup:
    """Prose as `rich` gives it, without the paragraph around it where it is only one."""
    shown = rich(text, term)
    match = _PARAGRAPH.fullmatch(shown)
    return Markup(match[1]) if match and "<p>" not in match[1] else shown


def plain(text: str) -> str:
    """Prose without its marks, on one line: for descriptions, titles of links and search."""
    bare = _TERM.sub(lambda match: match[1].strip(), text.translate(_MARKS))
    if not _PLAIN.fullmatch(bare.strip()):
        bare = html.unescape(nh3.clean(_cleaned(bare), tags=set()))
    return " ".join(bare.split())


def first_sentence(text: str, most: int = 160) -> str:
    """The first sentence of a prose without its marks, cut at a word where it is long."""
    bare = plain(text)
    match = re.match(r"(.+?[.!?])(?=\s+[^\Wa-z0-9_]|$)", bare)
    line = match[1] if match else bare
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0].rstrip(',;:')}…"


@functools.lru_cache(maxsize=8192)
def _cleaned(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return f"<p>{html.escape(text, quote=False)}</p>"
    try:
        converted = _markdown().convert(text)
    except (RecursionError, AssertionError):  # nested beyond what the converter bears
        converted = f"<p>{html.escape(text)}</p>"
    finally:
        _markdown().reset()
    # A heading within a text would stand beside those of the page.
    clean = nh3.clean(
        _HEADING_END.sub("</strong></p>", _HEADING_START.sub("<p><strong>", converted)),
        tags=set(_TAGS),
        clean_content_tags=set(_GONE),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    # Within a page's block there are no blank lines and no line breaks that matter.
    kept = _PRE.sub(lambda block: block[0].strip().replace("\n", "&#10;"), clean)
    return re.sub(r"\s*\n\s*", "\n", kept).strip()


def _attribute(element: str, attribute: str, value: str) -> str | None:
    return safe_link(value) if (element, attribute) == ("a", "href") else value


@functools.cache
def _markdown() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists"])
