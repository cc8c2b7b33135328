"""The rules of the family LEX, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.lexicon import ambiguous_term, deprecated_synonym, undefined_term
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    undefined_term.RULE,
    ambiguous_term.RULE,
    deprecated_synonym.RULE,
)
"""The rules of the family LEX, by code."""
