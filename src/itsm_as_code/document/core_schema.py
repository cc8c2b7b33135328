"""What a plain scalar means under the YAML 1.2 core schema (YAML 1.2.2, section 10.3).

Numbers that no JSON reader could hold (infinities, not-a-number, whole numbers beyond ±(2^53 − 1), RFC 7493
section 2.2) have no value here: editors, schemas and policies would each read something else.
"""

from __future__ import annotations

import math
import re
from typing import Final

Scalar = str | int | float | bool | None

CONSTANTS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
NUMBER_STARTS: Final = frozenset("+-.0123456789")
"""Characters that a plain scalar must begin with to be a number."""

LARGEST_WHOLE_NUMBER: Final = 2**53 - 1
_BASES = {"whole": 10, "octal": 8, "hexadecimal": 16}
_MOST_DIGITS = len(f"{LARGEST_WHOLE_NUMBER:o}")

_NUMBER = re.compile(
    r"""(?![0-9]+[^0-9.eExo])  # what no number goes on with: most texts that begin like one end here
    (?:(?P<whole>[-+]?[0-9]+)
    | 0o(?P<octal>[0-7]+)
    | 0x(?P<hexadecimal>[0-9a-fA-F]+)
    | (?P<decimal>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)
    | (?P<unbounded>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)))""",
    re.VERBOSE,
)


class UnboundedNumberError(ValueError):
    """A number that is written well and cannot be held exactly, or at all."""


def plain_value(text: str) -> Scalar:
    """The value of a plain (unquoted) scalar.

    Raises:
        UnboundedNumberError: For infinities, not-a-number and whole numbers beyond ±(2^53 − 1).
    """
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] in NUMBER_STARTS:
        return number_or_text(text)
    return text


def number_or_text(text: str) -> Scalar:
    """The number that `text` is, or the text itself.

    Raises:
        UnboundedNumberError: As `plain_value`.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    form = found.lastgroup
    if form == "decimal":
        number = float(text)
        if math.isinf(number):
            raise UnboundedNumberError
        return number
    if form == "unbounded":
        raise UnboundedNumberError
    base = _BASES[form or "whole"]
    sign = -1 if text[0] == "-" else 1
    digits = found.group(form or "whole").lstrip("+-0") or "0"
    if len(digits) > _MOST_DIGITS or int(digits, base) > LARGEST_WHOLE_NUMBER:
        raise UnboundedNumberError
    return sign * int(digits, base)
