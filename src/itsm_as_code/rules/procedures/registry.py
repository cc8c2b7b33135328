"""The rules of the family PRD, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.procedures import (
    incomplete_procedure,
    outside_performer,
    overdue_maintenance,
    procedure_without_activity,
    procedure_without_verification,
    times_that_disagree,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    procedure_without_activity.RULE,
    incomplete_procedure.RULE,
    outside_performer.RULE,
    procedure_without_verification.RULE,
    times_that_disagree.RULE,
    overdue_maintenance.RULE,
)
"""The rules of the family PRD, by code."""
