"""Rows for people (aligned columns) and for spreadsheets (CSV, RFC 4180 with line feeds)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from itsm_as_code.report import cells
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable

_NARROW = 16
"""Columns of at most so many cells are never cut."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def render_text(
    columns: Sequence[str], rows: Sequence[Sequence[str]], style: Style, width: int | None
) -> str:
    """Aligned columns under their names, the first in colour and never cut; the others end in an ellipsis.

    Args:
        columns: The names of the columns.
        rows: The cells, as many in each row as there are columns.
        style: Whether to colour.
        width: Cells that a line may take; whatever it needs when absent.
    """
    shown = [[printable(cell) for cell in row] for row in rows]
    rooms = _rooms([columns, *shown], width)
    lines = [_line(columns, rooms, [Tone.FAINT] * len(columns), style)]
    tones = [Tone.CODE] + [None] * (len(columns) - 1)
    lines += [_line(row, rooms, tones, style) for row in shown]
    return "\n".join(lines) + "\n"


def _rooms(rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """The cells of each column: the widest but the first gives way until a row fits."""
    first, *rooms = (max(map(cells.width, column)) for column in zip(*rows, strict=True))
    if width is not None:
        room = width - first - 2 * len(rooms)
        while sum(rooms) > room and max(rooms) > _NARROW:
            rooms[rooms.index(max(rooms))] -= 1
    return [first, *rooms]


def _line(row: Sequence[str], rooms: Sequence[int], tones: Sequence[Tone | None], style: Style) -> str:
    shown = []
    for cell, room, tone in zip(row, rooms, tones, strict=True):
        text = cells.clipped(cell, room)
        blanks = " " * (room - cells.width(text))
        shown.append((style.paint(text, tone) if tone else text) + blanks)
    return "  ".join(shown).rstrip()


def render_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Comma-separated values under their names.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets take
    for "this is text"; numbers stay numbers.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
