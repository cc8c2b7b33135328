"""The rules of the family POL, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.policies import (
    failing_policy_test,
    incomplete_policy,
    mistyped_expression,
    policy_rule_not_judged,
    policy_without_process,
    policy_without_rules,
    rule_without_match,
    unreadable_expression,
    untested_policy_rule,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    policy_without_process.RULE,
    incomplete_policy.RULE,
    policy_without_rules.RULE,
    unreadable_expression.RULE,
    mistyped_expression.RULE,
    rule_without_match.RULE,
    untested_policy_rule.RULE,
    failing_policy_test.RULE,
    policy_rule_not_judged.RULE,
)
"""The rules of the family POL, by code."""
