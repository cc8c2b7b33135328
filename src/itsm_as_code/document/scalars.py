"""Writing scalars: plain where any reader of YAML reads them alike, else in quotes or as a block of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itsm_as_code.document.core_schema import Scalar, UnboundedNumberError, plain_value

WIDTH: Final = 110
"""The most characters of a line, where its text can be broken."""

_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
"""Characters that no plain text begins with here; YAML admits some of them before certain others."""

_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#")
_IN_BRACKETS = re.compile(r"[,\[\]{}?]")
_OTHERWISE_IN_YAML_1_1 = re.compile(
    r"(?i:y|yes|n|no|on|off|true|false|null|[-+]?\.inf|\.nan)"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPACE_TO_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")


def fits_plain(text: str, *, in_brackets: bool = False) -> bool:
    """Whether a text can be written without quotes, and YAML 1.1 and 1.2 both read it as text.

    Dates (`2026-12-31`) count as text, as the model has them.
    """
    if not text or text[0] in _INDICATORS or text != text.strip() or not text.isprintable():
        return False
    if text.startswith(("---", "...")) or _ENDS_PLAIN.search(text):
        return False
    return _is_text(text) and not (in_brackets and _IN_BRACKETS.search(text))


def _is_text(text: str) -> bool:
    try:
        value = plain_value(text)
    except UnboundedNumberError:
        return False
    return isinstance(value, str) and _OTHERWISE_IN_YAML_1_1.fullmatch(text) is None


def written(value: Scalar, *, in_brackets: bool = False) -> str:
    """A scalar on one line, in quotes where it needs them.

    Args:
        value: A text, number, truth value or nothing.
        in_brackets: Whether it stands inside brackets.
    """
    if isinstance(value, str):
        return value if fits_plain(value, in_brackets=in_brackets) else quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def quoted(text: str) -> str:
    """The text in double quotes; in single ones where these need no escape and double ones do."""
    if ('"' in text or "\\" in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{double_quoted(text)}"'


def double_quoted(text: str) -> str:
    """What stands between double quotes for a text."""
    return "".join(_ESCAPES.get(character) or _escaped(character) for character in text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x20 or code == 0x7F else character


def fits_block(text: str) -> bool:
    """Whether a text can stand as a block (`|` or `>`): it has a line that does not begin with a tab."""
    first = next((line for line in text.split("\n") if line), "")
    return bool(first.strip(" \t")) and first[0] != "\t" and "\r" not in text


def can_be_folded(text: str) -> bool:
    """Whether a text on one line may be broken at some space."""
    return text == text.strip(" \t") and "\r" not in text and _SPACE_TO_BREAK.search(text) is not None


def literal(text: str) -> tuple[str, list[str]]:
    """The indicator and the lines, not yet indented, of a text as a literal block (`|`)."""
    return _block("|", text, text.rstrip("\n").split("\n"))


def folded(text: str, width: int) -> tuple[str, list[str]]:
    """The indicator and the lines, not yet indented, of a text as a folded block (`>`).

    Args:
        text: The text.
        width: The most characters of a line, where it can be broken.
    """
    return _block(">", text, list(_folded_lines(text.rstrip("\n").split("\n"), width)))


def _block(sign: str, text: str, lines: list[str]) -> tuple[str, list[str]]:
    first = next(line for line in lines if line)
    indent = "2" if first[0] == " " else ""
    ends = len(text) - len(text.rstrip("\n"))
    chomping = "-" if ends == 0 else "" if ends == 1 else "+"
    return f"{sign}{indent}{chomping}", lines + [""] * (ends - 1)


def _folded_lines(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a text, broken at `width`, with the empty lines that folding asks for between them."""
    last: str | None = None
    for line in lines:
        if not line:
            yield ""
            continue
        if last is not None and _is_folded(last) and _is_folded(line):
            yield ""
        yield from broken(line, width) if _is_folded(line) else (line,)
        last = line


def _is_folded(line: str) -> bool:
    """Whether folding applies to a line: not to one that begins with a blank."""
    return line[:1] not in (" ", "\t")


def broken(line: str, width: int) -> Iterator[str]:
    """A line broken at single spaces so that no part is longer than `width`, where that can be."""
    start, last = 0, 0
    for space in _SPACE_TO_BREAK.finditer(line):
        if space.start() - start > width and last > start:
            yield line[start : last - 1]
            start = last
        last = space.end()
    if len(line) - start > width and last > start:
        yield line[start : last - 1]
        start = last
    yield line[start:]
