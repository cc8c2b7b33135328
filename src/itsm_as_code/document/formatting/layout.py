"""The canonical layout of a document, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from itsm_as_code.document.formatting import scalars
from itsm_as_code.document.formatting.commented import Block, Piece, Remark
from itsm_as_code.document.formatting.order import Order
from itsm_as_code.document.nodes import Node, ScalarNode
from itsm_as_code.document.scalars import WIDTH

_INDENT = 2
_FOR_EDITORS = "# yaml-language-server:"


class Layout:
    """Writes one document.

    Attributes:
        lines: What is written.
    """

    def __init__(self, text: str) -> None:
        """Begin with nothing written.

        Args:
            text: The text that the nodes come from.
        """
        self.lines: list[str] = []
        self._text = text
        self._in_scalar = False

    def document(self, root: Piece, order: Order) -> None:
        """Write the whole document."""
        if root.inner is None or not root.inner.pieces:
            self._remarks(root.above, 0)
            self._value(root, "", 0, order)
            self._remarks(root.below, 0)
        else:
            self._remarks([*root.above, *root.inside], 0)
            self._collection(root.inner, 0, order)
            self._remarks(([root.beside] if root.beside else []) + root.below, 0)

    def _collection(self, block: Block, column: int, order: Order, lead: str | None = None) -> None:
        """Write a collection over several lines.

        Args:
            block: The collection.
            column: Where its keys or dashes stand.
            order: The order of its keys.
            lead: What stands before its first key or dash; blanks when absent.
        """
        pieces = _sorted(block, order)
        head = _take_head(pieces) if block.node.is_mapping and column == 0 else []
        self._remarks(head, column)
        for number, piece in enumerate(pieces):
            own = order.of(piece.entry.key.text if piece.entry.key else None)
            if piece.entry.key is None:
                self._lift(piece, own, column)
            self._above(piece, column, is_first=number == 0, below_head=bool(head))
            margin = lead if lead is not None and number == 0 else " " * column
            self._value(piece, f"{margin}{self._opening(piece)}", column, own)
            self._remarks(piece.below, column + _INDENT)
        self._remarks(block.tail, column)

    def _opening(self, piece: Piece) -> str:
        key = piece.entry.key
        return "-" if key is None else f"{scalars.key(self._text, key, in_brackets=False)}:"

    def _lift(self, piece: Piece, order: Order, column: int) -> None:
        """Take the comments that would come between a dash and what follows above the dash."""
        block = piece.inner
        if block is None or not block.pieces or self._fits(piece, " " * column + "-", order):
            return
        first = _sorted(block, order)[0]
        if first.entry.key is None:
            self._lift(first, order.of(None), column + _INDENT)
        piece.above += [*_behind(piece), *first.above]
        piece.inside, piece.beside, first.above, first.gap = [], None, [], False

    def _above(self, piece: Piece, column: int, *, is_first: bool, below_head: bool) -> None:
        """The comments above an entry, and blank lines where the author left some."""
        may_part = not is_first or below_head
        self._remarks(piece.above, column, may_part=may_part)
        if piece.gap and (may_part or piece.above):
            self._part()

    def _remarks(self, remarks: Sequence[Remark], column: int, *, may_part: bool = True) -> None:
        for remark in remarks:
            if remark.gap and may_part:
                self._part()
            self._write(" " * column + remark.text)
            may_part = True

    def _part(self) -> None:
        """A blank line, unless it would belong to a text above, or be the first or second one."""
        if self.lines and self.lines[-1] and not self._in_scalar:
            self.lines.append("")

    def _write(self, line: str) -> None:
        self.lines.append(line)
        self._in_scalar = False

    def _value(self, piece: Piece, opening: str, column: int, order: Order) -> None:
        """Write an entry behind what opens it: its key or dash."""
        node = piece.entry.value
        if isinstance(node, ScalarNode):
            self._scalar(piece, node, opening, column)
        elif piece.inner is not None:
            if self._fits(piece, opening, order):
                self._line(_joined(opening, self._inline(piece.inner, order)), _behind(piece))
            else:
                self._spread(piece, piece.inner, opening, column, order)

    def _spread(self, piece: Piece, block: Block, opening: str, column: int, order: Order) -> None:
        """Write a collection below its key, or behind its dash."""
        if piece.entry.key is None:
            self._collection(block, column + _INDENT, order, f"{opening} ")
            return
        self._line(opening, _behind(piece))
        self._collection(block, column + _INDENT, order)

    def _line(self, line: str, remarks: Sequence[Remark]) -> None:
        """Write a line with a comment behind it; if there are more, the others stand above."""
        indent = len(line) - len(line.lstrip(" "))
        self._remarks(remarks[:-1], indent)
        for remark in remarks[-1:]:
            line = f"{line}  ".ljust(indent + remark.aligned) + remark.text
        self._write(line)

    def _scalar(self, piece: Piece, node: ScalarNode, opening: str, column: int) -> None:
        written = scalars.lines(self._text, node, len(opening) + 1, column + _INDENT)
        self._line(_joined(opening, written.head), _behind(piece))
        margin = " " * (column + _INDENT)
        self.lines += [f"{margin}{line}" if line else "" for line in written.body]
        self._in_scalar = written.keeps_end

    def _fits(self, piece: Piece, opening: str, order: Order) -> bool:
        """Whether a collection stands on one line: its author put it in brackets, and there is room."""
        block = piece.inner
        if block is None or not block.pieces:
            return block is not None
        if not block.node.in_brackets or order.always_open or block.has_comments():
            return False
        return len(opening) + 1 + len(self._inline(block, order)) <= WIDTH

    def _inline(self, block: Block, order: Order) -> str:
        parts = []
        for piece in _sorted(block, order):
            key = piece.entry.key
            value = self._inline_node(piece, order.of(key.text if key else None))
            parts.append(
                value if key is None else f"{scalars.key(self._text, key, in_brackets=True)}: {value}"
            )
        inside = ", ".join(parts)
        return f"{{{inside}}}" if block.node.is_mapping else f"[{inside}]"

    def _inline_node(self, piece: Piece, order: Order) -> str:
        node: Node = piece.entry.value
        if isinstance(node, ScalarNode):
            return scalars.on_one_line(self._text, node, in_brackets=True)
        assert piece.inner is not None
        return self._inline(piece.inner, order)


def _sorted(block: Block, order: Order) -> list[Piece]:
    if not block.node.is_mapping:
        return block.pieces
    keys = [piece.entry.key.text if piece.entry.key else "" for piece in block.pieces]
    return [block.pieces[place] for place in order.sorted(keys)]


def _take_head(pieces: list[Piece]) -> list[Remark]:
    """The comments at the head of a file, that for editors first; a blank line below them stays there."""
    first = min(pieces, key=lambda piece: piece.entry.start)
    head, first.above = first.above, []
    first.gap, pieces[0].gap = False, first.gap
    return sorted(head, key=lambda remark: not remark.text.startswith(_FOR_EDITORS))


def _behind(piece: Piece) -> list[Remark]:
    """The comments behind the line that an entry begins with."""
    return [*piece.inside, *([piece.beside] if piece.beside else [])]


def _joined(opening: str, value: str) -> str:
    return f"{opening} {value}" if opening and value else opening or value
