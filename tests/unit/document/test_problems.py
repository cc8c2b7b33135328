"""What falls outside the subset: rule, place, words and what remains of the value."""

from __future__ import annotations

from typing import Any

import pytest

from itsm_as_code.document import parse
from itsm_as_code.document.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from itsm_as_code.finding import Span


def told(text: str | bytes) -> list[str]:
    """Every problem as `span rule message`."""
    data = text.encode() if isinstance(text, str) else text
    return [f"{problem.span} {problem.rule} {problem.message}" for problem in parse(data).problems]


def value(text: str) -> Any:
    return parse(text.encode()).value


# 001 encoding


def test_a_byte_order_mark_is_a_problem_and_the_rest_is_read() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\n")
    assert told(b"\xef\xbb\xbfa: 1\n") == ["1:1-1:1 encoding The file begins with a byte order mark (U+FEFF)"]
    assert (document.text, document.value) == ("a: 1\n", {"a": 1})
    assert document.problems[0].help == "Save the file as UTF-8 without a byte order mark."


def test_a_byte_that_is_no_utf8_is_located_and_guessed_at() -> None:
    data = "a: 1\nshop: é".encode() + b" caf\xe9\n"
    assert told(data) == [
        "2:12-2:13 encoding The file is not UTF-8: byte 0xE9 begins no character;"
        " in Windows-1252 it would be “é”"
    ]
    assert parse(data).value == {"a": 1, "shop": "é caf\ufffd"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("a: 1\n".encode("utf-16"), "UTF-16"),
        ("a: 1\n".encode("utf-16-le"), "UTF-16"),
        ("a: 1\n".encode("utf-16-be"), "UTF-16"),
        ("a: 1\n".encode("utf-32"), "UTF-32"),
        ("a: 1\n".encode("utf-32-be"), "UTF-32"),
    ],
)
def test_other_encodings_are_recognised_by_name(data: bytes, name: str) -> None:
    assert told(data) == [f"1:1-1:1 encoding The file is encoded in {name}, not in UTF-8"]
    assert (parse(data).text, parse(data).value) == ("", None)


def test_a_picture_is_no_text() -> None:
    assert told(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == ["1:1-1:1 encoding The file is not text"]


# 003 duplicate keys


def test_of_two_keys_with_one_name_the_first_counts() -> None:
    text = "a: 1\nb:\n  c: 2\n  'c': 3\n  c: {d: 1, d: 2}\na: [4, *x]\n"
    assert told(text) == [
        "4:3-4:6 duplicate-key The key c stands here a second time",
        "5:3-5:4 duplicate-key The key c stands here a second time",
        "5:13-5:14 duplicate-key The key d stands here a second time",
        "6:1-6:2 duplicate-key The key a stands here a second time",
        "6:8-6:10 anchor-or-alias The alias *x repeats a value from elsewhere",
    ]
    assert value(text) == {"a": 1, "b": {"c": 2}}
    first, *_, last = parse(text.encode()).problems
    assert (first.path, first.at_key) == (("b", "c"), True)
    assert first.related == ((Span(3, 3, 3, 4), "first here"),)
    assert (last.path, last.at_key) == (("a", 1), False)


# 004 anchors, aliases, merge keys; 005 tags


def test_anchors_aliases_merge_keys_and_tags_are_all_reported() -> None:
    text = "a: &x {b: &y 1}\nc: *x\nd:\n  <<: *x\n  e: !!str 1\n  f: !t &z\n    - *y\n  *x : 1\n!u g: 1\n"
    assert told(text) == [
        "1:4-1:6 anchor-or-alias The anchor &x names this value for use elsewhere",
        "1:11-1:13 anchor-or-alias The anchor &y names this value for use elsewhere",
        "2:4-2:6 anchor-or-alias The alias *x repeats a value from elsewhere",
        "4:3-4:5 anchor-or-alias The merge key << copies fields from elsewhere",
        "5:6-5:11 tag The tag !!str gives this value another type",
        "6:6-6:8 tag The tag !t gives this value another type",
        "6:9-6:11 anchor-or-alias The anchor &z names this value for use elsewhere",
        "7:7-7:9 anchor-or-alias The alias *y repeats a value from elsewhere",
        "8:3-8:5 anchor-or-alias The alias *x repeats a value from elsewhere",
        "9:1-9:3 tag The tag !u gives this value another type",
    ]
    assert value(text) == {"a": {"b": 1}, "c": None, "d": {"e": 1, "f": [None]}, "g": 1}


def test_a_tag_after_a_comment_and_in_angle_brackets() -> None:
    text = "a: &x # why\n  !<tag:example.com,2000:t>\n  b: 1\nc: ! d\n"
    assert told(text) == [
        "1:4-1:6 anchor-or-alias The anchor &x names this value for use elsewhere",
        "2:3-2:28 tag The tag !<tag:example.com,2000:t> gives this value another type",
        "4:4-4:5 tag The tag ! gives this value another type",
    ]
    document = parse(text.encode())
    assert document.value == {"a": {"b": 1}, "c": "d"}
    assert document.span(("a",)) == Span(3, 3, 3, 7)
    assert document.span(("c",)) == Span(4, 6, 4, 7)


def test_a_bomb_of_aliases_stays_small() -> None:
    text = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a]\n" for n in range(30))
    problems = parse(text.encode()).problems
    assert {problem.rule for problem in problems} == {"anchor-or-alias"}
    assert value(text)["k29"] == [None, None, None]


