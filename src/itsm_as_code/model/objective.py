"""Objectives of the business."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.common import Entity, Metadata, OwnedSpec
from itsm_as_code.model.scalars import Date, Figure, Line, Prose


class ObjectiveSpec(OwnedSpec):
    """The facts of an objective."""

    statement: Prose | None = Field(default=None, description="What the business wants to reach (Markdown).")
    metric: Line | None = Field(default=None, description="What is measured.")
    target: Figure | None = Field(default=None, description="The figure to reach, in `unit`.")
    unit: Line | None = Field(default=None, description="The unit of the target.")
    by: Date | None = Field(default=None, description="The day by which it is reached.")


class Objective(Entity):
    """What the business wants to reach (ISO/IEC 20000-1:2018, 6.2; ArchiMate: goal)."""

    kind: Literal["Objective"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: ObjectiveSpec = Field(description="The facts of the objective.")
