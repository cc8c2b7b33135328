"""Functions: the parts of the IT organisation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items
from itsm_as_code.model.common import Entity, Metadata, Spec
from itsm_as_code.model.references import ToFunction, ToRole
from itsm_as_code.model.scalars import Line, Prose, Text


class FunctionSpec(Spec):
    """The facts of a function."""

    purpose: Prose | None = Field(default=None, description="What it is there for (Markdown).")
    level: Literal["strategic", "tactical", "operational"] | None = Field(
        default=None, description="The level on which it works."
    )
    facing: Line | None = Field(default=None, description="Whom it speaks with.")
    head: ToRole | None = Field(
        default=None, description="The role that heads it; left out, the only role within it."
    )
    coordinates: Items[ToFunction] = Field(default=(), description="The functions whose work it coordinates.")
    responsibilities: Items[Text] = Field(default=(), description="What it answers for.")


class Function(Entity):
    """A part of the IT organisation with its own purpose (ITIL: function)."""

    kind: Literal["Function"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: FunctionSpec = Field(description="The facts of the function.")
