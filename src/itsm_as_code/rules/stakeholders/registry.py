"""The rules of the family STK, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.stakeholders import supplier_evaluation_overdue, unconnected_stakeholder

RULES: tuple[Rule, ...] = (
    unconnected_stakeholder.RULE,
    supplier_evaluation_overdue.RULE,
)
"""The rules of the family STK, by code."""
