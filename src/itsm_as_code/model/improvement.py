"""Improvements: what was found and what is done about it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToAny
from itsm_as_code.model.scalars import Date, Text


class ImprovementSpec(OwnedSpec):
    """The facts of an improvement."""

    finding: Text = Field(description="What was found.")
    source: Literal["audit", "report", "complaint", "review", "incident"] | None = Field(
        default=None, description="How it came to light."
    )
    action: Text | None = Field(default=None, description="What is done about it.")
    due: Date | None = Field(default=None, description="The day by which the action is done.")
    status: Literal["open", "done", "rejected"] = Field(default="open", description="How far it has come.")
    concerns: Items[ToAny] = Field(default=(), description="What it is about.")


class Improvement(Entity):
    """An improvement (ITIL 4: continual improvement; ISO/IEC 20000-1:2018, 10; FitSM-1 PR14)."""

    kind: Literal["Improvement"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ImprovementSpec = Field(description="The facts of the improvement.")
