"""Teams: people who work together."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from itsm_as_code.model.base import Constrained, Items
from itsm_as_code.model.common import Entity, InternalMetadata, Spec
from itsm_as_code.model.constraints import AtLeastOne, AtMostOne, Constraint
from itsm_as_code.model.references import ToCalendar, ToFunction
from itsm_as_code.model.scalars import Handle, Line
from itsm_as_code.model.values import EMAIL


class TeamMember(Constrained):
    """A person in a team."""

    constraints: ClassVar[tuple[Constraint, ...]] = (AtLeastOne(("handle", "name")),)

    handle: Handle | None = Field(
        default=None, description="The person's login on the git host, without `user:`."
    )
    name: Line | None = Field(default=None, description="The person's name.")
    email: Annotated[str, EMAIL] | None = Field(default=None, description="Where to write to the person.")


class TeamSpec(Constrained, Spec):
    """The facts of a team."""

    constraints: ClassVar[tuple[Constraint, ...]] = (AtMostOne(("members", "directory")),)

    functions: Items[ToFunction] = Field(default=(), description="The functions that it works for.")
    members: Items[TeamMember] = Field(default=(), description="Who belongs to it.")
    directory: Line | None = Field(
        default=None,
        description="The git host's team that lists the members; a snapshot is fetched with the approvals.",
    )
    hours: ToCalendar | None = Field(default=None, description="When it works.")


class Team(Entity):
    """People who work together (ITIL 4: organisations and people)."""

    kind: Literal["Team"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: TeamSpec = Field(description="The facts of the team.")
