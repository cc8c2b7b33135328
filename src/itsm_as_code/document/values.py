"""Writing plain values anew: on one line in brackets, or over several lines as a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from itsm_as_code.document.scalars import WIDTH, can_be_folded, fits_block, folded, literal, written

_INDENT = 2


def inline(value: Any) -> str:
    """A value on one line, as it may stand inside brackets.

    Args:
        value: A scalar, mapping or list.
    """
    if isinstance(value, Mapping):
        inside = ", ".join(f"{written(key, in_brackets=True)}: {inline(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(inline, value))}]"
    return written(value, in_brackets=True)


def lines(opening: str, value: Any, indent: int, *, spread: bool = False) -> Iterator[str]:
    """An entry of a block: what opens it (a key with its colon, or a dash) with its value.

    Args:
        opening: What opens it.
        value: The value.
        indent: The column of the opening; the lines that follow stand further to the right.
        spread: Whether a mapping or a list spreads over several lines even when one would do.

    Yields:
        The lines without the indentation of the first; the others bear theirs.
    """
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        short = f"{opening} {inline(value)}"
        if value and (spread or indent + len(short) > WIDTH):
            yield from _collection(opening, value, indent + _INDENT)
        else:
            yield short
    else:
        yield from _scalar(opening, value, indent)


def _collection(opening: str, value: Any, indent: int) -> Iterator[str]:
    entries = (
        [(f"{written(key)}:", item) for key, item in value.items()]
        if isinstance(value, Mapping)
        else [("-", item) for item in value]
    )
    margin = " " * indent
    first = opening == "-"  # what an item holds begins on the line of its dash
    if not first:
        yield opening
    for key, item in entries:
        head, *rest = lines(key, item, indent)
        yield f"- {head}" if first else margin + head
        yield from rest
        first = False


def _scalar(opening: str, value: Any, indent: int) -> Iterator[str]:
    short = f"{opening} {written(value)}"
    block: tuple[str, list[str]] | None = None
    if isinstance(value, str) and "\n" in value and fits_block(value):
        block = literal(value)
    elif isinstance(value, str) and indent + len(short) > WIDTH and can_be_folded(value):
        block = folded(value, WIDTH - indent - _INDENT)
    if block is None:
        yield short
        return
    head, body = block
    yield f"{opening} {head}"
    yield from (f"{' ' * (indent + _INDENT)}{line}" if line else "" for line in body)
