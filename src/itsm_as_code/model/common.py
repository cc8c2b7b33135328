"""What entities share: metadata, ownership, availability figures, channels."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from itsm_as_code.model.base import Constrained, Items, Model, OneOf
from itsm_as_code.model.constraints import Constraint, FormFollows
from itsm_as_code.model.formats import Free
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.references import ToCalendar, ToFunction, ToMember, ToRole, ToTeam
from itsm_as_code.model.scalars import (
    Amount,
    Clock,
    Count,
    Currency,
    Date,
    DayPeriod,
    Days,
    Identifier,
    LabelKey,
    Line,
    Link,
    Name,
    Percentage,
    Prose,
    Span,
    Tag,
    Text,
)
from itsm_as_code.model.values import EMAIL, PHONE, WEB_LINK
from itsm_as_code.model.vocabulary import SERVICE_DESK, ChannelType, Visibility

FreeMapping = Annotated[dict[str, Any], Free(mapping=True)]
"""A mapping whose content is the author's own."""

WeeklyHours = dict[Days, Items[DayPeriod]]
"""The weekly form of hours: days or ranges of days, and the periods of each; no period means closed."""


class MetadataLink(Model):
    """A link that readers of the entity need."""

    title: Line = Field(description="What the link leads to.")
    url: Link = Field(description="The address: http, https, mailto or tel.")


class Metadata(Model, defer_build=False):
    """What every entity says about itself (the habits of Kubernetes and Backstage)."""

    name: Name = Field(
        description="An RFC 1123 label of at most 63 characters, unique within the kind; the file is named "
        "after it."
    )
    title: Line = Field(description="What people read.")
    description: Prose | None = Field(
        default=None, description="What it is, in a sentence or two (Markdown)."
    )
    tags: Items[Tag] = Field(default=(), description="Words to find it by.")
    labels: dict[LabelKey, Line] = Field(
        default_factory=dict, description="Keys and values to select entities by."
    )
    links: Items[MetadataLink] = Field(default=(), description="Pages that readers need.")
    annotations: dict[LabelKey, str] = Field(
        default_factory=dict, description="Keys and texts for other tools; this tool leaves them alone."
    )
    visibility: Visibility = Field(
        default="business",
        description="Who sees it on the site: `business` everybody, `internal` the IT organisation only.",
    )
    external_ids: dict[Name, Line] = Field(
        default_factory=dict,
        description="Its identifiers in other systems (servicenow, backstage, …), unique within each.",
    )
    extensions: dict[Identifier, FreeMapping] = Field(
        default_factory=dict,
        description="The organisation's own fields by prefix; `itsm.yaml` names the JSON Schema of each "
        "prefix.",
    )


class InternalMetadata(Metadata, defer_build=False):
    """Metadata of the kinds that the IT organisation keeps to itself unless it says otherwise."""

    visibility: Visibility = Field(
        default="internal",
        description="Who sees it on the site: `business` everybody, `internal` the IT organisation only.",
    )


class Spec(Model):
    """The facts of an entity."""


class OwnedSpec(Spec):
    """The facts of an entity that a role answers for."""

    owner: ToRole = Field(description="The role that answers for it.")
    next_review: Date | None = Field(
        default=None, description="The day by which it is reviewed next (FitSM-1 GR2.4)."
    )
    last_review: Date | None = Field(default=None, description="The day on which it was last reviewed.")


class Entity(Model):
    """A file of the repository."""

    api_version: Literal["itsm/v1"] = Field(description="The version of this vocabulary.")
    kind: str = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: Spec = Field(description="The facts.")

    @property
    def ref(self) -> str:
        """The canonical reference, `kind:name`."""
        return KINDS[self.kind].ref_of(self.metadata.name)


class Money(Model):
    """An exact amount of money."""

    amount: Amount = Field(description="An exact decimal, as a number or a text.")
    currency: Currency | None = Field(
        default=None, description="The currency (ISO 4217); left out, the organisation's."
    )
    per: Span | None = Field(
        default=None, description="The span after which it recurs; left out, it falls due once."
    )


class MeasuredAvailability(Model):
    """Availability as it was measured (ISO/IEC 20000-1:2018, 9.1)."""

    value: Percentage = Field(description="Per cent of the agreed service time.")
    per: Span | None = Field(default=None, description="The span over which it was measured.")
    source: Text | None = Field(default=None, description="Where the figure comes from.")


class Channel(Constrained):
    """A way to reach the Service Desk (ITIL 4: service desk channels)."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        FormFollows(("value",), "type", {"phone": PHONE, "mail": EMAIL, "portal": WEB_LINK}),
    )

    name: Line | None = Field(default=None, description="What people call it.")
    type: ChannelType = Field(description="The means.")
    value: Line = Field(
        description="The telephone number (`phone`), e-mail address (`mail`), web address (`portal`), or "
        "where "
        "to go (`chat`, `walk-in`)."
    )
    hours: ToCalendar | None = Field(
        default=None, description="When somebody answers; left out, the support hours."
    )
    leads_to: ToFunction = Field(default=SERVICE_DESK, description="The function that it reaches.")
    asked_by: ToTeam | None = Field(
        default=None, description="The team that asks by it, where it is not meant for users."
    )


class Person(Model):
    """Somebody without an account on the git host."""

    name: Line = Field(description="The person's name.")
    email: Annotated[str, EMAIL] | None = Field(default=None, description="Where to write to the person.")


class Acceptance(Model):
    """A service acceptance criterion (FitSM-1 PR1.3; ISO/IEC 20000-1:2018, 8.5.2)."""

    criterion: Text = Field(description="What has to be true before the service goes live.")
    met: bool = Field(default=False, description="Whether it is met.")


class Backup(Model):
    """How data is saved."""

    interval: Clock = Field(description="The time from one copy to the next, on the clock.")
    lag: Clock | None = Field(
        default=None, description="The time until a copy is safe elsewhere, on the clock; left out, none."
    )


class RequirementGroup(Model):
    """Several things of which some suffice: k of n."""

    at_least: Count = Field(description="How many have to work.")
    of: Items[ToMember] = Field(description="The members.")
    failover: Clock | None = Field(
        default=None, description="The time until another member takes over, on the clock; left out, none."
    )


Requirement = Annotated[ToMember | RequirementGroup, OneOf()]
"""What a service or an item cannot work without: one thing, or a group."""
