"""Looking things up in what an author wrote, whether or not it fits the schema."""

from __future__ import annotations

from itsm_as_code.document import Document
from itsm_as_code.document.source import Source
from itsm_as_code.finding import FieldPath, Span


def value_at(value: object, path: FieldPath) -> object:
    """The plain value at a path; `None` when nothing is written there."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def part_of(document: Document, path: FieldPath, part: str, *, last: bool = False) -> Span | None:
    """Where a part of a text stands.

    Args:
        document: The file.
        path: The field that holds the text.
        part: What to look for in it.
        last: Whether the last occurrence is meant rather than the first.

    Returns:
        The part's place, or `None` when the text spreads over several lines or is written with escapes.
    """
    span = document.span(path)
    if span.start_line != span.end_line:
        return None
    line = Source(document.text).line(span.start_line)
    find = line.rfind if last else line.find
    index = find(part, span.start_column - 1, span.end_column - 1)
    if index < 0:
        return None
    return Span(span.start_line, index + 1, span.start_line, index + 1 + len(part))
