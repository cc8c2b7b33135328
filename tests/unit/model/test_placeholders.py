"""Placeholders: found wherever they stand, and never where an author wrote."""

from __future__ import annotations

import pytest

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.placeholders import DESCRIPTIONS, is_placeholder, placeholder, placeholders


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        (placeholder("what people do with it."), True),
        ("\n  Fill in: what people do with it.\n", True),
        ("Fill in the form and sign it.", False),
        ("The desk says: Fill in: your name.", False),
        ("", False),
        (None, False),
        (3, False),
        (["Fill in: x"], False),
    ],
)
def test_is_placeholder(value: object, stands: bool) -> None:
    assert is_placeholder(value) is stands


def test_every_kind_has_a_placeholder_of_its_own() -> None:
    assert list(DESCRIPTIONS) == list(KINDS)
    assert len(set(DESCRIPTIONS.values())) == len(KINDS)
    assert all(map(is_placeholder, DESCRIPTIONS.values()))


def test_all_of_a_file_in_its_order() -> None:
    value = {
        "metadata": {"title": "E-mail", "description": "Fill in: what it does."},
        "spec": {"statements": ["Written.", "Fill in: what holds."], "approver": "Fill in: who"},
    }
    assert list(placeholders(value)) == [
        ("metadata", "description"),
        ("spec", "statements", 1),
        ("spec", "approver"),
    ]
    assert list(placeholders({"title": "E-mail"})) == []
