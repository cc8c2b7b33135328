"""One canonical layout for every document. Must not know what the keys mean: their order is told."""

from __future__ import annotations

from itsm_as_code.document import nodes
from itsm_as_code.document.formatting.commented import commented
from itsm_as_code.document.formatting.layout import Layout
from itsm_as_code.document.formatting.order import ANY_ORDER, Order

__all__ = ["ANY_ORDER", "Order", "formatted"]


def formatted(text: str, order: Order = ANY_ORDER) -> str:
    """The document in its canonical layout, with the same value and every comment.

    Keys stand in the order told; blocks are indented by two spaces; lines end at 110 characters where they
    can be broken; quotes around plain words go; blank lines part, one at a time. What its author chose stays:
    a collection in brackets as long as it fits on its line, and where the lines of a folded text end.

    Args:
        text: A document inside the YAML subset; its root may be anything.
        order: The order of keys.

    Raises:
        nodes.Unreadable: When it holds no document.
    """
    text = text.replace("\r\n", "\n")
    layout = Layout(text)
    layout.document(commented(text, nodes.read(text)), order)
    return "".join(f"{line}\n" for line in layout.lines)
