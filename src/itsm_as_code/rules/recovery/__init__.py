"""REC: services that come back as soon as the business needs them."""

from __future__ import annotations

from itsm_as_code.rules.recovery import untested_recovery_procedure
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (untested_recovery_procedure.RULE,)
"""The rules of the family REC, by code."""
