"""Source lines with the places in them underlined, in the manner of a good compiler.

```
  7 |   customer: cust-retial
    |             ^^^^^^^^^^^ no such stakeholder
```

Marks are placed by display width, so that they stand under their text whatever the script. A line that is too
long is shown through a window around its marks, or around the first named where they lie too far apart. A
mark over several lines has a bar at the left.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from itsm_as_code.finding import Span
from itsm_as_code.report import cells
from itsm_as_code.report.style import Style, Tone

_WHOLE = 4
"""A marked stretch of up to so many lines is shown whole, a longer one by its ends."""


_BESIDE = 3
"""Cells beside a mark: an ellipsis at either end, and one character before it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to underline.

    Attributes:
        span: The place; it may reach past the end of the text.
        label: What stands beside the underline.
        tone: Colour of underline and label.
        sign: The character of the underline.
    """

    span: Span
    label: str
    tone: Tone
    sign: str = "^"


@lru_cache(maxsize=8)
@functools.lru_cache(maxsize=16)
def lines_of(source: str) -> Sequence[str]:
    """The lines of a text as documents count them: ended by a line feed, or a carriage return before it."""
    return [line.removesuffix("\r") for line in source.split("\n")]


def snippet(
    lines: Sequence[str], marks: Sequence[Mark], *, gutter: int, width: int, style: Style
) -> list[str]:
    """The marked lines of one file, each below its gutter, with the marks under them.

    Args:
        lines: The lines of the file.
        marks: What to underline; marks outside the file are left out.
        gutter: Cells of the line numbers.
        width: Cells that a line of the report may take.
        style: Whether to colour.
    """
    inside = [mark for mark in marks if 1 <= mark.span.start_line <= len(lines)]
    tall = next((mark for mark in inside if _last_line(mark.span, lines) > mark.span.start_line), None)
    page = _Page(lines, gutter, width, style, tall)
    rows = [mark for mark in inside if mark is not tall]
    shown: list[str] = []
    previous = 0
    for number in _line_numbers(rows, tall, lines):
        if previous and number > previous + 1:
            shown.append(page.gap(previous))
        shown.append(page.source(number, rows))
        shown += page.underlines(number, rows)
        previous = number
    return shown


def _last_line(span: Span, lines: Sequence[str]) -> int:
    """The last line that holds marked text: an end before the first column marks nothing of its line."""
    last = span.end_line - 1 if span.end_column <= 1 and span.end_line > span.start_line else span.end_line
    return min(last, len(lines))


def _line_numbers(rows: Sequence[Mark], tall: Mark | None, lines: Sequence[str]) -> list[int]:
    numbers = {mark.span.start_line for mark in rows}
    if tall is not None:
        first, last = tall.span.start_line, _last_line(tall.span, lines)
        whole = last - first < _WHOLE
        numbers.update(range(first, last + 1) if whole else (first, first + 1, last))
    chosen = sorted(numbers)
    between = [line + 1 for line, following in pairwise(chosen) if following == line + 2]
    return sorted([*chosen, *between])


@dataclass(frozen=True, slots=True)
class _Page:
    """What every line of one snippet shares."""

    lines: Sequence[str]
    gutter: int
    width: int
    style: Style
    tall: Mark | None

    def _edge(self, number: str = "") -> str:
        return self.style.paint(f"{number:>{self.gutter}} |", Tone.NOTE)

    def _bar(self, number: int, *, below: bool = False) -> str:
        """The bar of the mark over several lines, where it passes."""
        if self.tall is None:
            return ""
        first, last = self.tall.span.start_line, _last_line(self.tall.span, self.lines)
        passes = first <= number < last if below else first < number <= last
        return self.style.paint("|", self.tall.tone) + " " if passes else "  "

    def gap(self, after: int) -> str:
        """The line that stands for lines left out."""
        dots = self.style.paint("..." if self.tall is None else f"{'...':<{self.gutter + 2}}", Tone.NOTE)
        return f"{dots} {self._bar(after, below=True)}".rstrip()

    def source(self, number: int, rows: Sequence[Mark]) -> str:
        """A source line behind its number."""
        shown, _ = self._window(number, rows)
        return f"{self._edge(str(number))} {self._bar(number)}{shown}".rstrip()

    def underlines(self, number: int, rows: Sequence[Mark]) -> Iterator[str]:
        """The marks under a source line, from the left."""
        _, offsets = self._window(number, rows)
        for mark in sorted((mark for mark in rows if mark.span.start_line == number), key=_by_place):
            start, end = _extent(mark.span, offsets)
            line = " " * start + self.style.paint(mark.sign * (end - start), mark.tone)
            yield f"{self._edge()} {self._bar(number, below=True)}{line}{self._label(mark)}"
        tall = self.tall
        if tall is None:
            return
        if number == tall.span.start_line:
            reach = "_" * (offsets.at(tall.span.start_column) + 1)
            yield f"{self._edge()}  {self.style.paint(f'{reach}{tall.sign}', tall.tone)}"
        if number == _last_line(tall.span, self.lines):
            _, end = _extent(tall.span._replace(start_line=number, start_column=1), offsets)
            reach = "_" * end
            yield (f"{self._edge()} {self.style.paint(f'|{reach}{tall.sign}', tall.tone)}{self._label(tall)}")

    def _label(self, mark: Mark) -> str:
        return f" {self.style.paint(mark.label, mark.tone)}" if mark.label else ""

    def _window(self, number: int, rows: Sequence[Mark]) -> tuple[str, _Offsets]:
        """The part of a line that is shown, and where its characters stand in it."""
        spans = [mark.span for mark in rows if mark.span.start_line == number]
        if self.tall is not None and number == self.tall.span.start_line:
            spans.append(self.tall.span)
        room = max(self.width - self.gutter - 3 - (2 if self.tall else 0), 20)
        line = self.lines[number - 1]
        return _window(line, _around(spans, line, room), room)


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark.span.start_column, mark.span.end_column


@dataclass(frozen=True, slots=True)
class _Offsets:
    """Where the characters of a source line stand on the screen.

    Attributes:
        first: Column of the first character that is shown.
        starts: Offset in cells of each character shown, and of the end behind the last.
    """

    first: int
    starts: Sequence[int]

    def at(self, column: int) -> int:
        """Offset of a column; of the nearest that is shown when it is not."""
        return self.starts[min(max(column - self.first, 0), len(self.starts) - 1)]


def _extent(span: Span, offsets: _Offsets) -> tuple[int, int]:
    """Offsets between which a span is underlined on its first line, at least one cell."""
    start = offsets.at(span.start_column)
    end = offsets.at(span.end_column) if span.end_line == span.start_line else offsets.starts[-1]
    return start, max(end, start + 1)


def _around(spans: Sequence[Span], line: str, room: int) -> Span | None:
    """What a window is to show of a line: all places in it, or the first named where there is no room."""
    if len(spans) < 2:
        return spans[0] if spans else None
    first = min(span.start_column for span in spans)
    last = max(span.end_column if span.end_line == span.start_line else len(line) + 1 for span in spans)
    together = spans[0]._replace(start_column=first, end_line=spans[0].start_line, end_column=last)
    return together if cells.width(line[first - 1 : last - 1]) <= room - _BESIDE else spans[0]


def _window(line: str, span: Span | None, room: int) -> tuple[str, _Offsets]:
    """A line cut to a number of cells around a span, with ellipses where something is left out."""
    start = min(span.start_column - 1, len(line)) if span else 0
    end = min(span.end_column - 1, len(line)) if span and span.end_line == span.start_line else start + 1
    low = max(start - room, 0)  # nobody sees what lies further away than the room has cells
    shown = list(cells.pieces(line[low : start + room + 1]))
    marked = sum(cell for _, cell in shown[start - low : end - low])
    lead = (room - marked) // 2 if marked <= room - _BESIDE else room // 4
    first = _back(shown, start - low, lead)
    if low == 0 and _fits(shown, room) and len(shown) == len(line):
        first = 0
    head = "…" if low + first > 0 else ""
    rest = shown[first:]
    whole = low + first + len(rest) == len(line) and _fits(rest, room - len(head))
    kept = rest if whole else rest[: _fitting(rest, room - len(head) - 1)]
    starts = [len(head)]
    for _, cell in kept:
        starts.append(starts[-1] + cell)
    text = head + "".join(piece for piece, _ in kept) + ("" if whole else "…")
    return text, _Offsets(low + first + 1, starts)


def _back(shown: Sequence[tuple[str, int]], position: int, room: int) -> int:
    """The position from which a window reaches back as far as the room allows."""
    while position > 0 and room >= shown[position - 1][1]:
        position -= 1
        room -= shown[position][1]
    return position


def _fits(shown: Sequence[tuple[str, int]], room: int) -> bool:
    return sum(cell for _, cell in shown) <= room


def _fitting(shown: Sequence[tuple[str, int]], room: int) -> int:
    """How many characters, from the first, fit into the room."""
    number = 0
    while number < len(shown) and room >= shown[number][1]:
        room -= shown[number][1]
        number += 1
    return number
