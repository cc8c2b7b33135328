"""The rules of the family FLW, registered explicitly."""

from __future__ import annotations

from itsm_as_code.rules.flow import (
    artefact_without_source,
    broken_flow,
    document_with_several_producers,
    unused_artefact,
)
from itsm_as_code.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    artefact_without_source.RULE,
    unused_artefact.RULE,
    document_with_several_producers.RULE,
    broken_flow.RULE,
)
"""The rules of the family FLW, by code."""
