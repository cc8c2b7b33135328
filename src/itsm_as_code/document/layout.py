"""Slips of layout: indentation, colons, dashes; what a line is and where it belongs."""

from __future__ import annotations

import re

from itsm_as_code.document.slip import Slip, in_quotes, indent_of, key_and_value, shown, significant
from itsm_as_code.finding import Problem
from itsm_as_code.text import any_of, count, shortened

_LONGEST_KEY = 1024
_SEPARATOR = re.compile(r"(?P<key>[^\s:：=]+)[ \t]*(?P<sign>:|：|=)[ \t]*(?P<value>(?!//)[^\s=].*)")
_DASH = re.compile(r"-(?P<item>[^\s-].*)")
_DASHES = re.compile(r"(?:-[ \t]+)*")
_DASH_AND_GAP = re.compile(r"-(?:[ \t]+|$)")
_LIST_ITEM = re.compile(r"-(?:[ \t]|$)")
_TEXT_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)+[^\s:：=]+(?:[ \t]|$)")
_COLON = re.compile(r":(?:[ \t\r\n]|$)")
_KEY = re.compile(r"(?:-[ \t]+)*(?P<key>[^\s:\[{][^:]*):(?:\s|$)")


def second_colon(slip: Slip) -> Problem:
    """`title: Mail: the service`, or a line that the lines above turn into part of a value."""
    pair = key_and_value(slip.before)
    if pair:
        return _colon_in_value(slip, pair)
    too_long = _long_key(slip, slip.line_number)
    if too_long:
        return too_long
    above = slip.previous(slip.line_number)
    if above is None:
        return slip.problem(
            "A colon stands where no key can be", slip.at, slip.at + 1, "Put the text in quotes."
        )
    line = significant(slip.source.line(above))
    if key_and_value(line):
        return _under_a_value(slip, above)
    if _TEXT_ITEM.match(line) and indent_of(line) < indent_of(slip.source.line(slip.line_number)):
        return _under_an_item(slip, line.strip())
    return _no_pair(slip, above)


def no_colon(slip: Slip) -> Problem:
    """A line that should be a key with its value and is none."""
    number = slip.source.position(slip.since)[0]
    return _long_key(slip, number) or _no_pair(slip, number)


def list_on_the_line(slip: Slip) -> Problem:
    """`key: - item`."""
    end = slip.end_of(slip.line_number)
    if not key_and_value(slip.before + "x"):
        return slip.problem("A list item cannot stand here", slip.at, end, "Indent it under its key.")
    return slip.problem(
        "A list cannot begin on the line of its key",
        slip.at,
        end,
        "Begin it on the next line, or write [a, b].",
    )


def question_mark(slip: Slip) -> Problem:
    """`key: ? text`."""
    return slip.needs_quotes(slip.at)


def missing_dash(slip: Slip) -> Problem:
    """A line among the items of a list that is no item."""
    number = slip.line_number
    start, end = slip.start_of(number), slip.end_of(number)
    if slip.at > start:
        return after_the_end(slip)
    glued = _DASH.match(slip.text, start, end)
    if glued:
        return _glued_dash(slip, start, end, glued)
    if slip.at - slip.source.starts[number - 1] in _indents_above(slip, number, items=True):
        help_ = "Begin it with “- ”, or indent it like the key that it belongs to."
        return slip.problem("A line stands among the items of a list and is none", start, end, help_)
    return _wrong_indentation(slip)


def no_key_here(slip: Slip) -> Problem:
    """Something stands where the next key of a mapping should."""
    number = slip.line_number
    start, end = slip.start_of(number), slip.end_of(number)
    if slip.at > start and slip.before.strip(" \t-"):
        return after_the_end(slip)
    if slip.character == ":":
        return slip.problem("A key is missing before the colon", slip.at, slip.at + 1, "Write one.")
    own = _KEY.match(slip.text, start, end) or _LIST_ITEM.match(slip.text, start)
    above = slip.previous(number)
    if own and above is not None:
        line = significant(slip.source.line(above))
        if indent_of(line) < indent_of(slip.source.line(number)) and key_and_value(line):
            return _under_a_value(slip, above)
    if _LIST_ITEM.match(slip.text, start) and _fits(slip, number):
        return slip.problem("A list item stands among keys", start, end, "Indent it under its key.")
    return _wrong_indentation(slip)


