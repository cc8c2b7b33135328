"""Placeholders: one for each kind, all with the beginning by which GOV006 knows them."""

from __future__ import annotations

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.placeholders import DESCRIPTIONS, placeholder
from itsm_as_code.model.vocabulary import PLACEHOLDER


def test_a_placeholder_says_what_is_wanted() -> None:
    assert placeholder("who runs IT") == "To be written: who runs IT"


def test_every_kind_has_a_placeholder_of_its_own() -> None:
    assert list(DESCRIPTIONS) == list(KINDS)
    assert len(set(DESCRIPTIONS.values())) == len(KINDS)
    assert all(text.startswith(f"{PLACEHOLDER} ") and text.endswith(".") for text in DESCRIPTIONS.values())
