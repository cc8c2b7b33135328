"""Procedures: how it is done, step by step."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model, Some
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToActivity, ToCovered, ToPerformer
from itsm_as_code.model.scalars import Clock, Date, Line, Prose, Span, Text

ProcedureType = Literal["recovery", "change", "request", "maintenance", "administrative"]
StepType = Literal["technical", "coordination", "approval", "communication"]


class Step(Model):
    """A step of a procedure."""

    do: Prose = Field(description="What to do (Markdown).")
    by: ToPerformer | None = Field(default=None, description="Who does it.")
    type: StepType | None = Field(default=None, description="What kind of work it is.")
    takes: Clock | None = Field(default=None, description="How long it takes, on the clock.")
    item: ToCovered | None = Field(default=None, description="The item or service that it works on.")


class ProcedureSpec(OwnedSpec):
    """The facts of a procedure."""

    type: ProcedureType = Field(default="administrative", description="What it is for.")
    realises: Items[ToActivity] = Field(
        default=(), description="The activities that it carries out: process/activity."
    )
    trigger: Text | None = Field(default=None, description="When it starts.")
    every: Span | None = Field(
        default=None, description="For preventive maintenance: how often it is done, on the calendar."
    )
    restores: Items[ToCovered] = Field(
        default=(), description="For recovery: the services and items that it restores."
    )
    last_done: Date | None = Field(default=None, description="The day on which it was last done.")
    steps: Some[Step] = Field(description="What to do, in this order.")
    takes: Clock | None = Field(default=None, description="How long it takes altogether, on the clock.")
    verification: Text | None = Field(default=None, description="How one sees that it worked.")
    rollback: Text | None = Field(default=None, description="How to undo it.")
    last_tested: Date | None = Field(default=None, description="The day on which it was last tested.")
    version: Line | None = Field(default=None, description="Its version, as a text.")


class Procedure(Entity):
    """How something is done (FitSM-0: procedure)."""

    kind: Literal["Procedure"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ProcedureSpec = Field(description="The facts of the procedure.")
