"""The rules of the family CAL, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.calendars import impossible_calendar, live_service_without_freeze_or_maintenance
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    impossible_calendar.RULE,
    live_service_without_freeze_or_maintenance.RULE,
)
"""The rules of the family CAL, by code."""
