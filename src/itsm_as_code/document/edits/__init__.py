"""Exact edits: a text is changed where a value changes, and nowhere else.

Comments, order, quotes and line ends stay as they are. Every edit is proved before it is given: the edited
text is read again, and its value is what it was but for the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from itsm_as_code.document.document import Document, parse
from itsm_as_code.document.edits.changes import (
    AppendItem,
    Change,
    Compose,
    InsertKey,
    Remove,
    RemoveRepeated,
    RenameKey,
    ReplaceText,
    SetValue,
    Value,
)
from itsm_as_code.document.edits.outcome import Impossible, after, same
from itsm_as_code.document.edits.places import edit
from itsm_as_code.document.edits.source import Source, TextEdit
from itsm_as_code.document.nodes import Unreadable, read

__all__ = [
    "AppendItem",
    "Change",
    "Compose",
    "Impossible",
    "InsertKey",
    "Remove",
    "RemoveRepeated",
    "RenameKey",
    "ReplaceText",
    "SetValue",
    "TextEdit",
    "Value",
    "applied",
    "edits",
]


def edits(document: Document, changes: Sequence[Change]) -> tuple[TextEdit, ...]:
    """The edits of a document's text that some changes of its value amount to.

    Args:
        document: The document; what is wrong with it elsewhere does no harm.
        changes: The changes; all name places in the document as it is.

    Returns:
        The edits by position; none overlaps another.

    Raises:
        Impossible: When the text cannot be edited so that exactly these changes come about.
    """
    if document.value is None:
        raise Impossible
    wanted = after(document.value, changes)
    try:
        source = Source.of(document.text, read(document.text))
    except Unreadable as error:
        raise Impossible from error
    found = sorted((each for change in changes for each in edit(source, change)), key=lambda each: each[:2])
    if any(later.start < earlier.end for earlier, later in pairwise(found)):
        raise Impossible
    edited = parse(applied(document.text, found).encode("utf-8", "surrogatepass"))
    before = {problem.rule for problem in document.problems}
    if not same(edited.value, wanted) or not {problem.rule for problem in edited.problems} <= before:
        raise Impossible
    return tuple(found)


def applied(text: str, found: Iterable[TextEdit]) -> str:
    """A text after some edits, which are in its order and do not overlap."""
    parts = []
    at = 0
    for start, end, new in found:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
