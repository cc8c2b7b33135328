"""The rules of the family REC, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.recovery import (
    loss_beyond_tolerance,
    rare_backup,
    recovery_beyond_tolerance,
    recovery_slower_than_promised,
    service_without_recovery_procedure,
    untested_recovery_procedure,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    recovery_slower_than_promised.RULE,
    recovery_beyond_tolerance.RULE,
    loss_beyond_tolerance.RULE,
    rare_backup.RULE,
    service_without_recovery_procedure.RULE,
    untested_recovery_procedure.RULE,
)
"""The rules of the family REC, by code."""
