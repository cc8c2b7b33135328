"""Scalars in their canonical form: no quotes around plain words, lines that end in time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from itsm_as_code.document.nodes import ScalarNode, Unreadable
from itsm_as_code.document.scalars import (
    WIDTH,
    can_be_folded,
    double_quoted,
    fits_block,
    fits_plain,
    folded,
    literal,
    quoted,
)

_WORDS = re.compile(r"{0}(?:(?:[,;.]? | [–—-] |['’-]){0})*\.?".format(r"[^\W\d_]+"))
"""Text in which nobody could suspect a number, a date, a time, a link or an expression."""

_LONGEST_KEY = 1000
_MARKERS = ("---", "...")


@dataclass(frozen=True, slots=True)
class Lines:
    """A scalar as it is written.

    Attributes:
        head: What stands on the line of its key or dash; a block's indicator, or all of it.
        body: The lines of a block, not indented.
        keeps_end: Whether it ends with blank lines, so that another would belong to it.
    """

    head: str
    body: tuple[str, ...] = ()
    keeps_end: bool = False


def on_one_line(text: str, node: ScalarNode, *, in_brackets: bool) -> str:
    """A scalar, its quotes as they should be.

    Args:
        text: The whole text.
        node: The scalar.
        in_brackets: Whether it stands inside brackets.
    """
    said = node.text
    if not node.style and "\n" not in said:
        return said or ("null" if in_brackets else "")
    if _WORDS.fullmatch(said) and fits_plain(said, in_brackets=in_brackets):
        return said
    source = text[node.start : node.end]
    if node.style == '"' and "\n" not in source:
        return source
    return quoted(said)


def key(text: str, node: ScalarNode, *, in_brackets: bool) -> str:
    """A key.

    Raises:
        Unreadable: When it is longer than a key on one line can be.
    """
    shown = on_one_line(text, node, in_brackets=in_brackets)
    if len(shown) > _LONGEST_KEY:
        raise Unreadable
    return shown


def lines(text: str, node: ScalarNode, column: int, indent: int) -> Lines:
    """A scalar outside of brackets.

    Args:
        text: The whole text.
        node: The scalar.
        column: Where it begins on the line of its key or dash.
        indent: The column of the lines of a block.
    """
    said = node.text
    if node.style in ("|", ">"):
        return _block(text, node, indent)
    inline = on_one_line(text, node, in_brackets=False)
    if not node.style and said.startswith(_MARKERS):
        inline = quoted(said)
    if "\n" not in said:
        too_long = column + len(inline) > WIDTH
        return _made(folded(said, WIDTH - indent)) if too_long and can_be_folded(said) else Lines(inline)
    as_written = inline == text[node.start : node.end] and column + len(inline) <= WIDTH
    return Lines(inline) if as_written or not fits_block(said) else _made(literal(said))


def _block(text: str, node: ScalarNode, indent: int) -> Lines:
    if not fits_block(node.text):
        return Lines(f'"{double_quoted(node.text)}"')
    if node.style == "|":
        return _made(literal(node.text))
    head, body = folded(node.text, WIDTH - indent)
    own = _own_lines(text, node)
    ends_blank = body[-1].strip(" \t") == "" and not head.endswith("+")
    if not ends_blank and all(len(line) <= WIDTH - indent for line in own):
        body = own + [""] * (len(node.text) - len(node.text.rstrip("\n")) - 1)
    return _made((head, body))


def _own_lines(text: str, node: ScalarNode) -> list[str]:
    """The lines of a folded block as its author broke them, without their indentation."""
    source = [line.removesuffix("\r") for line in text[node.start : node.end].split("\n")[1:]]
    first = next(line for line in source if line.strip(" "))
    said = node.text.lstrip("\n")
    indent = len(first) - len(first.lstrip(" ")) - (len(said) - len(said.lstrip(" ")))
    return [line[indent:] for line in source]


def _made(block: tuple[str, list[str]]) -> Lines:
    head, body = block
    return Lines(head, tuple(body), keeps_end=not body[-1].strip(" \t"))
