"""The rules of the family AGR, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.agreements import (
    agreement_ends_before_it_begins,
    agreement_without_signature,
    agreement_without_yearly_review,
    contradicting_agreements,
    notice_shorter_than_below,
    party_without_role,
    review_overdue,
    target_not_followed_up,
    targets_out_of_order,
    undecided_renewal,
    underpinning_ends_early,
    unfit_target,
    unmeasurable_target,
    unsponsored_agreement,
    unsupported_target,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    party_without_role.RULE,
    agreement_without_signature.RULE,
    unsponsored_agreement.RULE,
    agreement_ends_before_it_begins.RULE,
    review_overdue.RULE,
    underpinning_ends_early.RULE,
    undecided_renewal.RULE,
    notice_shorter_than_below.RULE,
    unmeasurable_target.RULE,
    unfit_target.RULE,
    contradicting_agreements.RULE,
    targets_out_of_order.RULE,
    unsupported_target.RULE,
    target_not_followed_up.RULE,
    agreement_without_yearly_review.RULE,
)
"""The rules of the family AGR, by code."""
