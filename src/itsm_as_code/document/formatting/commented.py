"""Comments beside the nodes that they are about.

YAML attaches comments to nothing. People do: by standing above a line, at its end, or at the foot of a
block, which the column tells.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from itsm_as_code.document import comments
from itsm_as_code.document.nodes import CollectionNode, Entry, Node, ScalarNode, column, scalars


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment.

    Attributes:
        text: From its `#` on, without blanks at the end.
        gap: Whether a blank line stands above it.
        aligned: For one behind something on its line and further away than needs be, how far from where that
            line begins, so that comments below one another stay so; else 0.
    """

    text: str
    gap: bool = False
    aligned: int = 0


@dataclass(slots=True)
class Piece:
    """An entry of a collection, with its comments.

    Attributes:
        entry: The entry.
        inner: What it holds, when its value is a collection.
        above: The comments above it.
        inside: The comments between its key or dash and its value, on the same line.
        beside: The comment behind it.
        below: The comments that stand in place of a value, or below the root.
        gap: Whether a blank line stands right above it.
    """

    entry: Entry
    inner: Block | None
    above: list[Remark] = field(default_factory=list)
    inside: list[Remark] = field(default_factory=list)
    beside: Remark | None = None
    below: list[Remark] = field(default_factory=list)
    gap: bool = False

    def has_comments(self) -> bool:
        """Whether there is a comment on it or anywhere in it."""
        own = self.above or self.inside or self.beside or self.below
        return bool(own) or (self.inner is not None and self.inner.has_comments())


@dataclass(slots=True)
class Block:
    """A collection, with its comments.

    Attributes:
        node: The collection.
        column: The column (from 0) at which it begins.
        pieces: Its entries.
        tail: The comments at its foot.
    """

    node: CollectionNode
    column: int
    pieces: list[Piece]
    tail: list[Remark] = field(default_factory=list)

    def has_comments(self) -> bool:
        """Whether there is a comment anywhere in it."""
        return bool(self.tail) or any(piece.has_comments() for piece in self.pieces)


def commented(text: str, root: Node) -> Piece:
    """A document's root, as the value of an entry without a key, with every comment where it belongs.

    Args:
        text: The text.
        root: Its root.
    """
    piece = Piece(Entry(root.start, None, root), _block(text, root))
    for start, end in list(comments.stretches(text, scalars(root))):
        _Comment(text, start, end).place(piece)
    return piece


def _block(text: str, node: Node) -> Block | None:
    if isinstance(node, ScalarNode):
        return None
    pieces = [
        Piece(entry, _block(text, entry.value), gap=_below_a_gap(text, entry.start)) for entry in node.entries
    ]
    return Block(node, column(text, node.start), pieces)


def _below_a_gap(text: str, index: int) -> bool:
    """Whether a blank line stands above the line of an index."""
    line = text.rfind("\n", 0, index)
    if line < 0:
        return False
    return not text[text.rfind("\n", 0, line) + 1 : line].strip()


class _Comment:
    __slots__ = ("column", "own_line", "remark", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.column = column(text, start)
        before = text[start - self.column : start]
        self.own_line = not before.strip()
        indent = len(before) - len(before.lstrip(" "))
        aligned = self.column - indent if before.endswith("   ") and not self.own_line else 0
        self.remark = Remark(text[start:end], self.own_line and _below_a_gap(text, start), aligned)

    def place(self, piece: Piece) -> None:
        """Attach it to an entry that it is about, or to something inside of it."""
        value = piece.entry.value
        if piece.inner is not None and piece.inner.pieces and self._is_inside(piece.inner.node):
            self._place_in(piece.inner)
        elif self.own_line and value.end <= self.start:
            piece.below.append(self.remark)
        elif self.own_line or piece.beside:
            piece.above.append(self.remark)
        elif self.start < value.start or (isinstance(value, ScalarNode) and self.start < value.end):
            piece.inside.append(self.remark)
        else:
            piece.beside = self.remark

    def _is_inside(self, value: CollectionNode) -> bool:
        if value.in_brackets:
            return value.start < self.start < value.end
        return self.own_line or value.start < self.start

    def _place_in(self, block: Block) -> None:
        pieces = block.pieces
        number = bisect_right(pieces, self.start, key=lambda piece: piece.entry.start)
        if number and self._is_about(pieces[number - 1], block):
            self.place(pieces[number - 1])
        elif number < len(pieces):
            pieces[number].above.append(self.remark)
        else:
            block.tail.append(self.remark)

    def _is_about(self, piece: Piece, block: Block) -> bool:
        """Whether it is about the entry that begins before it, rather than about what follows."""
        value = piece.entry.value
        if not self.own_line or self.start < value.end:
            return True
        if block.node.in_brackets or self.column <= block.column:
            return False
        if piece.inner is not None:
            return not piece.inner.node.in_brackets
        return value.start == value.end
