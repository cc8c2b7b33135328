"""One scalar instead of another, written as the other was where that can be."""

from __future__ import annotations

from itsm_as_code.document.core_schema import Scalar
from itsm_as_code.document.nodes import ScalarNode
from itsm_as_code.document.scalars import (
    WIDTH,
    double_quoted,
    fits_block,
    folded,
    literal,
    quoted,
    written,
)

_INDENT = 2


def rewritten(old: ScalarNode, new: Scalar, *, in_brackets: bool) -> str:
    """A scalar on one line in the quotes of another, where it is text and these will do.

    Args:
        old: What stands there.
        new: What shall stand there.
        in_brackets: Whether that is inside brackets.
    """
    if not isinstance(new, str) or old.style not in ("'", '"'):
        return written(new, in_brackets=in_brackets)
    if old.style == '"':
        return f'"{double_quoted(new)}"'
    doubled = new.replace("'", "''")
    return f"'{doubled}'" if new.isprintable() else quoted(new)


def rewritten_block(old: ScalarNode, new: Scalar, column: int) -> list[str] | None:
    """A text as a block of the same kind as another; `None` when it cannot be one.

    Args:
        old: The block that stands there.
        new: What shall stand there.
        column: The column of the key or dash that it belongs to.

    Returns:
        Its indicator, then its lines with their indentation.
    """
    if old.style not in ("|", ">") or not isinstance(new, str) or not fits_block(new):
        return None
    indent = column + _INDENT
    head, body = literal(new) if old.style == "|" else folded(new, WIDTH - indent)
    return [head, *(f"{' ' * indent}{line}" if line else "" for line in body)]


def part(old: ScalarNode, text: str) -> str:
    """Some characters as they are written inside a scalar."""
    if old.style == '"':
        return double_quoted(text)
    return text.replace("'", "''") if old.style == "'" else text
