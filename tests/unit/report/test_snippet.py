"""Source lines and the marks under them, whole outputs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.finding import Span
from itsm_as_code.report import cells
from itsm_as_code.report.snippet import Mark, lines_of, snippet
from itsm_as_code.report.style import COLOURED, PLAIN, Tone

SOURCE = """\
kind: Service
metadata:
  name: email
  title: E-mail
spec:
  owner: it-manger
  needs:
    - one
    - two
    - three
"""


def drawn(source: str, *marks: Mark, gutter: int = 2, width: int = 60) -> str:
    return "\n".join(snippet(lines_of(source), marks, gutter=gutter, width=width, style=PLAIN)) + "\n"


def mark(*span: int, label: str = "", sign: str = "^") -> Mark:
    return Mark(Span(*span), label, Tone.ERROR, sign)


def shown(text: str) -> str:
    """The lines of a test's picture, which begins below the quotes and is indented by eight."""
    return "\n".join(line.removeprefix(" " * 8) for line in text.split("\n")[1:])


def test_one_place() -> None:
    assert drawn(SOURCE, mark(6, 10, 6, 19, label="no such role")) == shown("""
         6 |   owner: it-manger
           |          ^^^^^^^^^ no such role
        """)


def test_neighbouring_lines_stand_together_and_one_between_is_shown() -> None:
    assert drawn(SOURCE, mark(6, 3, 6, 8), mark(4, 3, 4, 8, label="here", sign="-")) == shown("""
         4 |   title: E-mail
           |   ----- here
         5 | spec:
         6 |   owner: it-manger
           |   ^^^^^
        """)


def test_distant_lines_are_parted_by_dots() -> None:
    assert drawn(SOURCE, mark(1, 7, 1, 14), mark(9, 7, 9, 10, sign="-")) == shown("""
         1 | kind: Service
           |       ^^^^^^^
        ...
         9 |     - two
           |       ---
        """)


def test_two_places_on_one_line_have_a_row_each_from_the_left() -> None:
    assert drawn(SOURCE, mark(6, 10, 6, 19, label="b"), mark(6, 3, 6, 8, label="a", sign="-")) == shown("""
         6 |   owner: it-manger
           |   ----- a
           |          ^^^^^^^^^ b
        """)


def test_a_short_stretch_of_lines_is_shown_whole_behind_a_bar() -> None:
    assert drawn(SOURCE, mark(8, 5, 10, 12, label="three")) == shown("""
         8 |       - one
           |  _____^
         9 | |     - two
        10 | |     - three
           | |___________^ three
        """)


def test_a_long_stretch_of_lines_is_shown_by_its_ends() -> None:
    assert drawn(SOURCE, mark(3, 3, 10, 12), mark(1, 1, 1, 5, label="of this", sign="-")) == shown("""
         1 |   kind: Service
           |   ---- of this
         2 |   metadata:
         3 |     name: email
           |  ___^
         4 | |   title: E-mail
        ...  |
        10 | |     - three
           | |___________^
        """)


def test_an_end_before_the_first_column_marks_nothing_of_its_line() -> None:
    assert drawn(SOURCE, mark(6, 10, 7, 1)) == shown("""
         6 |   owner: it-manger
           |          ^^^^^^^^^
        """)


def test_an_empty_place_gets_one_sign() -> None:
    assert drawn(SOURCE, mark(6, 19, 6, 19)) == shown("""
         6 |   owner: it-manger
           |                   ^
        """)
    assert drawn("", mark(1, 1, 1, 1)) == " 1 |\n   | ^\n"


def test_a_place_outside_the_file_is_left_out() -> None:
    assert drawn(SOURCE, mark(99, 1, 99, 4)) == "\n"


