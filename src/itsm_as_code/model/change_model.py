"""Change models: how changes of one sort are handled."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.policy import KindName
from itsm_as_code.model.references import ToAny, ToProcedure, ToRole
from itsm_as_code.model.scalars import Date, FieldName, Line


class ChangeMatch(Model):
    """The changes that a model is for; a change fits when it fits every part that is given."""

    kinds: Items[KindName] = Field(default=(), description="The kinds of entity that change.")
    fields_: Items[FieldName] = Field(default=(), description="The fields that change.")
    entities: Items[ToAny] = Field(default=(), description="The entities that change.")


class ChangeReview(Model):
    """A look back at a change (ITIL: post-implementation review)."""

    date: Date = Field(description="The day of the review.")
    by: Line | None = Field(default=None, description="Who reviewed it.")
    change: Line | None = Field(
        default=None, description="The change: its address or number on the git host, or its commit."
    )
    success: bool = Field(description="Whether it did what it was to do.")


class ChangeModelSpec(OwnedSpec):
    """The facts of a change model."""

    type: Literal["standard", "normal", "emergency"] = Field(
        default="normal",
        description="Whether such changes are pre-authorised (standard), judged one by one, or urgent.",
    )
    matches: ChangeMatch = Field(default_factory=ChangeMatch, description="The changes that it is for.")
    risk: Literal["low", "medium", "high"] = Field(default="medium", description="How much can go wrong.")
    authority: ToRole | None = Field(
        default=None, description="The role that decides (ITIL 4: change authority)."
    )
    procedure: ToProcedure | None = Field(default=None, description="How such a change is made.")
    reviews: Items[ChangeReview] = Field(default=(), description="Looks back at changes of this sort.")


class ChangeModel(Entity):
    """How changes of one sort are handled (ITIL 4: change model; FitSM-1 PR12)."""

    kind: Literal["ChangeModel"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ChangeModelSpec = Field(description="The facts of the change model.")
