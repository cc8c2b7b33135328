"""The rules of the family CHG, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.changes import unready_standard_model
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (unready_standard_model.RULE,)
"""The rules of the family CHG, by code."""
