"""Syntax errors in words that help the person who made them.

A parser says what it expected; an author wants to know what to change. So its complaint is only the way in:
the lines around the place tell which slip it was, and the problem points at what the author would mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from itsm_as_code.document import layout
from itsm_as_code.document.events import YAMLError
from itsm_as_code.document.slip import Slip, shown
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Problem
from itsm_as_code.text import shortened

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r].*)?$", re.MULTILINE)
_TAB = re.compile(r"[ ]*(\t[ \t]*)")
_CLOSERS = {"[": "]", "{": "}"}
_SIGN = re.compile(r"[\"'\[\]{}]")
_QUOTED = {'"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile("[^']*'")}
_DIGITS = re.compile("[0-9a-fA-F]*")
_TAG = re.compile(r"!(?:<[^>\s]*>?|[^\s,\[\]{}]*)")


def explain(error: YAMLError, source: Source) -> Problem:
    """The problem that a parser's error stands for."""
    length = len(source.text)
    mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = min(mark.index, length) if mark is not None else 0
    slip = Slip(
        source=source,
        at=at,
        since=min(context_mark.index, length) if context_mark is not None else at,
        complaint=getattr(error, "problem", None) or str(error),
        activity=getattr(error, "context", None) or "",
    )
    conflict = _CONFLICT.search(source.text)
    if conflict:
        return slip.problem(
            "A merge conflict is not resolved",
            conflict.start(),
            conflict.start() + len(conflict.group().rstrip()),
            "Choose one side and remove the lines that git put in.",
        )
    for complaint, explanation in _EXPLANATIONS.items():
        if complaint in slip.complaint:
            return explanation(slip)
    return _unknown(slip)


def _unknown(slip: Slip) -> Problem:
    while_doing = f" {slip.activity}" if slip.activity else ""
    message = f"The text is not YAML here: {slip.complaint}{while_doing}"
    return slip.problem(
        message, slip.at, slip.at + 1, "Look for a missing quote, bracket, colon or space around this place."
    )


def _tab(slip: Slip) -> Problem:
    start = slip.source.starts[slip.line_number - 1]
    found = _TAB.match(slip.text, start)
    if found:
        help_ = "Indent with spaces: YAML admits no tab here."
        return slip.problem("A tab indents this line", *found.span(1), help_)
    return slip.problem("A tab stands where a space should", slip.at, slip.at + 1, "Put a space instead.")


def _no_token(slip: Slip) -> Problem:
    if slip.character == "\t":
        return _tab(slip)
    return slip.needs_quotes(slip.at)


def _sign(slip: Slip) -> Problem:
    """A text that begins with `*` or `&` and is neither alias nor anchor."""
    return slip.needs_quotes(slip.since)


def _tag(slip: Slip) -> Problem:
    found = _TAG.match(slip.text, slip.since)
    end = found.end() if found else slip.since + 1
    written = shortened(slip.text[slip.since : end], 40)
    message = f"The tag {written} gives this value another type"
    return slip.problem(message, slip.since, end, "Remove it; put text in quotes.", rule="tag")


def _open_quote(slip: Slip) -> Problem:
    quote = slip.text[slip.since]
    end = slip.end_of(slip.source.position(slip.since)[0])
    return slip.problem(
        f"The quote {quote} that opens here is never closed", slip.since, end, f"Close the text with {quote}"
    )


def _unknown_escape(slip: Slip) -> Problem:
    start = slip.text.rfind("\\", slip.since, slip.at + 2)
    start = start if start >= 0 else slip.at
    end = start + 2
    written = slip.text[start:end]
    return slip.problem(
        f"{written} means nothing inside double quotes",
        start,
        end,
        f"Write \\{written} for a backslash, or use single quotes.",
        suggestion=f"\\{written}",
    )


def _bad_number(slip: Slip) -> Problem:
    start = max(slip.text.rfind("\\", slip.since, slip.at + 1), slip.since)
    digits = {"x": 2, "u": 4, "U": 8}.get(slip.text[start + 1 : start + 2], 2)
    found = _DIGITS.match(slip.text, start + 2)
    end = min(found.end(), start + 2 + digits) if found else start + 2
    help_ = f"Write {digits} hexadecimal digits of a character's number."
    return slip.problem(f"{slip.text[start:end]} is no character", start, end, help_)


def _after_indicator(slip: Slip) -> Problem:
    indicator = slip.text[slip.since]
    glued = slip.at == slip.since + 1 or not slip.text[slip.since + 1].isspace()
    if glued:
        return slip.needs_quotes(slip.since)
    end = slip.end_of_value(slip.at)
    help_ = f"Begin the text on the next line, indented; or, without {indicator}, put it in quotes."
    return slip.problem(f"Text follows {shown(indicator)} on its line", slip.at, end, help_)


