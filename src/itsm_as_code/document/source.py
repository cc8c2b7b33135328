"""Where an index into a text lies: lines and columns as people count them."""

from __future__ import annotations

from bisect import bisect_right

from itsm_as_code.finding import Span


class Source:
    """A text whose indexes (in code points, from 0) are turned into lines and columns (from 1).

    Lines end with a line feed; a carriage return before it belongs to the line end and to no column that
    anything points at.
    """

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The index at which each line begins."""
        if self._starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of an index."""
        starts = self.starts
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """The index of a line and column; the inverse of `position`."""
        return self.starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The stretch from `start` to `end`, which is exclusive."""
        start_line, start_column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        return Span(start_line, start_column, end_line, end_column)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end; empty when there is no such line."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].removesuffix("\r")