# 006 one document


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "...\n", "  \n"])
def test_an_empty_file(text: str) -> None:
    (problem,) = parse(text.encode()).problems
    assert (problem.rule, problem.message) == ("not-one-document", "The file is empty")
    assert value(text) is None


def test_a_second_document_is_located_and_the_first_is_kept() -> None:
    assert told("a: 1\n---\nb: 2\n") == ["2:1-2:4 not-one-document A second document begins here"]
    assert value("a: 1\n---\nb: 2\n") == {"a": 1}
    assert told("a: 1\n...\nb: 2\n") == ["3:1-3:5 not-one-document A second document begins here"]
    assert told("---\n---\na: 1\n") == ["2:1-2:4 not-one-document A second document begins here"]


def test_directives_are_refused_one_by_one_and_the_rest_is_read() -> None:
    text = "# head\n%YAML 1.1\n%TAG !a! tag:x,2000:\n%FOO bar\n---\na: !a!b 1\n"
    assert told(text) == [
        "2:1-2:10 syntax-error The file asks to be read as YAML 1.1",
        "3:1-3:21 tag The directive %TAG !a! tag:x,2000: declares tags",
        "4:1-4:9 syntax-error The directive %FOO bar means nothing here",
        "6:4-6:8 tag The tag !a!b gives this value another type",
    ]


def test_a_directive_further_below_is_no_directive() -> None:
    assert told("a: 1\n%TAG !x! y\n---\nb: 1\n")[0] == (
        "2:1-2:2 syntax-error A directive stands where the document has already begun"
    )


# 008, 009 limits


def test_a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert told(text) == []
    assert told(text + "x") == ["1:1-1:1 too-large The file has 1,048,577 bytes; 1,048,576 is the most"]
    assert parse((text + "x").encode()).text == ""


def test_the_deepest_nesting_is_read_and_one_more_is_not() -> None:
    assert told("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []
    assert told("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == [
        "1:35-1:36 too-deep Mappings and lists stand more than 32 deep in one another"
    ]


def test_the_most_nodes_are_read_and_one_more_is_not() -> None:
    items = MAX_NODES - 3  # the mapping, its key and the list are nodes too
    assert told("a: [" + "1," * items + "]") == []
    assert told("a: [" + "1," * items + "1]") == [
        f"1:{5 + 2 * items}-1:{6 + 2 * items} too-large The file holds more than 100,000 keys and values"
    ]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{b: "])
def test_endless_nesting_stops_at_the_limit(opening: str) -> None:
    document = parse((opening * 25_000).encode()[:MAX_BYTES])
    assert [problem.rule for problem in document.problems] == ["too-deep"]
    assert document.span(("a", 0, "b")).start_line == 1


def test_problems_of_one_kind_are_counted_beyond_a_hundred() -> None:
    problems = parse(("a: 1\n" * 151).encode()).problems
    assert len(problems) == 100
    assert problems[98].message == "The key a stands here a second time"
    assert problems[99].message == ("The key a stands here a second time (and 50 more like it in this file)")


# 010 not a mapping


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("- a\n- b\n\n# end\n", "1:1-2:4", "a list"),
        ("[a,\n b]\n", "1:1-2:4", "a list"),
        ("just text\n", "1:1-1:10", "a single value"),
        ("null\n", "1:1-1:5", "a single value"),
        ("--- |\n  text\n\n", "1:5-2:7", "a single value"),
    ],
)
def test_the_root_must_be_a_mapping(text: str, where: str, what: str) -> None:
    assert told(text) == [f"{where} not-a-mapping The file holds {what}"]
    assert value(text) is None