def after_the_end(slip: Slip) -> Problem:
    """Something follows a closing quote or bracket on the same line."""
    end = slip.end_of_value(slip.at)
    before = slip.before.rstrip()
    closing = before[-1:]
    pair = key_and_value(slip.source.line(slip.line_number))
    if pair and pair["value"].startswith("{{"):
        return slip.needs_quotes(slip.source.starts[slip.line_number - 1] + pair.start("value"), "{{")
    if slip.character in ("]", "}"):
        return closes_nothing(slip)
    if closing in ('"', "'") and before.count(closing) % 2:
        message = f"A text in quotes from a line above ends before {shown(slip.text[slip.at : end])}"
        return slip.problem(message, slip.at, end, f"Look above for a text without its closing {closing}")
    message = f"{shown(slip.text[slip.at : end])} stands after the end of the value"
    if closing == "'" and before == slip.before:
        help_ = "Write '' for an apostrophe inside single quotes, or use double quotes."
    elif closing == '"' and '"' in slip.text[slip.at : end]:
        help_ = 'Write \\" for a quote inside double quotes, or use single quotes around.'
    elif closing in ('"', "'"):
        help_ = "Put the whole text in one pair of quotes."
    elif closing in ("]", "}"):
        help_ = "Put the whole text in quotes, or remove what follows the bracket."
    else:
        help_ = "Begin a new line, or put the whole text in quotes."
    return slip.problem(message, slip.at, end, help_)


def closes_nothing(slip: Slip) -> Problem:
    """A closing bracket with no opening one."""
    message = f"This {shown(slip.character)} closes nothing"
    return slip.problem(message, slip.at, slip.at + 1, "Remove it, or put text that contains it in quotes.")


def beyond_the_root(slip: Slip) -> Problem:
    """Something follows the end of the document."""
    number = slip.line_number
    start, end = slip.start_of(number), slip.end_of(number)
    above = slip.previous(number)
    line_above = "" if above is None else slip.source.line(above)
    if re.match(r"\.\.\.(?:\s|$)", line_above):
        help_ = "One file holds one entity: move what follows to a file of its own."
        return slip.problem("A second document begins here", start, end, help_, rule="not-one-document")
    if slip.at > start:
        return after_the_end(slip)
    if above is not None and indent_of(line_above) > indent_of(slip.source.line(number)):
        help_ = "Begin all fields of the file in the first column."
        return slip.problem("This line is indented less than the first", start, end, help_)
    return slip.problem("This line stands after the end of the value", start, end, "Remove it.")


def _colon_in_value(slip: Slip, pair: re.Match[str]) -> Problem:
    start = slip.at - len(slip.before) + pair.start("value")
    end = slip.end_of_value(start)
    value = slip.text[start:end]
    if value[0] in "\"'[{":
        return slip.problem(
            "A second colon stands on this line", slip.at, slip.at + 1, "Remove it, or begin a new line."
        )
    quoted = f'"{value}"' if '"' not in value and "\\" not in value else None
    return slip.problem(
        "Text with a colon and a space in it needs quotes",
        start,
        end,
        f"Write {quoted}" if quoted and len(quoted) < 60 else "Put the whole text in quotes.",
        suggestion=quoted,
    )


def _after_dashes(slip: Slip, number: int) -> int:
    """Where a line begins, without the dashes of a list."""
    start = slip.start_of(number)
    dashes = _DASHES.match(slip.text, start)
    return dashes.end() if dashes else start


def _long_key(slip: Slip, number: int) -> Problem | None:
    start = _after_dashes(slip, number)
    colon = _COLON.search(slip.text, start, slip.end_of(number))
    if colon is None or colon.start() - start <= _LONGEST_KEY:
        return None
    message = f"A key has {colon.start() - start:,} characters; {_LONGEST_KEY:,} is the most"
    return slip.problem(message, start, colon.start(), "Make it shorter.")


def _under_an_item(slip: Slip, item: str) -> Problem:
    start = slip.start_of(slip.line_number)
    message = f"{shown(slip.text[start : slip.at])} is indented under {shown(item)}, which is a text"
    return slip.problem(message, start, slip.at, "Begin it in the column of its own mapping.")


