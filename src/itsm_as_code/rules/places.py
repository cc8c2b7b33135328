"""Naming places: an entity as a whole, a part of what an author wrote."""

from __future__ import annotations

from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.document import Document
from itsm_as_code.document.source import Source
from itsm_as_code.finding import FieldPath, Span
from itsm_as_code.rules.rule import Pointer


def name_of(record: Record[Any], message: str = "") -> Pointer:
    """The entity as a whole, by its name: where another entity is missing, or takes part.

    Args:
        record: The entity.
        message: What the reader sees there.
    """
    return Pointer(record, ("metadata", "name"), message)


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


def stretch_of(document: Document, path: FieldPath, start: int, end: int) -> Span:
    """Where a stretch of a text stands, through quotes, escapes and folded lines.

    Args:
        document: The file.
        path: The field that holds the text.
        start: The first character, in code points from 0.
        end: The place after the last.
    """
    return Span(*document.position_in(path, start), *document.position_in(path, end))