def _zero_indent(slip: Slip) -> Problem:
    message = "A text block cannot be indented by 0 spaces"
    return slip.problem(message, slip.since, slip.at + 1, "Remove the 0.")


def _colon_in_brackets(slip: Slip) -> Problem:
    start = slip.since
    message = "A space is missing after the colon"
    return slip.problem(message, start, slip.at + 1, "Put one after it, or the whole text in quotes.")


def _in_brackets(slip: Slip) -> Problem:
    """Brackets that are not closed, closed with the wrong sign, or lack a comma."""
    opening = slip.text[slip.since]
    if opening not in _CLOSERS:
        return _unknown(slip)
    if slip.text.startswith("{{", slip.since):
        return slip.needs_quotes(slip.since, "{{")
    what = "list" if opening == "[" else "mapping"
    closing = _CLOSERS[opening]
    place = (slip.source.span(slip.since, slip.since + 1), "opened here")
    if slip.character in _CLOSERS.values():
        message = f"The {what} that opens with {opening} is closed with {slip.character}"
        return slip.problem(message, slip.at, slip.at + 1, f"Close it with {closing}", related=(place,))
    if not _is_closed(slip.text, slip.since):
        end = slip.end_of(slip.source.position(slip.since)[0])
        return slip.problem(
            f"The {what} that opens here is never closed", slip.since, end, f"Close it with {closing}"
        )
    if slip.character == ":" and not slip.before.strip():
        help_ = "Join this line to the one above."
        return slip.problem("A colon stands on another line than its key", slip.at, slip.at + 1, help_)
    start = slip.at - len(slip.before.rstrip(" :").split(" ")[-1]) if slip.character == ":" else slip.at
    return slip.problem(
        f"A comma is missing in the {what}",
        start,
        slip.end_of_value(start),
        "Put one between two entries.",
        related=(place,),
    )


def _is_closed(text: str, start: int) -> bool:
    """Whether brackets and quotes from `start` on come to their end."""
    expected: list[str] = []
    at = start
    while found := _SIGN.search(text, at):
        sign, at = found.group(), found.end()
        if sign in _QUOTED:
            quoted = _QUOTED[sign].match(text, at)
            if quoted is None:
                return False
            at = quoted.end()
        elif sign in _CLOSERS:
            expected.append(_CLOSERS[sign])
        elif expected.pop() != sign:
            return False
        elif not expected:
            return True
    return False


def _no_content(slip: Slip) -> Problem:
    sign = slip.character
    if slip.text.startswith("...", slip.at) and not slip.before:
        return slip.problem(
            "The file is empty", slip.at, slip.at + 3, "It should hold one entity.", rule="not-one-document"
        )
    if sign == ",":
        return slip.problem(
            "A value is missing before the comma", slip.at, slip.at + 1, "Write it, or remove the comma."
        )
    if sign == ":" and slip.text[slip.at + 1 : slip.at + 2].strip() in ("", ",", "}", "]"):
        return slip.problem("A key is missing before the colon", slip.at, slip.at + 1, "Write one.")
    if sign == ":":
        return slip.needs_quotes(slip.at)
    if sign in _CLOSERS.values():
        return layout.closes_nothing(slip)
    return _unknown(slip)


_EXPLANATIONS: Final[dict[str, Callable[[Slip], Problem]]] = {
    "found a tab character": _tab,
    "found character that cannot start any token": _no_token,
    "mapping values are not allowed": layout.second_colon,
    "mapping keys are not allowed": layout.question_mark,
    "block sequence entries are not allowed": layout.list_on_the_line,
    "could not find expected ':'": layout.no_colon,
    "did not find expected '-' indicator": layout.missing_dash,
    "did not find expected key": layout.no_key_here,
    "did not find expected <document start>": layout.beyond_the_root,
    "did not find expected ',' or": _in_brackets,
    "did not find expected node content": _no_content,
    "did not find expected alphabetic or numeric character": _sign,
    "did not find expected comment or line break": _after_indicator,
    "found an indentation indicator equal to 0": _zero_indent,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "found unknown escape character": _unknown_escape,
    "did not find expected hexdecimal number": _bad_number,
    "found invalid Unicode character escape code": _bad_number,
    "found unexpected ':'": _colon_in_brackets,
    "found undefined tag handle": _tag,
    "did not find expected whitespace or line break": _tag,
    "did not find the expected '>'": _tag,
    "did not find expected tag URI": _tag,
    "did not find expected '!'": _tag,
    "did not find URI escaped octet": _tag,
    "found an incorrect": _tag,
}
