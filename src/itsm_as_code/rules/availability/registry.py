"""The rules of the family AVL, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.availability import (
    hours_not_covered,
    impossible_availability,
    maintenance_beyond_allowance,
    outage_beyond_allowance,
    promise_beyond_warranty,
    underpinning_window_too_long,
    unguaranteed_availability,
    unlikely_availability,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    impossible_availability.RULE,
    unlikely_availability.RULE,
    unguaranteed_availability.RULE,
    underpinning_window_too_long.RULE,
    hours_not_covered.RULE,
    maintenance_beyond_allowance.RULE,
    outage_beyond_allowance.RULE,
    promise_beyond_warranty.RULE,
)
"""The rules of the family AVL, by code."""
