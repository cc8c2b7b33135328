"""The rules of the family ALN, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.alignment import (
    business_process_without_objective,
    core_process_without_service,
    criticality_inversion,
    objective_without_core_process,
    service_without_business_process,
    technical_step_without_objective,
    unmeasurable_objective,
    unused_supporting_service,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    business_process_without_objective.RULE,
    objective_without_core_process.RULE,
    service_without_business_process.RULE,
    core_process_without_service.RULE,
    unused_supporting_service.RULE,
    criticality_inversion.RULE,
    technical_step_without_objective.RULE,
    unmeasurable_objective.RULE,
)
"""The rules of the family ALN, by code."""
