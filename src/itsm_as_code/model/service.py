"""Services: what IT does for the business."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model, Named, OneOf
from itsm_as_code.model.common import (
    Acceptance,
    Backup,
    Channel,
    Entity,
    MeasuredAvailability,
    Metadata,
    Money,
    OwnedSpec,
    Requirement,
)
from itsm_as_code.model.references import (
    ToBusinessProcess,
    ToCalendar,
    ToMember,
    ToProcedure,
    ToProvider,
    ToRole,
    ToService,
    ToStakeholder,
)
from itsm_as_code.model.scalars import Clock, Date, Figure, Line, Link, Name, Percentage, Prose
from itsm_as_code.model.vocabulary import (
    DEFAULT_CRITICALITY,
    DEFAULT_TOPIC,
    Criticality,
    ServiceState,
    ServiceType,
)


class Capacity(Model):
    """What a service can carry."""

    metric: Line = Field(description="What is counted.")
    value: Figure = Field(description="How many, in `unit`.")
    unit: Line | None = Field(default=None, description="The unit of the value.")


class Warranty(Model):
    """That the service is fit for use (ITIL 4: warranty)."""

    availability: Percentage | None = Field(default=None, description="Per cent of the service hours.")
    capacity: Items[Capacity] = Field(default=(), description="What it can carry.")
    recovery_time: Clock | None = Field(
        default=None,
        description="The longest until it works again after a failure, elapsed (ITIL 4: recovery time "
        "objective).",
    )
    recovery_point: Clock | None = Field(
        default=None,
        description="How much data may be lost, counted back from the failure, elapsed (ITIL 4: recovery "
        "point objective).",
    )
    security: Prose | None = Field(default=None, description="How data is protected (Markdown).")


class Offering(Model):
    """Something that people can order from the service (ITIL 4: service offering)."""

    name: Name = Field(description="Its name within the service.")
    title: Line = Field(description="What people read.")
    price: Money | None = Field(default=None, description="What it costs whoever orders it.")
    fulfilment: Clock | None = Field(default=None, description="How long it takes, within the support hours.")
    link: Link | None = Field(default=None, description="Where to order it.")
    users: Items[ToStakeholder] = Field(
        default=(), description="Who may order it; left out, every user of the service."
    )
    agreed_by: ToRole | None = Field(default=None, description="The role that has to agree.")
    procedure: ToProcedure | None = Field(default=None, description="How it is fulfilled.")


class EnabledProcess(Model):
    """A business process that the service enables, with how much it depends on it."""

    process: ToBusinessProcess = Field(description="The business process.")
    essential: bool = Field(default=True, description="Whether it stands still without the service.")


class ServiceSpec(OwnedSpec):
    """The facts of a service."""

    state: ServiceState = Field(description="Where it is in its life (ITIL: service portfolio).")
    type: ServiceType = Field(
        default="customer-facing",
        description="Whether customers use it (customer-facing) or other services do (supporting).",
    )
    topic: Name = Field(
        default=DEFAULT_TOPIC, description="The organisation's topic under which people look for it."
    )
    criticality: Criticality = Field(
        default=DEFAULT_CRITICALITY, description="How much the business depends on it."
    )
    level: Line | None = Field(default=None, description="The service level package, such as Gold.")
    needs: Items[Line] = Field(default=(), description="What people say when they need it: I need a laptop.")
    synonyms: Items[Line] = Field(default=(), description="Other names by which people look for it.")
    outcome: Prose | None = Field(
        default=None, description="What the business gets out of it (ITIL 4: outcome; Markdown)."
    )
    utility: Prose | None = Field(
        default=None, description="What it does: fit for purpose (ITIL 4: utility; Markdown)."
    )
    warranty: Warranty | None = Field(
        default=None, description="How well it does it: fit for use (ITIL 4: warranty)."
    )
    intrinsic_availability: Percentage | None = Field(
        default=None,
        description="Per cent, counting its own failures only, everything that it requires being up.",
    )
    measured_availability: MeasuredAvailability | None = Field(
        default=None, description="Availability as measured."
    )
    recovery: Clock | None = Field(
        default=None, description="The time to restore it once everything that it requires is back, elapsed."
    )
    backup: Backup | None = Field(
        default=None, description="How its data is saved; present where it holds data."
    )
    service_hours: ToCalendar = Field(default="office", description="When it is provided.")
    support_hours: ToCalendar = Field(default="office", description="When somebody helps.")
    maintenance: ToCalendar | None = Field(default=None, description="When it is maintained.")
    cost: Money | None = Field(default=None, description="What it costs to provide, contracts included.")
    price: Money | None = Field(default=None, description="What its customers pay.")
    channels: Items[Channel] = Field(
        default=(), description="Ways to get help with it, besides the organisation's."
    )
    offerings: Named[Offering] = Field(default=(), description="What people can order from it.")
    acceptance: Items[Acceptance] = Field(default=(), description="What has to be true before it goes live.")
    state_since: Date | None = Field(default=None, description="The day on which it entered its state.")
    adopted: Date | None = Field(
        default=None,
        description="The day on which a service that existed before the repository was recorded.",
    )
    retire_on: Date | None = Field(default=None, description="The day on which it is switched off.")
    replaced_by: ToService | None = Field(default=None, description="The service that takes its place.")
    enables: Annotated[
        Literal["all"] | Items[Annotated[ToBusinessProcess | EnabledProcess, OneOf()]], OneOf()
    ] = Field(default=(), description="The business processes that it enables: `all`, or a list.")
    requires: Items[Requirement] = Field(
        default=(), description="What it cannot work without: a reference, or a group of which some suffice."
    )
    uses: Items[ToMember] = Field(default=(), description="What it uses and can do without.")
    users: Items[ToStakeholder] = Field(default=(), description="Who uses it.")
    provider: ToProvider | None = Field(
        default=None, description="Who provides it; left out, the team of its owner role."
    )


class Service(Entity):
    """What IT does for the business (ITIL 4: service; FitSM-0: service)."""

    kind: Literal["Service"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: ServiceSpec = Field(description="The facts of the service.")
