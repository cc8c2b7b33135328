"""What YAML 1.2 refuses, or reads otherwise, and libyaml lets pass.

Other readers (editors, language servers, the git host) hold to the specification, so a file that only
libyaml understands would mean one thing here and another there.
"""

from __future__ import annotations

import re
from typing import Final

INDICATORS: Final = frozenset({"-", "?", ":"})
"""Plain scalars that are no text but a sign of YAML; libyaml admits the dash inside brackets."""

_QUESTION_IN_BRACKETS = re.compile(r"[\[{,\s]\?\S")
_BLOCK_HEADER = re.compile(r"[|>][-+]?(?P<indent>[1-9]?)[-+]?[^\n]*\n?")


def looks_remarkable(text: str) -> bool:
    """Whether `text` may contain any of what this module is about; cheap, and says yes too often.

    Multi-line quoted texts and brackets are left out: `is_indented` judges their lines one by one.
    """
    if "#" in text and text.count("#") != text.count(" #") + text.count("\n#") + text.startswith("#"):
        return True
    if " \n" in text or "\t\n" in text or "\n%" in text or text.startswith("%"):
        return True
    return "?" in text and _QUESTION_IN_BRACKETS.search(text) is not None


def is_indented(line: str, indent: int, *, flow: bool) -> bool:
    """Whether a further line of a quoted text or bracketed collection is indented more than its block.

    The closing bracket alone may stand where the block stands, as many people write it. Empty lines, and
    inside brackets comments, may stand anywhere.

    Args:
        line: The line, without its line end.
        indent: Column (from 0) of the block around it; -1 at the root.
        flow: Whether it belongs to a bracketed collection, not to a quoted text.
    """
    body = line.lstrip(" ")
    spaces = len(line) - len(body)
    if spaces > indent:
        return True
    body = body.strip()
    if not body or (flow and body[0] == "#"):
        return True
    return flow and spaces == indent and body[0] in "]}"


def overlong_blank(text: str, start: int, indent: int) -> tuple[int, int] | None:
    """A blank line at the head of a block scalar with more spaces than its first line of text.

    libyaml takes the blank line's indentation for the text's, and the text for something else (YAML 1.2.2,
    section 8.1.1.1).

    Args:
        text: The whole text.
        start: Index of the scalar's `|` or `>`.
        indent: Column (from 0) of the block around it; -1 at the root.

    Returns:
        Start and end index of the blank line, or `None`.
    """
    header = _BLOCK_HEADER.match(text, start)
    if header is None or header["indent"]:
        return None
    longest: tuple[int, int] | None = None
    at = header.end()
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        spaces = len(line) - len(line.lstrip(" "))
        if line.strip():
            return longest if longest and indent < spaces < longest[1] - longest[0] else None
        if longest is None or spaces > longest[1] - longest[0]:
            longest = at, at + spaces
        at = end + 1
    return None
