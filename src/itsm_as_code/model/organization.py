"""The organisation: who it is, when it works, what everybody shares."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model, Named
from itsm_as_code.model.common import Channel, Entity, Metadata, Spec, WeeklyHours
from itsm_as_code.model.references import ToService
from itsm_as_code.model.scalars import (
    Contact,
    Count,
    Currency,
    Language,
    Line,
    Maturity,
    Name,
    Priority,
    Prose,
    WebLink,
    Zone,
)
from itsm_as_code.model.values import Period
from itsm_as_code.model.vocabulary import Profile


def _working_week() -> WeeklyHours:
    return {"mon-fri": (Period.parse("09:00-17:00"),)}


class Topic(Model):
    """A topic by which people look for services."""

    name: Name = Field(description="As services write it in `topic`.")
    title: Line = Field(description="What people read.")
    description: Prose | None = Field(default=None, description="What belongs to it (Markdown).")


class PriorityTitle(Model):
    """What a priority means to people."""

    priority: Priority = Field(description="1, the most urgent, to 5.")
    title: Line = Field(description="In plain words: nobody can work.")


class ServiceDesk(Model):
    """The Service Desk that holds all contact with users (ITIL 4: service desk)."""

    channels: Items[Channel] = Field(default=(), description="The ways to reach it, the best first.")


class OrganizationSpec(Spec):
    """The facts of the organisation; its size, culture and maturity drive what `itsm init` advises."""

    profile: Profile = Field(
        default="standard", description="How exacting the rules are: starter, standard or regulated."
    )
    timezone: Zone = Field(default="UTC", description="The time zone (IANA) of calendars that name none.")
    hours: WeeklyHours = Field(
        default_factory=_working_week,
        description="The working week: the built-in calendar `office`. Left out, Monday to Friday, 9 to 17.",
    )
    currency: Currency = Field(
        default="EUR", description="The currency (ISO 4217) of amounts that name none."
    )
    language: Language = Field(default="en", description="The language of the texts (BCP 47).")
    staff: Count | None = Field(default=None, description="How many people work here.")
    sites: Count | None = Field(default=None, description="At how many places they work.")
    devices: Count | None = Field(default=None, description="How many devices they work with.")
    maturity: Maturity | None = Field(
        default=None, description="How mature IT service management is: 0 (none) to 5 (optimising)."
    )
    culture: Literal["informal", "balanced", "formal"] | None = Field(
        default=None, description="How much people here rely on written rules."
    )
    topics: Named[Topic] = Field(
        default=(), description="The topics of the services; `other` exists without being listed."
    )
    priorities: Items[PriorityTitle] = Field(
        default=(), description="What the priorities mean, in plain words."
    )
    service_desk: ServiceDesk = Field(
        default_factory=ServiceDesk, description="How users reach the Service Desk."
    )
    status_page: WebLink | None = Field(
        default=None, description="The page that says what does not work at the moment."
    )
    feedback: Contact | None = Field(default=None, description="Where praise and complaints go.")
    featured: Items[ToService] = Field(default=(), description="The services on the landing page.")
    scope: Prose | None = Field(
        default=None,
        description="The scope of the management system (ISO/IEC 20000-1:2018, 4.3; FitSM-1 GR1).",
    )


class Organization(Entity):
    """The organisation whose IT services the repository holds; there is exactly one."""

    kind: Literal["Organization"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: OrganizationSpec = Field(description="The facts of the organisation.")
