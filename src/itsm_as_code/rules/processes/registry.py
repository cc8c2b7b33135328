"""The rules of the family PRC, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.processes import (
    incomplete_process,
    isolated_process,
    phase_without_process,
    process_without_benefit,
    process_without_kpi,
    process_without_policy,
    process_without_procedure,
    unassigned_activity,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    phase_without_process.RULE,
    incomplete_process.RULE,
    unassigned_activity.RULE,
    process_without_policy.RULE,
    process_without_procedure.RULE,
    process_without_kpi.RULE,
    isolated_process.RULE,
    process_without_benefit.RULE,
)
"""The rules of the family PRC, by code."""
