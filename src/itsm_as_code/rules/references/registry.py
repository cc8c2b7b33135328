"""The rules of the family REF, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.references import dangling_reference, duplicate_name, misplaced_file
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    dangling_reference.RULE,
    duplicate_name.RULE,
    misplaced_file.RULE,
)
"""The rules of the family REF, by code."""
