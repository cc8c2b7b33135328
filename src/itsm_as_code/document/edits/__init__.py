"""Exact edits: a text is changed where a value changes, and nowhere else.

Comments, order, quotes and line ends stay as they are. Every edit is proved before it is given: the edited
text is read again, and its value is what it was but for the change.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from itertools import pairwise

from itsm_as_code.document.document import Document, parse
from itsm_as_code.document.edits.changes import (
    AppendItem,
    Change,
    Compose,
    InsertKey,
    Quote,
    Remove,
    RemoveRepeated,
    RenameKey,
    ReplaceText,
    Resave,
    Rewrite,
    SetValue,
    Value,
)
from itsm_as_code.document.edits.outcome import Impossible, after, same
from itsm_as_code.document.edits.places import as_text, edit
from itsm_as_code.document.edits.source import Source, TextEdit
from itsm_as_code.document.nodes import Unreadable, read
from itsm_as_code.document.source import Source as Lines
from itsm_as_code.finding import Span

__all__ = [
    "AppendItem",
    "Change",
    "Compose",
    "Impossible",
    "InsertKey",
    "Quote",
    "Remove",
    "RemoveRepeated",
    "RenameKey",
    "ReplaceText",
    "Resave",
    "Rewrite",
    "SetValue",
    "TextEdit",
    "Value",
    "applied",
    "edits",
]

_SYNTAX = "syntax-error"


def edits(document: Document, changes: Sequence[Change]) -> tuple[TextEdit, ...]:
    """The edits of a document's text that some changes amount to.

    Args:
        document: The document; what is wrong with it elsewhere does no harm.
        changes: The changes; all name places in the document as it is.

    Returns:
        The edits by position; none overlaps another.

    Raises:
        Impossible: When the text cannot be edited so that exactly these changes come about.
    """
    match changes:
        case [Rewrite(span, text)]:
            return (_rewritten(document, span, text),)
        case [Resave()]:
            return (TextEdit(0, len(document.text), document.text),)
    if document.value is None:
        raise Impossible
    source = _source_of(document.text)
    changes = [as_text(source, change) if isinstance(change, Quote) else change for change in changes]
    wanted = after(document.value, changes)
    found = sorted((each for change in changes for each in edit(source, change)), key=lambda each: each[:2])
    if any(later.start < earlier.end for earlier, later in pairwise(found)):
        raise Impossible
    edited = _parsed(applied(document.text, found))
    before = {problem.rule for problem in document.problems}
    if not same(edited.value, wanted) or not {problem.rule for problem in edited.problems} <= before:
        raise Impossible
    return tuple(found)


@functools.lru_cache(maxsize=1)
def _source_of(text: str) -> Source:
    """A text with its nodes; it is asked for again and again where a file has many faults."""
    try:
        return Source.of(text, read(text))
    except Unreadable as error:
        raise Impossible from error


def _rewritten(document: Document, span: Span, text: str) -> TextEdit:
    """The edit that mends what makes a text unreadable; afterwards more of it can be read than before."""
    lines = Lines(document.text)
    found = TextEdit(lines.index(*span[:2]), lines.index(*span[2:]), text)
    edited = _parsed(applied(document.text, [found]))
    before, after_it = _last_error(document), _last_error(edited)
    if edited.value is None and (before is None or after_it is None or after_it <= before):
        raise Impossible
    return found


def _last_error(document: Document) -> tuple[int, int] | None:
    """Where reading a document ended for a syntax error."""
    found = [problem.span for problem in document.problems if problem.rule == _SYNTAX and problem.span]
    return found[-1][:2] if found else None


def _parsed(text: str) -> Document:
    return parse(text.encode("utf-8", "surrogatepass"))


def applied(text: str, found: Iterable[TextEdit]) -> str:
    """A text after some edits, which are in its order and do not overlap."""
    parts = []
    at = 0
    for start, end, new in found:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
