"""The looks of YAML: where its signs begin and end in the text, which events do not tell."""

from __future__ import annotations

import re
from typing import Final

PROPERTY: Final = re.compile(r"&[^\s,\[\]{}]*|!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
"""An anchor or a tag."""

_SEPARATION = re.compile(r"(?:[ \t]+(?:#[^\n]*)?|\r?\n[ \t]*(?:#[^\n]*)?)+")
_BLOCK_INDICATOR = re.compile(r"[|>][-+0-9]*")


def end_of_separation(text: str, start: int) -> int:
    """The index after blanks, line ends and comments."""
    gap = _SEPARATION.match(text, start)
    return gap.end() if gap else start


def end_of_properties(text: str, start: int) -> int:
    """The index at which a value begins whose anchor or tag stands at `start`."""
    while found := PROPERTY.match(text, start):
        start = end_of_separation(text, found.end())
    return start


def end_of_block(text: str, start: int, end: int) -> int:
    """The index after the last line of a block scalar that is not blank.

    Args:
        text: The whole text.
        start: Index of its `|` or `>`.
        end: Index that the parser gives, beyond the blank lines that follow.
    """
    indicator = _BLOCK_INDICATOR.match(text, start)
    line_end = text.find("\n", start, end)
    if indicator and (line_end < 0 or not text[line_end:end].strip()):
        return indicator.end()
    last = text.find("\n", start + len(text[start:end].rstrip()))
    last = len(text) if last < 0 else last
    return last - 1 if text[last - 1] == "\r" else last
