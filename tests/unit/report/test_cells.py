"""Display width, against what terminals do."""

from __future__ import annotations

import pytest

from itsm_as_code.report import cells


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("email", 5),
        ("é", 1),
        ("e\u0301", 1),  # a letter and a combining mark
        ("店舗", 4),
        ("ｅ", 2),  # full-width Latin
        ("ﾃ", 1),  # half-width katakana
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),  # the same syllable in conjoining letters
        ("🛒", 2),
    ],
)
def test_width(text: str, width: int) -> None:
    assert cells.width(text) == width


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\tb", [("a", 1), ("    ", 4), ("b", 1)]),
        ("\x1b[", [("\\x1b", 4), ("[", 1)]),
        ("\u202e", [("\\u202e", 6)]),
        ("\udc80", [("\\udc80", 6)]),
        ("店\u0301", [("店", 2), ("\u0301", 0)]),
    ],
)
def test_pieces(source: str, expected: list[tuple[str, int]]) -> None:
    assert list(cells.pieces(source)) == expected


def test_padded_counts_cells_not_characters() -> None:
    assert cells.padded("店", 4) == "店  "
    assert cells.padded("e\u0301", 2) == "e\u0301 "


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("email", 5, "email"),
        ("email", 4, "ema…"),
        ("店舗店舗", 6, "店舗…"),
        ("店舗店舗", 5, "店舗…"),
        ("店舗", 4, "店舗"),
    ],
)
def test_clipped(text: str, room: int, expected: str) -> None:
    assert cells.clipped(text, room) == expected
