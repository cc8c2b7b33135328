"""Slips that people make, and what they are told: place, words and what to do."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from yaml import Mark, MarkedYAMLError, YAMLError

from itsm_as_code.document import parse
from itsm_as_code.document.source import Source
from itsm_as_code.document.syntax import explain
from itsm_as_code.finding import Span


class Slip(NamedTuple):
    text: str
    span: str
    message: str
    help: str
    suggestion: str | None = None


TABS = [
    Slip(
        "a:\n\tb: 1\n", "2:1-2:2", "A tab indents this line", "Indent with spaces: YAML admits no tab here."
    ),
    Slip(
        "a:\n  b: 1\n\tc: 2\n",
        "3:1-3:2",
        "A tab indents this line",
        "Indent with spaces: YAML admits no tab here.",
    ),
    Slip(
        "a:\n  - x\n\t- y\n",
        "3:1-3:2",
        "A tab indents this line",
        "Indent with spaces: YAML admits no tab here.",
    ),
    Slip(
        "a: 1\n\tb: 2\n", "2:1-2:2", "A tab indents this line", "Indent with spaces: YAML admits no tab here."
    ),
    Slip(
        "- a: 1\n\t b: 2\n",
        "2:1-2:3",
        "A tab indents this line",
        "Indent with spaces: YAML admits no tab here.",
    ),
    Slip(
        "a: |\n \tb\n", "2:2-2:3", "A tab indents this line", "Indent with spaces: YAML admits no tab here."
    ),
    Slip("-\tb: 1\n", "1:2-1:3", "A tab stands where a space should", "Put a space instead."),
]
COLONS = [
    Slip(
        "spec:\n  owner:it-manager\n  state: x\n",
        "2:3-2:19",
        "A space is missing after the colon",
        "Write owner: it-manager",
        "owner: it-manager",
    ),
    Slip("a :1\nb: 1\n", "1:1-1:5", "A space is missing after the colon", "Write a: 1", "a: 1"),
    Slip(
        "rrule: FREQ=YEARLY\nb:1\nc: 2\n",
        "2:1-2:4",
        "A space is missing after the colon",
        "Write b: 1",
        "b: 1",
    ),
    Slip(
        "a = 1\nb: 2\n",
        "1:1-1:6",
        "A key and its value are separated by a colon, not by “=”",
        "Write a: 1",
        "a: 1",
    ),
    Slip(
        "a：1\nb: 2\n",
        "1:1-1:4",
        "This colon is a full-width one, which separates nothing",
        "Write a: 1",
        "a: 1",
    ),
    Slip(
        "a: {b:, c: 1}\n",
        "1:5-1:7",
        "A space is missing after the colon",
        "Put one after it, or the whole text in quotes.",
    ),
    Slip(
        "title: Mail: the service\n",
        "1:8-1:25",
        "Text with a colon and a space in it needs quotes",
        'Write "Mail: the service"',
        '"Mail: the service"',
    ),
    Slip(
        "a:\n - b: c: d\n",
        "2:7-2:11",
        "Text with a colon and a space in it needs quotes",
        'Write "c: d"',
        '"c: d"',
    ),
    Slip(
        "é: 😀 x: y\n",
        "1:4-1:10",
        "Text with a colon and a space in it needs quotes",
        'Write "😀 x: y"',
        '"😀 x: y"',
    ),
    Slip(
        'a: say "x": y\n',
        "1:4-1:14",
        "Text with a colon and a space in it needs quotes",
        "Put the whole text in quotes.",
    ),
    Slip("a: [x]: y\n", "1:7-1:8", "A second colon stands on this line", "Remove it, or begin a new line."),
    Slip(
        "a: {b: 1, c}: \n",
        "1:13-1:14",
        "A second colon stands on this line",
        "Remove it, or begin a new line.",
    ),
    Slip(
        "a: 1\nfoo\nb: 2\n",
        "2:1-2:4",
        "“foo” is no key with a value",
        "Write “key: value”, or indent the line if it continues the text above.",
    ),
    Slip(
        "text only\nb: 1\n",
        "1:1-1:10",
        "“text only” is no key with a value",
        "Write “key: value”, or indent the line if it continues the text above.",
    ),
    Slip(
        "http://x\na: 1\n",
        "1:1-1:9",
        "“http://x” is no key with a value",
        "Write “key: value”, or indent the line if it continues the text above.",
    ),
    Slip(
        "a: |\n text\nmore\n",
        "3:1-3:5",
        "“more” is no key with a value",
        "Write “key: value”, or indent the line if it continues the text above.",
    ),
    Slip(": a\n", "1:1-1:2", "A key is missing before the colon", "Write one."),
    Slip("a: {b: c, : d}\n", "1:11-1:12", "A key is missing before the colon", "Write one."),
    Slip(
        "{a\n: b}\n",
        "2:1-2:2",
        "A colon stands on another line than its key",
        "Join this line to the one above.",
    ),
    Slip(
        'a: "b"\n"c" d\n',
        "2:1-2:6",
        '“"c" d” is no key with a value',
        "Write “key: value”, or indent the line if it continues the text above.",
    ),
]
SIGNS = [
    Slip("a: @x\n", "1:4-1:6", "Text that begins with “@” needs quotes", 'Write "@x"', '"@x"'),
    Slip("a: `x`\n", "1:4-1:7", "Text that begins with “`” needs quotes", 'Write "`x`"', '"`x`"'),
    Slip("a: %x\n", "1:4-1:6", "Text that begins with “%” needs quotes", 'Write "%x"', '"%x"'),
    Slip("@type: x\n", "1:1-1:9", "Text that begins with “@” needs quotes", "Put it in quotes."),
    Slip(
        "a: *.example.com\n",
        "1:4-1:17",
        "Text that begins with “*” needs quotes",
        'Write "*.example.com"',
        '"*.example.com"',
    ),
    Slip(
        "a: **bold** x\n",
        "1:4-1:14",
        "Text that begins with “*” needs quotes",
        'Write "**bold** x"',
        '"**bold** x"',
    ),
    Slip(
        "a: *bold* x\nb: 1\n",
        "1:4-1:12",
        "Text that begins with “*” needs quotes",
        'Write "*bold* x"',
        '"*bold* x"',
    ),
    Slip("a: & b\n", "1:4-1:7", "Text that begins with “&” needs quotes", 'Write "& b"', '"& b"'),
    Slip("a: ? b\n", "1:4-1:7", "Text that begins with “?” needs quotes", 'Write "? b"', '"? b"'),
    Slip("a: [b, @c, d]\n", "1:8-1:10", "Text that begins with “@” needs quotes", 'Write "@c"', '"@c"'),
    Slip("a: [x, | y]\n", "1:8-1:11", "Text that begins with “|” needs quotes", 'Write "| y"', '"| y"'),
    Slip("a: {b: :x}\n", "1:8-1:10", "Text that begins with “:” needs quotes", 'Write ":x"', '":x"'),
    Slip(
        "tool: >=1.0,<2\n",
        "1:7-1:15",
        "Text that begins with “>” needs quotes",
        'Write ">=1.0,<2"',
        '">=1.0,<2"',
    ),
    Slip(
        "a: | text\n",
        "1:6-1:10",
        "Text follows “|” on its line",
        "Begin the text on the next line, indented; or, without |, put it in quotes.",
    ),
    Slip(
        "a: > text\n  more\n",
        "1:6-1:10",
        "Text follows “>” on its line",
        "Begin the text on the next line, indented; or, without >, put it in quotes.",
    ),
    Slip("a: |0\n  x\n", "1:4-1:6", "A text block cannot be indented by 0 spaces", "Remove the 0."),
    Slip("a: {{ x }}\n", "1:4-1:11", "Text that begins with “{{” needs quotes", "Put it in quotes."),
    Slip(
        "a: {{ x }} y\n",
        "1:4-1:13",
        "Text that begins with “{{” needs quotes",
        'Write "{{ x }} y"',
        '"{{ x }} y"',
    ),
    Slip("{{ x }}: 1\n", "1:1-1:11", "Text that begins with “{{” needs quotes", "Put it in quotes."),
    Slip(
        "? [a, b]\n: c\n",
        "1:3-1:9",
        "A mapping or a list stands where a key should be",
        "A key is plain text.",
    ),
    Slip(
        "a: !important\n",
        "1:4-1:14",
        "The tag !important gives this value another type",
        "Remove it; put text in quotes.",
    ),
    Slip(
        "a: !a!b c\n",
        "1:4-1:8",
        "The tag !a!b gives this value another type",
        "Remove it; put text in quotes.",
    ),
    Slip(
        "a: !<x\n", "1:4-1:7", "The tag !<x gives this value another type", "Remove it; put text in quotes."
    ),
    Slip(
        "a: !%zz b\n",
        "1:4-1:8",
        "The tag !%zz gives this value another type",
        "Remove it; put text in quotes.",
    ),
    Slip("x: {{ a }\n", "1:4-1:10", "Text that begins with “{{” needs quotes", 'Write "{{ a }"', '"{{ a }"'),
    Slip("x: {{ a: b }} c: d\n", "1:4-1:19", "Text that begins with “{{” needs quotes", "Put it in quotes."),
]
BRACKETS = [
    Slip("a: [1, 2\nb: 3\n", "1:4-1:9", "The list that opens here is never closed", "Close it with ]"),
    Slip("a: {b: 1\nc: 2\n", "1:4-1:9", "The mapping that opens here is never closed", "Close it with }"),
    Slip("a: [1, 2}\n", "1:9-1:10", "The list that opens with [ is closed with }", "Close it with ]"),
    Slip("x: {a: [b, c}\n", "1:13-1:14", "The list that opens with [ is closed with }", "Close it with ]"),
    Slip(
        "a: [1]]\n",
        "1:7-1:8",
        "This “]” closes nothing",
        "Remove it, or put text that contains it in quotes.",
    ),
    Slip(
        "a: ]\n", "1:4-1:5", "This “]” closes nothing", "Remove it, or put text that contains it in quotes."
    ),
    Slip(
        "a: {b: 1}}\n",
        "1:10-1:11",
        "This “}” closes nothing",
        "Remove it, or put text that contains it in quotes.",
    ),
    Slip("a: [a,,b]\n", "1:7-1:8", "A value is missing before the comma", "Write it, or remove the comma."),
    Slip(
        "a: {b: 1 c: 2}\n", "1:10-1:14", "A comma is missing in the mapping", "Put one between two entries."
    ),
    Slip("key: [a\n  b: c]\n", "2:3-2:8", "A comma is missing in the list", "Put one between two entries."),
    Slip(
        "a: [x] y\n",
        "1:8-1:9",
        "“y” stands after the end of the value",
        "Put the whole text in quotes, or remove what follows the bracket.",
    ),
    Slip(
        "a: [b: {c: 'd' e: 'f]\n",
        "1:8-1:22",
        "The mapping that opens here is never closed",
        "Close it with }",
    ),
    Slip(
        "a: {b: c, d e: f g: h}\n",
        "1:18-1:22",
        "A comma is missing in the mapping",
        "Put one between two entries.",
    ),
    Slip('a: [b "c\n', "1:4-1:9", "The list that opens here is never closed", "Close it with ]"),
    Slip("a: [{b: c]\n", "1:10-1:11", "The mapping that opens with { is closed with ]", "Close it with }"),
]
QUOTES = [
    Slip('a: "x\nb: 2\n', "1:4-1:6", 'The quote " that opens here is never closed', 'Close the text with "'),
    Slip("a: 'x\nb: 2\n", "1:4-1:6", "The quote ' that opens here is never closed", "Close the text with '"),
    Slip(
        'a: "x\n---\nb"\n', "1:4-1:6", 'The quote " that opens here is never closed', 'Close the text with "'
    ),
    Slip(
        'a: "b\nc: "d"\n',
        "2:5-2:7",
        'A text in quotes from a line above ends before “d"”',
        'Look above for a text without its closing "',
    ),
    Slip(
        "a: 'it's'\nb: 1\n",
        "1:8-1:10",
        "“s'” stands after the end of the value",
        "Write '' for an apostrophe inside single quotes, or use double quotes.",
    ),
    Slip(
        'a: "x" y\n',
        "1:8-1:9",
        "“y” stands after the end of the value",
        "Put the whole text in one pair of quotes.",
    ),
    Slip(
        'a: "x"y: 1\n',
        "1:7-1:11",
        "“y: 1” stands after the end of the value",
        "Put the whole text in one pair of quotes.",
    ),
    Slip(
        'a: "say "hi" now"\n',
        "1:10-1:18",
        '“hi" now"” stands after the end of the value',
        'Write \\" for a quote inside double quotes, or use single quotes around.',
    ),
    Slip(
        'a: "\\d+"\n',
        "1:5-1:7",
        "\\d means nothing inside double quotes",
        "Write \\\\d for a backslash, or use single quotes.",
        "\\\\d",
    ),
    Slip(
        'a: "\\xZZ"\n',
        "1:5-1:7",
        "\\x is no character",
        "Write 2 hexadecimal digits of a character's number.",
    ),
    Slip(
        'a: "\\ud83d"\n',
        "1:5-1:11",
        "\\ud83d is no character",
        "Write 4 hexadecimal digits of a character's number.",
    ),
]
LAYOUT = [
    Slip(
        "a: b\n  c: d\n",
        "2:3-2:4",
        "“c” is indented under “a”, which already has a value",
        "Begin it in the column of “a”, or remove that value.",
    ),
    Slip(
        'a: "x"\n  b: 1\n',
        "2:3-2:4",
        "“b” is indented under “a”, which already has a value",
        "Begin it in the column of “a”, or remove that value.",
    ),
    Slip(
        "a: [x]\n  - b\n",
        "2:3-2:6",
        "This line is indented under “a”, which already has a value",
        "Begin it in the column of “a”, or remove that value.",
    ),
    Slip(
        "a: x # y\n  z\nb: 1\n",
        "2:3-2:4",
        "The text that this line continues ended at the comment above",
        "Move the comment, or put the whole text in quotes.",
    ),
    Slip(
        "a:\n  b: 1\n c: 2\n",
        "3:2-3:3",
        "This line is indented by 1 space, unlike every line above that it could belong to",
        "Indent it by 0 or 2 spaces.",
    ),
    Slip(
        "a:\n  b:\n    c: 1\n   d: 2\n",
        "4:4-4:5",
        "This line is indented by 3 spaces, unlike every line above that it could belong to",
        "Indent it by 0, 2 or 4 spaces.",
    ),
    Slip(
        "a:\n  - x\n - y\n",
        "3:2-3:5",
        "This line is indented by 1 space, unlike every line above that it could belong to",
        "Indent it by 2 spaces.",
    ),
    Slip(
        "a:\n- - b\n - c\n",
        "3:2-3:5",
        "This line is indented by 1 space, unlike every line above that it could belong to",
        "Indent it by 0 or 2 spaces.",
    ),
    Slip(
        "a:\n  - x\n  y: 1\n",
        "3:3-3:7",
        "A line stands among the items of a list and is none",
        "Begin it with “- ”, or indent it like the key that it belongs to.",
    ),
    Slip(
        "a:\n - x\n  y: 1\n",
        "3:3-3:4",
        "“y” is indented under “- x”, which is a text",
        "Begin it in the column of its own mapping.",
    ),
    Slip(
        "- x\na: 1\n",
        "2:1-2:5",
        "A line stands among the items of a list and is none",
        "Begin it with “- ”, or indent it like the key that it belongs to.",
    ),
    Slip("a: 1\n- b\n", "2:1-2:4", "A list item stands among keys", "Indent it under its key."),
    Slip(
        "a: - b\n",
        "1:4-1:7",
        "A list cannot begin on the line of its key",
        "Begin it on the next line, or write [a, b].",
    ),
    Slip("a:\n  - b\n  -c\n", "3:3-3:5", "A space is missing after the dash", "Write - c", "- c"),
    Slip(
        "  a: 1\nb: 2\n",
        "2:1-2:5",
        "This line is indented less than the first",
        "Begin all fields of the file in the first column.",
    ),
    Slip("{a: 1}\nb: 2\n", "2:1-2:5", "This line stands after the end of the value", "Remove it."),
    Slip(
        "a: |\n  text\n more\nb: 1\n",
        "3:2-3:6",
        "This line is indented by 1 space, unlike every line above that it could belong to",
        "Indent it by 0 or 2 spaces.",
    ),
    Slip(
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
        "2:1-2:13",
        "A merge conflict is not resolved",
        "Choose one side and remove the lines that git put in.",
    ),
    Slip(
        "- 'x' y\n",
        "1:7-1:8",
        "“y” stands after the end of the value",
        "Put the whole text in one pair of quotes.",
    ),
    Slip("- b\n-c: d\n", "2:1-2:6", "A space is missing after the dash", "Write - c: d", "- c: d"),
    Slip('a: "b"\n|\n', "2:1-2:2", "This line belongs to nothing above it", "Indent it like its neighbours."),
]


@pytest.mark.parametrize(
    "slip", TABS + COLONS + SIGNS + BRACKETS + QUOTES + LAYOUT, ids=lambda slip: repr(slip.text)
)
def test_a_slip_is_told(slip: Slip) -> None:
    (problem,) = parse(slip.text.encode()).problems
    told = Slip(slip.text, str(problem.span), problem.message, problem.help or "", problem.suggestion)
    assert told == slip
    assert problem.rule == ("tag" if "tag" in problem.message else "syntax-error")


@pytest.mark.parametrize(
    "slip", TABS + COLONS + SIGNS + BRACKETS + QUOTES + LAYOUT, ids=lambda slip: repr(slip.text)
)
def test_windows_line_ends_change_nothing(slip: Slip) -> None:
    (problem,) = parse(slip.text.replace("\n", "\r\n").encode()).problems
    told = Slip(slip.text, str(problem.span), problem.message, problem.help or "", problem.suggestion)
    assert told == slip


@pytest.mark.parametrize(("head", "line"), [("", 1), ("a: 1\n", 2), ("- a\n- ", 2)])
def test_a_key_that_is_too_long(head: str, line: int) -> None:
    (problem,) = parse(f"{head}{'x' * 2000}: 1\n".encode()).problems
    column = 3 if head.endswith("- ") else 1
    assert str(problem.span) == f"{line}:{column}-{line}:{column + 2000}"
    assert problem.message == "A key has 2,000 characters; 1,024 is the most"


def test_a_bracket_closed_wrongly_shows_where_it_opened() -> None:
    (problem,) = parse(b"a: [1,\n  2}\n").problems
    assert [(str(span), note) for span, note in problem.related] == [("1:4-1:5", "opened here")]


def test_a_line_under_a_value_shows_the_value() -> None:
    (problem,) = parse(b"a:\n  b: 1 # one\n\n   c: 2\n").problems
    assert [(str(span), note) for span, note in problem.related] == [("2:3-2:4", "the value is here")]


def test_what_no_table_foresees_is_told_in_the_words_of_the_parser() -> None:
    source = Source("a: 1\nb: 2\n")
    mark = Mark("", 8, 1, 3, None, 0)
    problem = explain(MarkedYAMLError("while dreaming", mark, "found a new sign", mark), source)
    assert (problem.rule, problem.span) == ("syntax-error", Span(2, 4, 2, 5))
    assert problem.message == "The text is not YAML here: found a new sign while dreaming"
    assert explain(YAMLError("no place"), source).span == Span(1, 1, 1, 2)
    odd = MarkedYAMLError("while dreaming", mark, "did not find expected ',' or ']'", mark)
    assert explain(odd, source).message.startswith("The text is not YAML here")
