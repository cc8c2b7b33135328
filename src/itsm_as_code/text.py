"""Words for people: suggestions, lists, counts, field paths. Knows nothing of the domain."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from itsm_as_code.finding import FieldPath

_FORMAT_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

_CLEARLY_LESS = 0.1


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """The candidates most like `word`, best first; empty when none is near.

    Likeness is Ratcliff-Obershelp (difflib) on case-folded text, with a cut-off of 0.6; what is clearly less
    like it than the best is left out.
    """
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(candidate.casefold(), candidate)
    sought = word.casefold()
    found = difflib.get_close_matches(sought, folded, n=limit, cutoff=0.6)
    likeness = [difflib.SequenceMatcher(None, name, sought).ratio() for name in found]
    return [
        folded[name]
        for name, ratio in zip(found, likeness, strict=True)
        if ratio > likeness[0] - _CLEARLY_LESS
    ]


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """A sentence such as "Did you mean email or e-mail?", or `None` when nothing is near."""
    found = nearest(word, candidates)
    return f"Did you mean {any_of(found)}?" if found else None


def any_of(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return _joined(words, "or")


def all_of(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return _joined(words, "and")


def some_of(words: Sequence[str], most: int) -> str:
    """`a, b and c` where at most so many are named, else `a, b and 7 others`."""
    if len(words) > most:
        words = [*words[: most - 1], count(len(words) - most + 1, "other")]
    return all_of(words)


def _joined(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`, `1,200 errors`."""
    word = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,} {word}"


def money(amount: Decimal, currency: str) -> str:
    """`12,000 EUR`, `118.50 EUR`: rounded to a hundredth, which is left out where it is none."""
    return f"{amount:,.2f}".removesuffix(".00") + f" {currency}"


def field_path(path: FieldPath) -> str:
    """`("spec", "targets", 0, "atLeast")` as `spec.targets[0].atLeast`."""
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            shown += f".{step}" if shown else step
    return shown


def printable(text: str) -> str:
    """The text on one line with control, format and surrogate characters as escapes.

    Text from a repository goes through this before it reaches a terminal, a log or an annotation, so that
    escape sequences, newlines in file names and bidirectional overrides show instead of acting.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        if unicodedata.category(character) not in _FORMAT_CATEGORIES
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def shortened(text: str, width: int = 60) -> str:
    """The text cut to `width` characters with an ellipsis, for values quoted in messages."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
