"""The rules of the family SYN, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.syntax import (
    anchor_or_alias,
    duplicate_key,
    encoding,
    forbidden_character,
    not_a_mapping,
    not_one_document,
    syntax_error,
    tag,
    too_deep,
    too_large,
)

RULES: tuple[Rule, ...] = (
    encoding.RULE,
    syntax_error.RULE,
    duplicate_key.RULE,
    anchor_or_alias.RULE,
    tag.RULE,
    not_one_document.RULE,
    forbidden_character.RULE,
    too_large.RULE,
    too_deep.RULE,
    not_a_mapping.RULE,
)
"""The rules of the family SYN, by code."""
