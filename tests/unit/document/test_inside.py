"""Where a character of a value stands in the file, through every style of writing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.document import parse

TEXT = """\
plain: one two
multi: one
  two

  three
single: 'it''s
  here'
double: "a \\u00e9\\x41 \\
   b\\tc

   d"
literal: | # remark
   one
     two

   three
strip: |-
   one
indicated: |2
     one
   two
folded: >-
   one
   two

   three
     four
   five
number: 99.95
nothing:
list: [x]
"""
DOCUMENT = parse(TEXT.encode())


@pytest.mark.parametrize(
    ("field", "piece", "position"),
    [
        ("plain", "two", (1, 12)),
        ("multi", "one", (2, 8)),
        ("multi", " ", (2, 11)),  # the space is the line break
        ("multi", "two", (3, 3)),
        ("multi", "\n", (4, 1)),
        ("multi", "three", (5, 3)),
        ("single", "it", (6, 10)),
        ("single", "'", (6, 12)),
        ("single", "s", (6, 14)),
        ("single", "here", (7, 3)),
        ("double", "a", (8, 10)),
        ("double", "é", (8, 12)),
        ("double", "A", (8, 18)),
        ("double", "b", (9, 4)),
        ("double", "\t", (9, 5)),
        ("double", "c", (9, 7)),
        ("double", "\n", (10, 1)),
        ("double", "d", (11, 4)),
        ("literal", "one", (13, 4)),
        ("literal", "  two", (14, 4)),
        ("literal", "two", (14, 6)),
        ("literal", "three", (16, 4)),
        ("strip", "ne", (18, 5)),
        ("indicated", "   one", (20, 3)),
        ("indicated", "two", (21, 4)),
        ("folded", "one", (23, 4)),
        ("folded", "two", (24, 4)),
        ("folded", "three", (26, 4)),
        ("folded", "four", (27, 6)),
        ("folded", "five", (28, 4)),
    ],
)
def test_a_character_is_found(field: str, piece: str, position: tuple[int, int]) -> None:
    assert DOCUMENT.problems == ()
    assert DOCUMENT.value is not None
    assert DOCUMENT.position_in((field,), DOCUMENT.value[field].index(piece)) == position


@pytest.mark.parametrize(
    ("field", "end"),
    [
        ("plain", (1, 15)),
        ("single", (7, 7)),
        ("double", (11, 5)),
        ("strip", (18, 7)),
        ("folded", (28, 8)),
    ],
)
def test_the_end_is_right_after_the_last_character(field: str, end: tuple[int, int]) -> None:
    assert DOCUMENT.value is not None
    assert DOCUMENT.position_in((field,), len(DOCUMENT.value[field])) == end
    assert DOCUMENT.position_in((field,), 10_000) == end


def test_what_is_no_text_is_found_where_it_begins() -> None:
    assert DOCUMENT.position_in(("number",), 2) == (29, 9)
    assert DOCUMENT.position_in(("nothing",), 2) == (30, 1)
    assert DOCUMENT.position_in(("list",), 2) == (31, 7)
    assert DOCUMENT.position_in(("missing",), 2) == (1, 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('a: "b\\\n\n   c"\n', [(1, 5), (2, 1), (3, 4), (3, 5)]),  # an escaped line break, then an empty line
        ("a: |\n\nb: 1\n", [(1, 5)]),
        ("a: |+\n\n\nb: 1\n", [(1, 6), (1, 6), (1, 6)]),
        ("a: |+\n  x\n\nb: 1\n", [(2, 3), (2, 4), (2, 4), (2, 4)]),
        ('a: ""\n', [(1, 5)]),
    ],
)
def test_every_offset_has_its_place(text: str, places: list[tuple[int, int]]) -> None:
    document = parse(text.encode())
    assert document.value is not None
    assert [document.position_in(("a",), n) for n in range(len(document.value["a"]) + 1)] == places


def test_windows_line_ends_change_nothing() -> None:
    other = parse(TEXT.replace("\n", "\r\n").encode())
    assert DOCUMENT.value is not None
    for field, value in DOCUMENT.value.items():
        for offset in range(len(value) if isinstance(value, str) else 1):
            assert other.position_in((field,), offset) == DOCUMENT.position_in((field,), offset)


WORD = st.text(alphabet="abcé😀'\"\\#: ", min_size=1, max_size=6).map(str.strip).filter(bool)
PROSE = st.lists(st.tuples(WORD, st.sampled_from([" ", "\n", "\n\n", "\n  "])), min_size=1, max_size=8)


def written(style: str, value: str) -> str:
    """A field with `value` in one style of YAML."""
    if style == "double":
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n\\\n   ")
        return f'field: "{escaped}"\n'
    if style == "single":
        folded = value.replace("'", "''").replace("\n", "\n\n   ")
        return f"field: '{folded}'\n"
    indicator = {"literal": "|2-", "folded": ">2-"}[style]
    lines = "".join(f"  {line}\n" if line else "\n" for line in value.split("\n"))
    return f"field: {indicator}\n{lines}"


@given(PROSE, st.sampled_from(["double", "single", "literal", "folded"]))
def test_every_visible_character_is_found_as_it_is_written(prose: list[tuple[str, str]], style: str) -> None:
    text = written(style, "".join(word + gap for word, gap in prose).strip())
    document = parse(text.encode())
    assert document.problems == ()
    assert document.value is not None
    value = document.value["field"]
    lines = text.split("\n")
    for offset, character in enumerate(value):
        line, column = document.position_in(("field",), offset)
        if not character.isspace():
            there = lines[line - 1][column - 1 :]
            assert there.startswith(("\\" + character, character))
    places = [document.position_in(("field",), offset) for offset in range(len(value) + 1)]
    assert places == sorted(places)
