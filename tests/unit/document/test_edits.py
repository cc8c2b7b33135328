"""Exact edits: what each change makes of a text, and what holds for all of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from itsm_as_code.document import Document, parse
from itsm_as_code.document.edits import (
    AppendItem,
    Change,
    Compose,
    Impossible,
    InsertKey,
    Quote,
    Remove,
    RemoveRepeated,
    RenameKey,
    ReplaceText,
    Resave,
    Rewrite,
    SetValue,
    applied,
    edits,
)
from itsm_as_code.document.edits.outcome import after, same
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import FieldPath, Span
from tests.unit.document.test_formatting import entries

LONG = "word " * 25 + "end"


def edited(text: str, *changes: Change) -> str:
    """The text after some changes."""
    return applied(text, edits(parse(text.encode()), changes))


def refused(text: str, *changes: Change) -> bool:
    """Whether the changes cannot be made exactly."""
    try:
        edits(parse(text.encode()), changes)
    except Impossible:
        return True
    return False


@pytest.mark.parametrize(
    ("before", "value", "result"),
    [
        ("a: old  # c\n", "new", "a: new  # c\n"),
        ('a: "old"\n', "new", 'a: "new"\n'),
        ('a: "old"\n', 'say "x"\n', 'a: "say \\"x\\"\\n"\n'),
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ("a: 'old'\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a: old\n", "12", 'a: "12"\n'),
        ("a: old\n", "no", 'a: "no"\n'),
        ("a: old\n", "b: c", 'a: "b: c"\n'),
        ("a: old\n", "", 'a: ""\n'),
        ("a: old\n", 'x: "y"', "a: 'x: \"y\"'\n"),
        ("a: old\n", "2026-01-01", "a: 2026-01-01\n"),
        ("a: old\n", 12, "a: 12\n"),
        ("a: 'old'\n", 1.5, "a: 1.5\n"),
        ("a: old\n", True, "a: true\n"),
        ("a: old\n", None, "a: null\n"),
        ("a:\nb: 1\n", "x", "a: x\nb: 1\n"),
        ("a:  # c\n", "x", "a: x  # c\n"),
        ("a: {b, c: }\n", "x", "a: x\n"),
        ("a: >-\n  old\n  text\nb: 1\n", "new text", "a: >-\n  new text\nb: 1\n"),
        ("a: |\n    old\n\n# c\n", "new\n\ntext\n", "a: |\n  new\n\n  text\n\n# c\n"),
        ("a: |+\n  old\n\n\nb: 1\n", "new\n", "a: |\n  new\nb: 1\n"),
        ("a: >-\n  old\n", 3, "a: 3\n"),
        ("a: old\n", LONG, f"a: >-\n  {'word ' * 20}word\n  {'word ' * 4}end\n"),
        ("a: old\r\nb: 1\r\n", LONG, f"a: >-\r\n  {'word ' * 20}word\r\n  {'word ' * 4}end\r\nb: 1\r\n"),
        ("a: old\n", ["x", "z"], "a: [x, z]\n"),
        ("a: old\n", {"b": 1}, "a: {b: 1}\n"),
        ("a: [1, 2]\n", ["x"], "a: [x]\n"),
        ("a:\n  b: 1\nc: 2\n", "x", "a: x\nc: 2\n"),
        ("a: old\n", ["x" * 60, "y" * 60], f"a:\n  - {'x' * 60}\n  - {'y' * 60}\n"),
        ("a: old\n", {"b": [{"c": "x" * 99, "d": ""}]}, f'a:\n  b:\n    - c: {"x" * 99}\n      d: ""\n'),
    ],
)
def test_a_value_is_set(before: str, value: Any, result: str) -> None:
    assert edited(before, SetValue(("a",), value)) == result


def test_a_value_is_set_deep_inside() -> None:
    text = "a:\n  - {b: x, c}  # d\n  - - e\n"
    assert edited(text, SetValue(("a", 0, "b"), "y, z")) == 'a:\n  - {b: "y, z", c}  # d\n  - - e\n'
    assert edited(text, SetValue(("a", 0, "c"), 1)) == "a:\n  - {b: x, c: 1}  # d\n  - - e\n"
    assert edited(text, SetValue(("a", 1, 0), ["f"])) == "a:\n  - {b: x, c}  # d\n  - - [f]\n"
    assert edited(text, SetValue(("a", 1), "f")) == "a:\n  - {b: x, c}  # d\n  - f\n"


def test_several_values_are_set_at_once() -> None:
    changes = SetValue(("a",), 1), SetValue(("b", 1), 2), RenameKey(("b",), "c"), Remove(("b", 0))
    assert edited("a: x\nb:\n  - y\n  - z\n", *changes) == "a: 1\nc:\n  - 2\n"


def test_numbers_and_truth_values_become_text_as_they_are_written() -> None:
    assert edited("a: 1.10  # c\n", Quote(("a",))) == 'a: "1.10"  # c\n'
    assert edited("a: [0x10, True]\n", Quote(("a", 1))) == 'a: [0x10, "True"]\n'
    for text in ("a: '1'\n", "a:\n", "a: [1]\n", "b: 1\n"):
        assert refused(text, Quote(("a",)))


def test_what_makes_a_text_unreadable_is_rewritten() -> None:
    assert edited("a: b: c\n", Rewrite(Span(1, 4, 1, 8), '"b: c"')) == 'a: "b: c"\n'
    two = "a: b: c\nd: e: f\n"
    assert edited(two, Rewrite(Span(1, 4, 1, 8), '"b: c"')) == 'a: "b: c"\nd: e: f\n'
    assert refused("a: b: c\n", Rewrite(Span(1, 1, 1, 2), "x"))


def test_a_text_is_saved_as_it_is() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\n")
    assert edits(document, [Resave()]) == ((0, 5, "a: 1\n"),)


def test_part_of_a_text_is_replaced() -> None:
    assert edited("a: one two three\n", ReplaceText(("a",), 4, 7, "2")) == "a: one 2 three\n"
    assert edited('a: "say \\"x\\""\n', ReplaceText(("a",), 0, 3, '"')) == 'a: "\\" \\"x\\""\n'
    assert edited("a: 'it''s x'\n", ReplaceText(("a",), 5, 6, "'y'")) == "a: 'it''s ''y'''\n"
    assert edited("a: >-\n  one\n  two\n", ReplaceText(("a",), 4, 7, "2")) == "a: >-\n  one\n  2\n"
    assert edited("- [a]\n".replace("- ", "a: "), ReplaceText(("a", 0), 0, 1, "b")) == "a: [b]\n"


def test_several_parts_of_a_text_are_replaced() -> None:
    changes = [ReplaceText(("a",), 0, 3, "first"), ReplaceText(("a",), 8, 13, "3")]
    assert edited("a: one two three\n", *changes) == "a: first two 3\n"
    assert edited("a: one two three\n", *reversed(changes)) == "a: first two 3\n"


def test_keys_are_renamed() -> None:
    assert edited("a: {'b': 1, c: 2}  # d\n", RenameKey(("a", "b"), "e f")) == "a: {'e f': 1, c: 2}  # d\n"
    assert edited('"a": 1\n', RenameKey(("a",), "b")) == '"b": 1\n'


@pytest.mark.parametrize(
    ("before", "path", "result"),
    [
        ("a: 1\nc: 3\n", "b", "a: 1\nb: new\nc: 3\n"),
        ("c: 3\n", "b", "b: new\nc: 3\n"),
        ("a: 1", "b", "a: 1\nb: new"),
        ("# head\nc: 3\n", "b", "# head\nb: new\nc: 3\n"),
        (
            "a:  # x\n  d: 1\n  # foot\n# of c\nc: 3\n",
            "b",
            "a:  # x\n  d: 1\n  # foot\nb: new\n# of c\nc: 3\n",
        ),
        ("a:\n- x\n# of c\nc: 3\n", "b", "a:\n- x\nb: new\n# of c\nc: 3\n"),
        ("a: 1\r\nc: 3\r\n", "b", "a: 1\r\nb: new\r\nc: 3\r\n"),
        ("a: |+\n  x\n\nc: 3\n", "b", "a: |+\n  x\n\nb: new\nc: 3\n"),
        ("a: |\n  x\n\nc: 3\n", "b", "a: |\n  x\n\nb: new\nc: 3\n"),
    ],
)
def test_a_key_is_inserted_in_its_order(before: str, path: str, result: str) -> None:
    assert edited(before, InsertKey((path,), "new", ("a", "b", "c"))) == result


def test_a_key_is_inserted_in_brackets() -> None:
    order = ("a", "b", "c")
    assert edited("x: {}\n", InsertKey(("x", "b"), 1, order)) == "x: {b: 1}\n"
    assert edited("x: {a: 1, c: 3}\n", InsertKey(("x", "b"), [2], order)) == "x: {a: 1, b: [2], c: 3}\n"
    assert edited("x: {c: 3}\n", InsertKey(("x", "b"), "a, b", order)) == 'x: {b: "a, b", c: 3}\n'
    assert edited("x: {a, }\n", InsertKey(("x", "b"), 2)) == "x: {a, b: 2, }\n"


def test_a_key_is_inserted_with_what_is_missing_above_it() -> None:
    assert edited("x:\n  a: 1\n", InsertKey(("x", "b", "c"), 2)) == "x:\n  a: 1\n  b: {c: 2}\n"
    assert edited("x:\ny: 1\n", InsertKey(("x", "b"), 2)) == "x:\n  b: 2\ny: 1\n"
    assert edited("x: ~\n", InsertKey(("x", "b", "c"), 2)) == "x:\n  b: {c: 2}\n"
    assert edited("x:\n  - a: 1\n", InsertKey(("x", 0, "b"), 2)) == "x:\n  - a: 1\n    b: 2\n"
    assert edited("x:\n  - c: 1\n", InsertKey(("x", 0, "b"), 2, ("b", "c"))) == "x:\n  - b: 2\n    c: 1\n"


def test_items_are_appended() -> None:
    assert edited("a: [x]\n", AppendItem(("a",), "z")) == "a: [x, z]\n"
    assert edited("a: []\n", AppendItem(("a",), "z")) == "a: [z]\n"
    assert edited("a:\n- x  # c\n\nb: 1\n", AppendItem(("a",), "z")) == "a:\n- x  # c\n- z\n\nb: 1\n"
    assert (
        edited("a:\n  - x\n  # foot\n", AppendItem(("a",), {"z": 1})) == "a:\n  - x\n  - {z: 1}\n  # foot\n"
    )
    assert edited("a:\nb: 1\n", AppendItem(("a",), "z")) == "a: [z]\nb: 1\n"
    assert edited("b: 1\n", AppendItem(("a",), "z")) == "b: 1\na: [z]\n"
    assert edited("a:\n  - x", AppendItem(("a",), "y\nz\n")) == "a:\n  - x\n  - |\n    y\n    z"


@pytest.mark.parametrize(
    ("before", "path", "result"),
    [
        ("a: 1\nb: 2  # of b\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        (
            "a: 1\n# of b\n# and more\nb:\n  x: 1\n  # foot of b\n# of c\nc: 3\n",
            ("b",),
            "a: 1\n# of c\nc: 3\n",
        ),
        ("a: 1\n\n# general\n\n# of b\nb: 2\nc: 3\n", ("b",), "a: 1\n\n# general\n\nc: 3\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: 1\r\nb: 2", ("b",), "a: 1"),
        ("a: 1\r\nb: 2\r\n", ("b",), "a: 1\r\n"),
        ("# head\na: 1\nb: 2\n", ("a",), "# head\nb: 2\n"),
        ("a:\n  # of x\n  x: 1\n  y: 2\n", ("a", "x"), "a:\n  y: 2\n"),
        ("a:\n  x: 1  # gone\nb: 1\n", ("a", "x"), "a: {}\nb: 1\n"),
        ("a:\n- x\nb: 1\n", ("a", 0), "a: []\nb: 1\n"),
        ("a: {x: 1}\n", ("a", "x"), "a: {}\n"),
        ("a: {x: 1, y: 2}\n", ("a", "x"), "a: {y: 2}\n"),
        ("a: {x: 1, y: 2}\n", ("a", "y"), "a: {x: 1}\n"),
        ("a: [x, y, z,]\n", ("a", 1), "a: [x, z,]\n"),
        ("a: [x, y,]\n", ("a", 1), "a: [x,]\n"),
        ("a:\n  - x: 1  # gone\n    y: 2\n", ("a", 0, "x"), "a:\n  - y: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n", ("a", 0, "x"), "a:\n  - y: 2\n"),
        ("a:\n  - x: 1\n    # of y\n    y: 2\n", ("a", 0, "x"), "a:\n  -\n    # of y\n    y: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n  - z\n", ("a", 0), "a:\n  - z\n"),
        ("a:\n  - x: 1\n    # of y\n    y: 2\n", ("a", 0, "y"), "a:\n  - x: 1\n"),
    ],
)
def test_entries_are_removed_with_their_comments(before: str, path: FieldPath, result: str) -> None:
    assert edited(before, Remove(path)) == result


def test_what_repeats_a_key_is_removed() -> None:
    text = "a: 1\nb: {x: [1]}\n# again\nb:\n  x:\n  - 1\nc: 3\nb: {x: [1]}\n"
    assert edited(text, RemoveRepeated(("b",))) == "a: 1\nb: {x: [1]}\nc: 3\n"
    assert edited("x: {a: 1, a: 1}\n", RemoveRepeated(("x", "a"))) == "x: {a: 1}\n"
    assert refused("a: 1\na: 1.0\n", RemoveRepeated(("a",)))
    assert refused("a: 1\na: 2\n", RemoveRepeated(("a",)))
    assert refused("a: 1\n", RemoveRepeated(("a",)))


def test_text_is_composed() -> None:
    assert edited("a: Cafe\u0301\nb: 1  # e\u0301\n", Compose()) == "a: Café\nb: 1  # é\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a: 1\n", SetValue(("b",), 1)),
        ("a: 1\n", SetValue((), 1)),
        ("a: 1\n", SetValue(("a", "b"), 1)),
        ("a:\n  b: 1  # c\n  d: 1\n", SetValue(("a",), 1)),
        ("a: [x  # c\n  ]\n", SetValue(("a",), 1)),
        ("a: 1\n", ReplaceText(("a",), 0, 1, "x")),
        ("a: x\n", ReplaceText(("a",), 0, 2, "x")),
        ("a: x y\n", ReplaceText(("a",), 0, 1, "- :")),
        ("a: 1\nb: 1\n", RenameKey(("a",), "b")),
        ("a: [x]\n", RenameKey(("a", 0), "b")),
        ("a: 1\n", InsertKey(("a",), 1)),
        ("a: 1\n", InsertKey(("a", "b"), 1)),
        ("a: [1]\n", InsertKey(("a", "b"), 1)),
        ("a: 1\n", InsertKey((), 1)),
        ("a: 1\n", AppendItem(("a",), 1)),
        ("a: {b: 1}\n", AppendItem(("a",), 1)),
        ("a: 1\n", Remove(("a",))),
        ("a: 1\n", Remove(("b",))),
        ("a: [x, # c\n y]\n", Remove(("a", 0))),
        ("? a\n: 1\n? b\n: 2\n", Remove(("b",))),
        ("a: &x 1\nb: 2\n", SetValue(("c",), 1)),
        ("a: [\n", SetValue(("a",), 1)),
        ("- a\n", SetValue((0,), 1)),
    ],
)
def test_what_cannot_be_done_exactly_is_refused(text: str, change: Change) -> None:
    assert refused(text, change)


def test_faults_elsewhere_do_no_harm() -> None:
    assert edited("a: &x 1\nb: *x\nc: 2\na: 3\n", SetValue(("c",), 4)) == "a: &x 1\nb: *x\nc: 4\na: 3\n"


def paths(value: Any, path: FieldPath = ()) -> list[FieldPath]:
    """Every path in a value."""
    found: list[FieldPath] = [path]
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in steps:
        found += paths(item, (*path, step))
    return found


VALUES = st.sampled_from(
    ["new", "no", "it's", 'a "b"', "12", "", 7, 2.5, False, None, LONG, "x\ny\n", ["a", 1]]
)


def surely_possible(document: Document, change: Change) -> bool:
    """Whether nothing can stand in the way of a change."""
    if isinstance(change, Compose | Rewrite | Resave):
        return False
    old = value_at(document.value, change.path)
    try:
        after(document.value or {}, [change])
    except Impossible:
        return False
    if isinstance(change, Remove):
        return len(change.path) > 1
    return isinstance(change, RenameKey) or not isinstance(old, dict | list)


@given(entries(2, 3), VALUES, st.data(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_change_is_exact(text: str, value: Any, data: st.DataObject, newline: str, ended: bool) -> None:
    text = f"root:\n{text}" + ("\n" if ended else "")
    text = text.replace("\n", newline)
    document = parse(text.encode())
    assert document.value is not None
    assume(not document.problems)
    path = data.draw(st.sampled_from(paths(document.value)[1:]))
    candidates: list[Change] = [
        SetValue(path, value),
        RenameKey(path, "fresh"),
        InsertKey((*path, "fresh"), value, ("title", "fresh", "name")),
        AppendItem(path, value),
        Remove(path),
    ]
    change = data.draw(st.sampled_from(candidates))
    try:
        wanted = after(document.value, [change])
        result = edited(text, change)
    except Impossible:
        assert not surely_possible(document, change)
        return
    again = parse(result.encode())
    assert again.problems == ()
    assert same(again.value, wanted)
    comments = [comment.text for comment in document.comments]
    kept = [comment.text for comment in again.comments]
    assert kept == comments or (isinstance(change, Remove) and set(kept) <= set(comments))
    if newline == "\r\n":
        assert "\n" not in result.replace("\r\n", "")
    assert result.endswith(newline) == text.endswith(newline) or isinstance(value, str)
