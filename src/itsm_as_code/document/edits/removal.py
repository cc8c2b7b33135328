"""Taking entries away, with the comments that are about them and no others."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.document.core_schema import UnboundedNumberError
from itsm_as_code.document.edits.outcome import Impossible, same
from itsm_as_code.document.edits.source import Source, TextEdit
from itsm_as_code.document.nodes import CollectionNode, Entry, column, plain
from itsm_as_code.finding import FieldPath


def removed(source: Source, path: FieldPath) -> TextEdit:
    """The edit that takes away the entry at a path.

    Raises:
        Impossible: When there is none, or the document would be left without any.
    """
    place = source.place(path)
    if len(place.holder.entries) > 1:
        return _removed(source, place.holder, place.entry)
    above = source.place(path[:-1])
    start, end = place.holder.start, place.holder.end
    if place.holder.in_brackets:
        source.without_comments(start, end)
        return TextEdit(start + 1, end - 1, "")
    start = above.entry.key.end + 1 if above.entry.key else above.entry.start + 1
    end = source.end_of(above.entry, column(source.text, above.entry.start))
    return TextEdit(start, end, " {}" if place.holder.is_mapping else " []")


def repeated(source: Source, path: FieldPath) -> Iterator[TextEdit]:
    """The edits that take away what repeats a key with the same value.

    Raises:
        Impossible: When a later value differs, or there is none.
    """
    place = source.place(path)
    key = place.entry.key
    others = [
        entry
        for entry in place.holder.entries
        if entry is not place.entry and entry.key and key and entry.key.text == key.text
    ]
    try:
        if not others or not all(same(plain(place.entry.value), plain(other.value)) for other in others):
            raise Impossible
    except UnboundedNumberError as error:
        raise Impossible from error
    for other in others:
        yield _removed(source, place.holder, other)


def _removed(source: Source, holder: CollectionNode, entry: Entry) -> TextEdit:
    """The edit that takes one of several entries away."""
    number = holder.entries.index(entry)
    following = holder.entries[number + 1] if number + 1 < len(holder.entries) else None
    if holder.in_brackets:
        return _removed_from_brackets(source, entry, holder.entries[number - 1], following)
    indent = column(source.text, holder.start)
    line = source.text.rfind("\n", 0, entry.start) + 1
    end = source.end_of(entry, indent)
    if source.text[line : entry.start].strip():
        return _removed_behind_dash(source, entry, following, end)
    if number or holder is not source.root:
        line = _with_comments_above(source, line, indent)
    if end < len(source.text):
        return TextEdit(line, source.text.find("\n", end) + 1, "")
    return TextEdit(len(source.text[:line].rstrip()), end, "")


def _removed_from_brackets(source: Source, entry: Entry, above: Entry, following: Entry | None) -> TextEdit:
    if following is not None:
        source.without_comments(entry.start, following.start)
        return TextEdit(entry.start, following.start, "")
    start, end = (max(each.value.end, each.key.end if each.key else 0) for each in (above, entry))
    source.without_comments(start, end)
    return TextEdit(start, end, "")


def _removed_behind_dash(source: Source, entry: Entry, following: Entry | None, end: int) -> TextEdit:
    """The edit that takes away the first entry of a block that begins on the line of a dash."""
    if following is None:
        raise Impossible
    if not source.text[end : following.start].strip():
        return TextEdit(entry.start, following.start, "")
    start = entry.start - (len(source.text[: entry.start]) - len(source.text[: entry.start].rstrip(" ")))
    return TextEdit(start, end, "")


def _with_comments_above(source: Source, line: int, indent: int) -> int:
    """The beginning of the comments that stand right above a line, in the column of its block."""
    for start, end in reversed(source.comments):
        if end > line:
            continue
        begin = start - column(source.text, start)
        is_own = column(source.text, start) == indent and not source.text[begin:start].strip()
        if not is_own or source.text.find("\n", end) + 1 != line:
            break
        line = begin
    return line
