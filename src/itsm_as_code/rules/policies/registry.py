"""The rules of the family POL, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.policies import incomplete_policy, policy_without_process, policy_without_rules
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    policy_without_process.RULE,
    incomplete_policy.RULE,
    policy_without_rules.RULE,
)
"""The rules of the family POL, by code."""
