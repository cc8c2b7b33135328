"""Markdown on a terminal: the headings, paragraphs, lists, tables and code blocks of rule pages.

Knows the Markdown that this project's own pages use, not all of CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from itsm_as_code.report import cells
from itsm_as_code.report.style import Style, Tone

_FENCE = re.compile(r"^(```+|~~~+)\s*(\w*)(?:\s+title=\"([^\"]*)\")?\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+(.*)$")
_RULER = re.compile(r"^\|?[\s:|-]+\|?$")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|(?<![\w*])\*(?P<stressed>[^*\s][^*]*)\*(?!\w)"
    r"|\[\[(?P<term>[^\]\[]+)\]\]"
    r"|\[(?P<text>[^\]\[]+)\]\((?P<link>[^)\s]+)\)"
)

_Word = tuple[tuple[str, Tone | None], ...]
"""What stands between two blanks: pieces of text, each in its tone."""


def render(markdown: str, style: Style, width: int) -> Iterator[str]:
    """The lines of a page.

    Args:
        markdown: The source.
        style: Whether to colour; without colour, code keeps its backticks.
        width: Cells to wrap paragraphs at. Code is never wrapped.
    """
    for index, block in enumerate(_blocks(markdown.splitlines())):
        if index:
            yield ""
        yield from _block(block, style, width)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Stretches of lines between blank lines; a fenced block is one stretch, blank lines and all."""
    block: list[str] = []
    fence = ""
    for line in lines:
        opened = _FENCE.match(line)
        if fence:
            block.append(line)
            if line.strip() == fence:
                yield block
                block, fence = [], ""
        elif opened or _HEADING.match(line) or not line.strip():
            if block:
                yield block
            block, fence = ([line], opened[1]) if opened else ([], "")
            if not opened and line.strip():
                yield [line]
        else:
            block.append(line)
    if block:
        yield block


def _block(block: list[str], style: Style, width: int) -> Iterator[str]:
    fence, heading = _FENCE.match(block[0]), _HEADING.match(block[0])
    if fence:
        if fence[3]:
            yield f"    {style.paint(fence[3], Tone.FAINT)}"
        for line in block[1:-1]:
            yield f"    {style.paint(line, Tone.CODE)}".rstrip()
    elif heading:
        yield style.paint(heading[2], Tone.STRONG)
    elif block[0].lstrip().startswith("|"):
        yield from _table(block, style)
    elif _ITEM.match(block[0]):
        yield from _list(block, style, width)
    else:
        yield from _wrapped(" ".join(block), style, width)


def _list(block: Iterable[str], style: Style, width: int) -> Iterator[str]:
    items: list[tuple[str, str, str]] = []
    for line in block:
        item = _ITEM.match(line)
        if item:
            items.append((item[1], item[2], item[3]))
        else:
            indent, sign, text = items[-1]
            items[-1] = indent, sign, f"{text} {line.strip()}"
    for indent, sign, text in items:
        head = f"{indent}  {'•' if sign in '-*+' else sign} "
        for index, line in enumerate(_wrapped(text, style, width - len(head))):
            yield (head if index == 0 else " " * len(head)) + line


def _table(block: Iterable[str], style: Style) -> Iterator[str]:
    rows = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        for line in block
        if not _RULER.match(line)
    ]
    columns = max(len(row) for row in rows)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    widths = [
        max(cells.width(_shown(_words(row[column], style), style, plain=True)) for row in rows)
        for column in range(columns)
    ]
    for index, row in enumerate(rows):
        shown = []
        for text, room in zip(row, widths, strict=True):
            words = _words(text, style)
            blanks = " " * (room - cells.width(_shown(words, style, plain=True)))
            line = _shown(words, style)
            shown.append((style.paint(line, Tone.STRONG) if index == 0 else line) + blanks)
        yield "  ".join(shown).rstrip()


def _wrapped(text: str, style: Style, width: int) -> Iterator[str]:
    line: list[_Word] = []
    used = 0
    for word in _words(text, style):
        size = cells.width(_shown([word], style, plain=True))
        if line and used + 1 + size > width:
            yield _shown(line, style)
            line, used = [], 0
        used += size + (1 if line else 0)
        line.append(word)
    if line:
        yield _shown(line, style)


def _words(text: str, style: Style) -> list[_Word]:
    """The words of a text with inline markup, each with the tones of its pieces."""
    pieces: list[tuple[str, Tone | None]] = []
    for run, tone in _runs(text, style):
        pieces += [(part, tone) for part in re.split(r"(\s+)", run) if part]
    return [tuple(word) for blank, word in groupby(pieces, key=lambda piece: piece[0].isspace()) if not blank]


def _runs(text: str, style: Style) -> Iterator[tuple[str, Tone | None]]:
    end = 0
    for match in _INLINE.finditer(text):
        yield text[end : match.start()], None
        end = match.end()
        if match["link"]:
            yield match["text"], None
            yield " (", None
            yield match["link"], Tone.LINK
            yield ")", None
        elif match["term"]:
            yield match["term"], Tone.LINK
        elif match["code"]:
            yield match["code"] if style.coloured else match[0], Tone.CODE
        else:
            yield match["strong"] or match["stressed"], Tone.STRONG
    yield text[end:], None


def _shown(words: Iterable[_Word], style: Style, *, plain: bool = False) -> str:
    """The words as they are shown; `plain` leaves escape sequences out, for measuring."""
    return " ".join("".join(_piece(*piece, style, plain) for piece in word) for word in words)


def _piece(text: str, tone: Tone | None, style: Style, plain: bool) -> str:
    if tone is None:
        return text
    return text if plain else style.paint(text, tone)
