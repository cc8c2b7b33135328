"""The rules of the family SCH, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.schema import (
    bad_format,
    conflicting_fields,
    missing_field,
    unknown_field,
    unknown_kind,
    value_not_allowed,
    wrong_type,
)

RULES: tuple[Rule, ...] = (
    unknown_kind.RULE,
    unknown_field.RULE,
    missing_field.RULE,
    wrong_type.RULE,
    value_not_allowed.RULE,
    bad_format.RULE,
    conflicting_fields.RULE,
)
"""The rules of the family SCH, by code."""