@pytest.mark.parametrize(
    ("line", "columns", "picture"),
    [
        ("a: [\tx, y]", (6, 7), ("a: [    x, y]", "        ^")),
        ("a: [\tx, y]", (5, 6), ("a: [    x, y]", "    ^^^^")),
        ("b: 店舗 pos", (4, 6), ("b: 店舗 pos", "   ^^^^")),
        ("b: 店舗 pos", (7, 10), ("b: 店舗 pos", "        ^^^")),
        ("c: e\u0301mail x", (4, 9), ("c: e\u0301mail x", "   ^^^^")),
        ("c: e\u0301mail x", (11, 12), ("c: e\u0301mail x", "         ^")),
        ("d: \x1b[31m red", (10, 13), ("d: \\x1b[31m red", "            ^^^")),
        ("e: 🛒 cart", (6, 10), ("e: 🛒 cart", "      ^^^^")),
    ],
)
def test_signs_stand_under_their_text(line: str, columns: tuple[int, int], picture: tuple[str, str]) -> None:
    source, signs = picture
    assert drawn(line, mark(1, columns[0], 1, columns[1])) == f" 1 | {source}\n   | {signs}\n"


def test_a_long_line_is_shown_through_a_window() -> None:
    line = "x: " + "one two " * 30 + "WRONG" + " three four" * 30
    assert drawn(line, mark(1, 244, 1, 249)) == shown("""
         1 | … one two one two one two WRONG three four three four …
           |                           ^^^^^
        """)
    assert drawn(line, mark(1, 1, 1, 2)) == shown("""
         1 | x: one two one two one two one two one two one two one…
           | ^
        """)
    assert drawn(line, mark(1, len(line) - 3, 1, len(line) + 1)) == shown("""
         1 | …ee four three four three four
           |                           ^^^^
        """)


def test_a_window_shows_all_places_of_a_line_or_else_the_first_that_is_named() -> None:
    line = "x: " + "one two " * 6 + "name: a, name: a" + " three four" * 8
    here, first = mark(1, 61, 1, 65), mark(1, 52, 1, 56, sign="-", label="first here")
    assert drawn(line, here, first) == shown("""
         1 | … two one two one two name: a, name: a three four thre…
           |                       ---- first here
           |                                ^^^^
        """)
    assert drawn(line, here, mark(1, 20, 1, 23, sign="-")) == shown("""
         1 | … two one two one two one two one two name: a, name: a…
           |       ---
           |                                                ^^^^
        """)
    assert drawn(line, here, mark(1, 1, 1, 2, sign="-", label="far away")) == shown("""
         1 | …one two one two name: a, name: a three four three fou…
           |  - far away
           |                           ^^^^
        """)


def test_a_long_place_is_shown_whole_where_there_is_room() -> None:
    line = "x: " + "one " * 10 + "a-very-long-name-of-something-that-lies-here" + " two" * 10
    assert drawn(line, mark(1, 44, 1, 88)) == shown("""
         1 | … one a-very-long-name-of-something-that-lies-here two…
           |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        """)


@given(
    line=st.text(st.characters(exclude_characters="\n\r"), max_size=200),
    start=st.integers(1, 220),
    length=st.integers(0, 220),
    width=st.integers(30, 120),
)
def test_whatever_the_line_no_row_is_wider_than_asked(line: str, start: int, length: int, width: int) -> None:
    rows = drawn(line, mark(1, start, 1, start + length), width=width).splitlines()
    assert len(rows) == 2
    assert all(cells.width(row) <= width for row in rows)
    assert rows[1].count("^") >= 1


def test_colour_adds_nothing_but_escapes() -> None:
    marks = [mark(6, 10, 6, 19, label="no such role")]
    coloured = snippet(lines_of(SOURCE), marks, gutter=2, width=60, style=COLOURED)
    assert coloured == [
        "\x1b[1;94m 6 |\x1b[0m   owner: it-manger",
        "\x1b[1;94m   |\x1b[0m          \x1b[1;91m^^^^^^^^^\x1b[0m \x1b[1;91mno such role\x1b[0m",
    ]
