"""Diagrams of columns, drawn as SVG: what relies on a thing at the left, what it needs at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH, _GAP, _ROW, _PAD, _TOP, _LINE = 196, 92, 12, 16, 34, 16
_LETTERS = 25
"""About as many letters as fit on a line of a box."""
_ARROW = (
    '<defs><marker id="itsm-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
    ' orient="auto"><path d="M0 0 8 4 0 8z"></path></marker></defs>'
)
_MOST_IN_LAYERS = 20
"""Boxes of a column beyond which several columns are not drawn."""
_MOST = 9
"""Boxes of a column; what is beyond is counted in the last."""


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in a diagram.

    Attributes:
        title: What stands in it.
        address: Where it leads; empty where it leads nowhere.
        soft: Whether the relation is a loose one, drawn dashed.
    """

    title: str
    address: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    box: Box
    lines: tuple[str, ...]
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def columns(
    label: str, heads: Sequence[str], sides: tuple[Sequence[Box], Sequence[Box]], middle: str
) -> Markup:
    """A diagram of three columns with one box in the middle.

    Args:
        label: What it shows, for those who do not see it.
        heads: The titles of the columns.
        sides: The boxes at the left and at the right; a side without boxes is left out.
        middle: The title of the box in the middle.
    """
    left, right = (_shortened(side) for side in sides)
    shown = [
        (head, side) for head, side in zip(heads, (left, None, right), strict=True) if side is None or side
    ]
    heights = [_height(side) for _, side in shown if side is not None]
    inner = max([*heights, 2 * _LINE + 16])
    width = len(shown) * _WIDTH + (len(shown) - 1) * _GAP + 2 * _PAD
    height = inner + _TOP + _PAD
    texts, boxes, edges = "", "", ""
    centre_x = _PAD + (_WIDTH + _GAP if left else 0)
    centre = _placed([Box(middle)], centre_x, inner)[0]
    for number, (head, side) in enumerate(shown):
        x = _PAD + number * (_WIDTH + _GAP)
        texts += f'<text class="head" x="{x + _WIDTH // 2}" y="20">{escape(head)}</text>'
        for placed in _placed(side, x, inner) if side is not None else [centre]:
            boxes += _box(placed, "middle" if side is None else "soft" if placed.box.soft else "")
            if side is not None:
                edges += _edge(placed, centre)
    drawing = (
        f'<svg class="itsm-diagram" role="group" aria-label="{escape(label)}" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    return Markup("\n".join([drawing, _ARROW, texts, edges, boxes, "</svg>"]))


def _shortened(boxes: Sequence[Box]) -> Sequence[Box]:
    if len(boxes) <= _MOST:
        return boxes
    return [*boxes[: _MOST - 1], Box(f"and {len(boxes) - _MOST + 1} more", soft=True)]


def _lines(title: str) -> tuple[str, ...]:
    """A title on at most two lines."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]}…"]
    return tuple(line if len(line) <= _LETTERS + 2 else f"{line[:_LETTERS]}…" for line in lines)


def _box_height(box: Box) -> int:
    return len(_lines(box.title)) * _LINE + 16


def _height(boxes: Sequence[Box]) -> int:
    return sum(map(_box_height, boxes)) + _ROW * (len(boxes) - 1)


def _placed(boxes: Sequence[Box], x: int, inner: int) -> list[_Placed]:
    y = _TOP + (inner - _height(boxes)) // 2
    found = []
    for box in boxes:
        height = _box_height(box)
        found.append(_Placed(box, _lines(box.title), x, y, height))
        y += height + _ROW
    return found


def _box(placed: _Placed, sort: str) -> str:
    inner = f'<rect x="{placed.x}" y="{placed.y}" width="{_WIDTH}" height="{placed.height}" rx="8"></rect>'
    middle, top = placed.x + _WIDTH // 2, placed.y + 20
    for number, line in enumerate(placed.lines):
        inner += f'<text x="{middle}" y="{top + _LINE * number}">{escape(line)}</text>'
    if placed.box.address:
        inner = f'<a href="{escape(placed.box.address)}">{inner}</a>'
    return f'<g class="box {sort}">{inner}</g>'


def _edge(placed: _Placed, centre: _Placed) -> str:
    """An arrow from what relies to what it relies on: always from left to right."""
    first, second = (placed, centre) if placed.x < centre.x else (centre, placed)
    x1, y1, x2, y2 = first.x + _WIDTH, first.middle, second.x - 3, second.middle
    bend = _GAP // 2
    sort = "edge soft" if placed.box.soft else "edge"
    return f'<path class="{sort}" d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"></path>'


def layers(
    label: str,
    heads: Sequence[tuple[str, Sequence[tuple[str, Box]]]],
    edges: Sequence[tuple[str, str]],
) -> Markup:
    """A diagram of several columns whose boxes have names, with lines from column to column.

    Args:
        label: What it shows, for those who do not see it.
        heads: The title of each column and its boxes, each with its name.
        edges: Pairs of names, each from a column to the next.
    """
    shown = [(head, boxes) for head, boxes in heads if boxes]
    if len(shown) < 2 or max(len(boxes) for _, boxes in shown) > _MOST_IN_LAYERS:
        return Markup()
    inner = max(_height([box for _, box in boxes]) for _, boxes in shown)
    places: dict[str, _Placed] = {}
    texts = ""
    for number, (head, boxes) in enumerate(shown):
        x = _PAD + number * (_WIDTH + _GAP)
        texts += f'<text class="head" x="{x + _WIDTH // 2}" y="20">{escape(head)}</text>'
        for (name, _), placed in zip(boxes, _placed([box for _, box in boxes], x, inner), strict=True):
            places[name] = placed
    lines = "".join(
        _edge(places[a], places[b]) for a, b in dict.fromkeys(edges) if a in places and b in places
    )
    width = len(shown) * _WIDTH + (len(shown) - 1) * _GAP + 2 * _PAD
    height = inner + _TOP + _PAD
    drawing = (
        f'<svg class="itsm-diagram" role="group" aria-label="{escape(label)}" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    boxes_drawn = "".join(_box(placed, "soft" if placed.box.soft else "") for placed in places.values())
    return Markup("\n".join([drawing, _ARROW, texts, lines, boxes_drawn, "</svg>"]))
