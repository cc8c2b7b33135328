"""Configuration items: what services are made of."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model
from itsm_as_code.model.common import (
    Entity,
    InternalMetadata,
    MeasuredAvailability,
    Money,
    OwnedSpec,
    Requirement,
)
from itsm_as_code.model.references import ToCalendar, ToProvider
from itsm_as_code.model.scalars import Clock, Date, Line, Percentage
from itsm_as_code.model.vocabulary import DEFAULT_ITEM_STATE, ItemState


class Asset(Model):
    """That the item is an investment (ISO/IEC 20000-1:2018, 8.2.5; ITIL 4: IT asset)."""

    cost: Money | None = Field(default=None, description="What it cost to buy.")
    bought: Date | None = Field(default=None, description="The day on which it was bought.")
    end_of_support: Date | None = Field(
        default=None, description="The first day without the maker's support."
    )


class ConfigurationItemSpec(OwnedSpec):
    """The facts of a configuration item."""

    class_: Line | None = Field(default=None, description="What kind of thing it is, such as network switch.")
    state: ItemState = Field(default=DEFAULT_ITEM_STATE, description="Where it is in its life.")
    location: Line | None = Field(default=None, description="Where it stands.")
    asset: Asset | None = Field(default=None, description="What was invested in it.")
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
    hours: ToCalendar = Field(default="always", description="When it works.")
    maintenance: ToCalendar | None = Field(default=None, description="When it is maintained.")
    provider: ToProvider | None = Field(
        default=None, description="Who looks after it; left out, the team of its owner role."
    )
    requires: Items[Requirement] = Field(
        default=(), description="What it cannot work without: a reference, or a group of which some suffice."
    )


class ConfigurationItem(Entity):
    """Something that has to be managed to provide services (FitSM-0; ISO/IEC 20000-1:2018, 8.2.6)."""

    kind: Literal["ConfigurationItem"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ConfigurationItemSpec = Field(description="The facts of the configuration item.")
