"""Risks: what may go wrong."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Some
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToAny
from itsm_as_code.model.scalars import Grade, Text


class RiskSpec(OwnedSpec):
    """The facts of a risk."""

    threat: Text = Field(description="What may happen.")
    scope: Some[ToAny] = Field(description="What it would hit.")
    likelihood: Grade | None = Field(default=None, description="1 (rare) to 5 (almost certain).")
    impact: Grade | None = Field(default=None, description="1 (slight) to 5 (the business stands still).")
    treatment: Literal["accept", "mitigate", "transfer", "avoid"] | None = Field(
        default=None, description="What is done with it (ISO 31000)."
    )
    response: Text | None = Field(default=None, description="What is done about it.")
    status: Literal["open", "accepted", "closed"] = Field(default="open", description="How far it has come.")


class Risk(Entity):
    """What may go wrong (ISO/IEC 20000-1:2018, 6.1; ITIL 4: risk management)."""

    kind: Literal["Risk"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: RiskSpec = Field(description="The facts of the risk.")
