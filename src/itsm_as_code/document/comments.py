"""Comments: libyaml drops them, so they are found between the scalars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itsm_as_code.finding import Span


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    Attributes:
        span: From the `#` to the end of the line.
        text: What it says, without the `#` and the blanks around.
    """

    span: Span
    text: str


def stretches(text: str, scalars: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Start and end index of each comment.

    Args:
        text: The whole text.
        scalars: Start and end index of every scalar, in the order of the text. Outside of these, a `#` can
            only begin a comment; in a block scalar, so can one on the line of its indicator.
    """
    remaining = iter(_content(text, scalars))
    start, end = next(remaining, (len(text), len(text)))
    at = text.find("#")
    while at >= 0:
        while at >= end and end < len(text):
            start, end = next(remaining, (len(text), len(text)))
        if at < start:
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
            yield at, at + len(text[at:line_end].rstrip())
            at = text.find("#", line_end)
        else:
            at = text.find("#", max(end, at + 1))


def _content(text: str, scalars: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in scalars:
        if text[start : start + 1] in ("|", ">"):
            line_end = text.find("\n", start)
            if 0 <= line_end < end:
                yield line_end, end
        elif start < end:
            yield start, end
