"""The rules of the family GOV, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.governance import (
    expired_waiver,
    inadmissible_waiver,
    incomplete_risk,
    overdue_improvement,
    placeholder_text,
    uncontrolled_waiver,
    unneeded_waiver,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    uncontrolled_waiver.RULE,
    expired_waiver.RULE,
    inadmissible_waiver.RULE,
    incomplete_risk.RULE,
    unneeded_waiver.RULE,
    placeholder_text.RULE,
    overdue_improvement.RULE,
)
"""The rules of the family GOV, by code."""
