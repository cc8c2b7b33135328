"""The rules of the family SVC, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.services import (
    cost_not_covered,
    incomplete_live_service,
    owner_role_held_by_nobody,
    requirement_without_agreement,
    service_without_sla,
    service_without_users_or_channel,
)

RULES: tuple[Rule, ...] = (
    owner_role_held_by_nobody.RULE,
    incomplete_live_service.RULE,
    service_without_sla.RULE,
    requirement_without_agreement.RULE,
    service_without_users_or_channel.RULE,
    cost_not_covered.RULE,
)
"""The rules of the family SVC, by code."""