def _under_a_value(slip: Slip, above: int) -> Problem:
    number = slip.line_number
    start, end = slip.start_of(number), slip.end_of(number)
    line = slip.source.line(above)
    pair = key_and_value(line)
    key = pair["key"] if pair else line.strip()
    own = _KEY.match(slip.text, start, end)
    what, end = (shown(own["key"]), own.end("key")) if own else ("This line", end)
    place = slip.source.starts[above - 1] + (pair.start("key") if pair else indent_of(line))
    return slip.problem(
        f"{what} is indented under {shown(key)}, which already has a value",
        start,
        end,
        f"Begin it in the column of {shown(key)}, or remove that value.",
        related=((slip.source.span(place, place + len(key)), "the value is here"),),
    )


def _no_pair(slip: Slip, number: int) -> Problem:
    start, end = slip.start_of(number), slip.end_of(number)
    line = slip.text[start:end]
    glued = _DASH.match(slip.text, start, end)
    if glued:
        return _glued_dash(slip, start, end, glued)
    start = _after_dashes(slip, number)
    pair = _SEPARATOR.match(slip.text, start, end)
    if pair and in_quotes(pair["key"]):
        meant = f"{pair['key']}: {pair['value']}"
        if pair["sign"] == "=":
            message = "A key and its value are separated by a colon, not by “=”"
        elif pair["sign"] == "：":
            message = "This colon is a full-width one, which separates nothing"
        else:
            message = "A space is missing after the colon"
        return slip.problem(message, start, end, f"Write {shortened(meant, 40)}", suggestion=meant)
    help_ = "Write “key: value”, or indent the line if it continues the text above."
    return slip.problem(f"{shown(line)} is no key with a value", start, end, help_)


def _glued_dash(slip: Slip, start: int, end: int, glued: re.Match[str]) -> Problem:
    meant = f"- {glued['item']}"
    return slip.problem(
        "A space is missing after the dash", start, end, f"Write {shortened(meant, 40)}", suggestion=meant
    )


def _wrong_indentation(slip: Slip) -> Problem:
    number = slip.line_number
    start, end = slip.start_of(number), slip.end_of(number)
    above = slip.previous(number)
    if above is not None and significant(slip.source.line(above)) != slip.source.line(above).rstrip():
        help_ = "Move the comment, or put the whole text in quotes."
        return slip.problem("The text that this line continues ended at the comment above", start, end, help_)
    own = _KEY.match(slip.text, start, end)
    spaces = indent_of(slip.source.line(number))
    if _fits(slip, number):
        return slip.problem(
            "This line belongs to nothing above it", start, end, "Indent it like its neighbours."
        )
    item = _LIST_ITEM.match(slip.text, start) is not None
    wanted = any_of([str(indent) for indent in _indents_above(slip, number, items=item)])
    return slip.problem(
        f"This line is indented by {count(spaces, 'space')}, unlike every line above that it could belong to",
        start,
        own.end("key") if own else end,
        f"Indent it by {wanted} {'space' if wanted == '1' else 'spaces'}.",
    )


def _fits(slip: Slip, number: int) -> bool:
    item = _LIST_ITEM.match(slip.text, slip.start_of(number)) is not None
    return indent_of(slip.source.line(number)) in _indents_above(slip, number, items=item)


def _indents_above(slip: Slip, number: int, *, items: bool) -> list[int]:
    """The columns in which the blocks begin that are open before a line, the outermost first.

    Args:
        slip: Where the parser stopped.
        number: The line.
        items: Whether to give the columns of the lists (or, where there is none, of all) rather than those
            of the mappings.
    """
    lists: set[int] = set()
    mappings: set[int] = set()
    lowest = len(slip.text)
    above = slip.previous(number)
    while above is not None and lowest > 0:
        line = slip.source.line(above)
        at = indent_of(line)
        while at < lowest and (dash := _DASH_AND_GAP.match(line, at)):
            lists.add(at)
            at = dash.end()
        if at < min(lowest, len(line)):
            mappings.add(at)
        lowest = min(lowest, indent_of(line))
        above = slip.previous(above)
    return sorted(lists or mappings) if items else sorted(mappings)
