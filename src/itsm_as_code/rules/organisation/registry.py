"""The rules of the family ORG, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.organisation import (
    channel_past_service_desk,
    idle_function,
    stakeholder_without_contact,
    too_few_around_the_clock,
    unheld_role,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    idle_function.RULE,
    unheld_role.RULE,
    channel_past_service_desk.RULE,
    stakeholder_without_contact.RULE,
    too_few_around_the_clock.RULE,
)
"""The rules of the family ORG, by code."""
