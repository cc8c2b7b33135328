"""A text with its nodes and comments, as edits look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from itsm_as_code.document import comments
from itsm_as_code.document.edits.outcome import Impossible
from itsm_as_code.document.nodes import CollectionNode, Entry, Node, ScalarNode, child, column, reach, scalars
from itsm_as_code.finding import FieldPath


class TextEdit(NamedTuple):
    """Write `text` instead of what lies between two indexes."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """An entry and what it is in.

    Attributes:
        holder: The collection.
        entry: The entry.
        in_brackets: Whether it stands inside brackets.
    """

    holder: CollectionNode
    entry: Entry
    in_brackets: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its nodes.

    Attributes:
        text: The text.
        root: Its root.
        newline: How its lines end.
        comments: Start and end index of each comment.
    """

    text: str
    root: Node
    newline: str
    comments: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, root: Node) -> Source:
        """The source that a text is, given its root."""
        feed = text.find("\n")
        newline = "\r\n" if feed > 0 and text[feed - 1] == "\r" else "\n"
        return cls(text, root, newline, tuple(comments.stretches(text, scalars(root))))

    def place(self, path: FieldPath) -> Place:
        """The entry at a path.

        Raises:
            Impossible: When there is none.
        """
        node, in_brackets = self.root, False
        found: Place | None = None
        for step in path:
            entry = child(node, step)
            if entry is None or not isinstance(node, CollectionNode):
                raise Impossible
            in_brackets = in_brackets or node.in_brackets
            found = Place(node, entry, in_brackets)
            node = entry.value
        if found is None:
            raise Impossible
        return found

    def without_comments(self, start: int, end: int) -> None:
        """Make sure that no comment would go with a stretch.

        Raises:
            Impossible: When one would.
        """
        if any(start < comment[1] and comment[0] < end for comment in self.comments):
            raise Impossible

    def line_end(self, index: int) -> int:
        """The index at which the line of an index ends, before its line end."""
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def end_of(self, entry: Entry, indent: int) -> int:
        """The end of the last line that belongs to an entry of a block, comments at its foot included.

        Args:
            entry: The entry.
            indent: The column of its block.
        """
        ends = [reach(entry.value), entry.key.end if entry.key else entry.start + 1]
        end = self.line_end(max(ends))
        if isinstance(entry.value, ScalarNode) and entry.value.start < entry.value.end:
            return end
        for start, stop in self.comments:
            if start > end and not self.text[end:start].strip() and column(self.text, start) > indent:
                end = self.line_end(stop)
        return end
