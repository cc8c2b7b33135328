"""The rules of the family TIM, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.timing import (
    escalation_through_closed_hours,
    late_handoff,
    offering_faster_than_procedure,
    slow_escalation,
)

RULES: tuple[Rule, ...] = (
    late_handoff.RULE,
    slow_escalation.RULE,
    escalation_through_closed_hours.RULE,
    offering_faster_than_procedure.RULE,
)
"""The rules of the family TIM, by code."""
