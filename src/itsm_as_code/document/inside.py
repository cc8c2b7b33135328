"""Where a character of a value stands in the source: through quotes, escapes, folding and indentation.

A policy's expression is one YAML scalar; its compiler counts characters of the value, and its author looks
at the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
_BREAKS = re.compile(r"[ \t]*(?:\r?\n[ \t]*)+")
_ESCAPED_BREAK = re.compile(r"\\\r?\n[ \t]*")


def indexes(text: str, start: int, end: int, value: str) -> list[int]:
    """For each character of a scalar's value, and for its end, the index where it is written.

    A character that folding made (the space or line feed for a line break) is at that line break.

    Args:
        text: The whole text.
        start: Index at which the scalar begins, its quote or indicator included.
        end: Index after it.
        value: Its value as text; for numbers and the like, what is written.

    Returns:
        One index more than `value` has characters.
    """
    opening = text[start : start + 1]
    if opening in ("|", ">"):
        found = list(_block(text, start, end, value))
    elif opening in ('"', "'"):
        found = list(_quoted(text, start + 1, end - 1, opening))
    else:
        found = list(_quoted(text, start, end, ""))
    ends = end - 1 if opening in ('"', "'") else end
    found = found[: len(value)]
    return found + [ends] * (len(value) + 1 - len(found))


def _quoted(text: str, start: int, end: int, quote: str) -> Iterator[int]:
    """Indexes for plain, single-quoted and double-quoted scalars."""
    at = start
    while at < end:
        character = text[at]
        if character in " \t\r\n" and (breaks := _BREAKS.match(text, at, end)):
            yield from _folded(text, breaks, at)
            at = breaks.end()
        elif quote == '"' and character == "\\":
            escaped = _ESCAPED_BREAK.match(text, at, end)
            if escaped:
                at = escaped.end()
                if blank := re.compile(r"(?:\r?\n[ \t]*)+").match(text, at, end):
                    yield from _line_feeds(text, at, blank.end())
                    at = blank.end()
            else:
                yield at
                at += 2 + _HEX_ESCAPES.get(text[at + 1 : at + 2], 0)
        else:
            yield at
            at += 2 if quote == "'" and character == "'" else 1


def _folded(text: str, breaks: re.Match[str], at: int) -> Iterator[int]:
    """One break is a space; of more, all but the first are line feeds."""
    feeds = list(_line_feeds(text, *breaks.span()))
    yield from feeds[1:] if len(feeds) > 1 else [at]


def _line_feeds(text: str, start: int, end: int) -> Iterator[int]:
    return (found.start() for found in re.compile(r"\r?\n").finditer(text, start, end))


def _block(text: str, start: int, end: int, value: str) -> Iterator[int]:
    """Indexes for literal and folded scalars: each line's text stands in the value as it is written."""
    lines = list(_lines(text, start, end))
    first = next(((at, line) for at, line in lines if line.strip(" ")), None)
    if first is None:
        return
    body = value.lstrip("\n")
    indent = _spaces(first[1]) - _spaces(body)
    done = 0
    breaks: list[int] = []
    for at, line in lines:
        content = line[indent:]
        if content:
            while not value.startswith(content, done) or (value[done : done + 1] == "\n"):
                if done >= len(value):
                    return
                yield breaks.pop(0) if breaks else at
                done += 1
            yield from range(at + indent, at + len(line))
            done += len(content)
            breaks = []
        breaks.append(at + len(line))
    yield from breaks[: len(value) - done]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Start index and text of each line below a block scalar's indicator."""
    at = text.find("\n", start, end) + 1
    while 0 < at < end:
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        yield at, text[at:line_end].removesuffix("\r")
        at = line_end + 1


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
