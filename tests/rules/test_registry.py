"""Finding and choosing rules by code and name."""

from __future__ import annotations

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.rules.registry import RULES, find, selected


@pytest.mark.parametrize("word", ["REF001", "ref001", "dangling-reference", "Dangling-Reference"])
def test_a_rule_is_found_by_code_and_by_name(word: str) -> None:
    assert (find(word).code, find(word).name) == ("REF001", "dangling-reference")


def test_the_nearest_rule_is_named() -> None:
    with pytest.raises(UserError) as caught:
        find("dangling-refrence")
    assert caught.value.message == "There is no rule dangling-refrence."
    assert caught.value.hint == "Did you mean dangling-reference?"


def test_rules_are_chosen_by_the_beginning_of_their_codes() -> None:
    chosen = selected(RULES, ["REF", "syn003"], ["REF002"])
    assert [rule.code for rule in chosen] == ["SYN003", "REF001", "REF003"]
    assert selected(RULES, [], []) == RULES


def test_a_choice_that_fits_no_rule_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        selected(RULES, ["REF01"], [])
    assert caught.value.message == "No rule's code begins with REF01."
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("Did you mean REF001")
