"""How wide text is on a terminal, counted in cells (Unicode Standard Annex 11).

Combining marks take no cell, wide and full-width characters take two, what `text.printable` escapes takes as
many as its escape has characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from itsm_as_code import text

TAB = "    "
"""What stands for a tab, wherever it is."""

_MARKS = frozenset({"Mn", "Me"})


def width(shown: str) -> int:
    """Cells that a text takes, which holds nothing that must be escaped."""
    if shown.isascii():
        return len(shown)
    return sum(_width(character) for character in shown)


def _width(character: str) -> int:
    if unicodedata.category(character) in _MARKS or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pieces(source: str) -> Iterator[tuple[str, int]]:
    """Each character of a source line as it is shown, with the cells it takes."""
    for character in source:
        if character == "\t":
            yield TAB, len(TAB)
        else:
            shown = text.printable(character)
            yield shown, width(shown)


def padded(shown: str, cells: int) -> str:
    """The text with blanks behind it, up to a number of cells."""
    return shown + " " * (cells - width(shown))


def clipped(shown: str, cells: int) -> str:
    """The text cut with an ellipsis to at most a number of cells."""
    if width(shown) <= cells:
        return shown
    kept, used = [], 1
    for character in shown:
        used += _width(character)
        if used > cells:
            break
        kept.append(character)
    return f"{''.join(kept)}…"