# Stricter than libyaml

BRACKETS = "syntax-error What stands in brackets must be indented more than its key, on every line"
QUOTES = "syntax-error A text in quotes must be indented more than its key, on every line"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [x,\ny]\n", f"2:1-2:3 {BRACKETS}"),
        ("a:\n  b: {x: 1,\n  y: 2}\n", f"3:3-3:8 {BRACKETS}"),
        ("a: [x,\n\ty]\n", f"2:2-2:4 {BRACKETS}"),
        ("- [x,\ny]\n", f"2:1-2:3 {BRACKETS}"),
        ('a: "x\ny"\n', f"2:1-2:3 {QUOTES}"),
        ('a: "x\n\ty"\n', f"2:2-2:4 {QUOTES}"),
        ("a:\n  b: 'x\n  # y'\n", f"3:3-3:7 {QUOTES}"),
        ('a: "x"# y\n', "1:7-1:10 syntax-error A comment begins right after another character"),
        ("a: [x,# y\n  z]\n", "1:7-1:10 syntax-error A comment begins right after another character"),
        ("a: ># y\n  z\n", "1:5-1:8 syntax-error A comment begins right after another character"),
        ("a: [-]\n", "1:5-1:6 syntax-error “-” alone is no value"),
        ("a: {-}\n", "1:5-1:6 syntax-error “-” alone is no value"),
        ("a: {b: -}\n", "1:8-1:9 syntax-error “-” alone is no value"),
        ("a: [?x]\n", "1:5-1:7 syntax-error “?x” means different things to different programs"),
        ("a: {b: 1, ?x: 2}\n", "1:11-1:13 syntax-error “?x” means different things to different programs"),
        (
            "a: |\n   \n  x\n",
            "2:1-2:4 syntax-error This blank line is indented more than the text that follows",
        ),
    ],
)
def test_what_only_libyaml_reads_is_refused(text: str, problem: str) -> None:
    assert problem in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n  x,\n]\n",
        "a:\n  b: {\n    x: 1,\n# remark\n\n  }\n",
        "a:\n- [x,\n  y]\n",
        "{a: 1,\nb: 2}\n",
        'a: "x\n\n y"\n',
        "a: |2\n     \n   x\n",
        "a: |\n\n  x\n   \n",
        "a: x#y # z\nb: 'x' # y\nc: [x] # y\nd: | # y\n  z#\n",
        "-: 1\n::\na: {-: 1}\n",
        "a: Why ?x\nb: is it?\n'?c': 1\n",
    ],
)
def test_what_every_reader_reads_is_admitted(text: str) -> None:
    assert told(text) == []


def test_everything_that_reading_survives_is_reported_before_what_it_does_not() -> None:
    text = "a: 1\na: 2\nb: *x\nc: !t .nan\nd: \u202ex\n? [k]\n: 1\ne: @f\n"
    assert [line.split(" ")[:2] for line in told(text)] == [
        ["2:1-2:2", "duplicate-key"],
        ["3:4-3:6", "anchor-or-alias"],
        ["4:4-4:6", "tag"],
        ["4:7-4:11", "syntax-error"],
        ["5:4-5:5", "forbidden-character"],
        ["6:3-6:6", "syntax-error"],
        ["8:4-8:6", "syntax-error"],
    ]
    assert value(text) is None
