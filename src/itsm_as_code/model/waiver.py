"""Waivers: a rule that is not held to, for a time, on the record."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Some
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToAny, ToAuthority, ToRisk
from itsm_as_code.model.scalars import Date, Prose, RuleWord, Text


class WaiverSpec(OwnedSpec):
    """The facts of a waiver; it holds from `granted` to `expires`, half-open, in UTC."""

    rule: RuleWord = Field(description="The rule that is not held to, by its code or its name.")
    scope: Some[ToAny] = Field(description="The entities that it holds for, each by name.")
    reason: Prose = Field(description="Why (Markdown).")
    compensating_control: Text | None = Field(default=None, description="What is done instead.")
    requested_by: ToAuthority = Field(description="Who asked for it.")
    approved_by: ToAuthority = Field(description="Who granted it.")
    granted: Date = Field(description="The first day on which it holds (UTC).")
    expires: Date = Field(description="The first day on which it no longer holds (UTC).")
    risk: ToRisk | None = Field(default=None, description="The risk that it brings.")


class Waiver(Entity):
    """A rule that is not held to, for a time, on the record."""

    kind: Literal["Waiver"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: WaiverSpec = Field(description="The facts of the waiver.")
