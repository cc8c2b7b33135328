"""The rules of the family DEP, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.structure import (
    false_redundancy,
    impossible_group,
    requirement_cycle,
    unaccepted_single_point_of_failure,
)

RULES: tuple[Rule, ...] = (
    requirement_cycle.RULE,
    impossible_group.RULE,
    false_redundancy.RULE,
    unaccepted_single_point_of_failure.RULE,
)
"""The rules of the family DEP, by code."""
