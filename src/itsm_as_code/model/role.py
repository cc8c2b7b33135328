"""Roles: what people answer for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.model.base import Items, OneOf
from itsm_as_code.model.common import Entity, InternalMetadata, Person, Spec
from itsm_as_code.model.references import ToHolder, ToHome
from itsm_as_code.model.scalars import Text

Holder = Annotated[ToHolder | Person, OneOf()]
"""Who holds a role: a team, a person by login, or a person by name."""


class RoleSpec(Spec):
    """The facts of a role."""

    within: ToHome | None = Field(default=None, description="The function or stakeholder that it belongs to.")
    held_by: Items[Holder] = Field(default=(), description="Who holds it.")
    deputy: Items[Holder] = Field(default=(), description="Who decides when no holder can.")
    responsibilities: Items[Text] = Field(default=(), description="What it answers for.")


class Role(Entity):
    """What somebody answers for, whoever that is (ITIL; FitSM-3: role)."""

    kind: Literal["Role"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: RoleSpec = Field(description="The facts of the role.")
