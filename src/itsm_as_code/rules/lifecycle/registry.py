"""The rules of the family LIF, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.lifecycle import (
    forbidden_state_transition,
    go_live_without_acceptance,
    live_entity_deleted,
    open_ended_retirement,
    requirement_not_live,
    retired_but_promised,
    stalled_service,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    forbidden_state_transition.RULE,
    requirement_not_live.RULE,
    retired_but_promised.RULE,
    open_ended_retirement.RULE,
    go_live_without_acceptance.RULE,
    live_entity_deleted.RULE,
    stalled_service.RULE,
)
"""The rules of the family LIF, by code."""
