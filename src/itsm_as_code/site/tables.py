"""Pages that are tables: sections with a sentence, a head and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

Cell = Markup | str


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading.

    Attributes:
        title: The heading; empty for a table right below the title of the page.
        text: What it shows, in a sentence; may be empty.
        heads: The heads of the columns.
        rows: The rows; the first cell of each is its head.
        drawing: A drawing of the same; may be empty.
        totals: A last row that sums up; may be empty.
    """

    title: str
    text: Cell
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    drawing: Cell = ""
    totals: Sequence[Cell] = ()


def listed(links: Sequence[Markup]) -> Markup:
    """Links one below the other, for a cell."""
    return Markup("<br>").join(links)
