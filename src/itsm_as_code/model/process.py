"""Processes: what is done."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model, Named, OneOf
from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToArtefact, ToFunction, ToPolicy, ToRole, ToService
from itsm_as_code.model.scalars import Figure, Line, Name, Prose
from itsm_as_code.model.vocabulary import Phase

Assurance = Literal["need", "available", "cost-effective"]


class Activity(Model):
    """A part of a process, and who takes part in it (RACI)."""

    name: Name = Field(description="Its name within the process; procedures refer to `process/activity`.")
    title: Line = Field(description="What people read.")
    responsible: Items[ToRole] = Field(default=(), description="The roles that do it.")
    accountable: ToRole | None = Field(default=None, description="The one role that answers for it.")
    consulted: Items[ToRole] = Field(default=(), description="The roles that are asked.")
    informed: Items[ToRole] = Field(default=(), description="The roles that are told.")


class Kpi(Model):
    """A key performance indicator (FitSM-1 GR6.1)."""

    name: Line = Field(description="What is measured.")
    success_factor: Line | None = Field(
        default=None, description="The critical success factor that it shows."
    )
    target: Figure | None = Field(default=None, description="The figure to reach, in `unit`.")
    unit: Line | None = Field(default=None, description="The unit of the target.")


class ProcessSpec(OwnedSpec):
    """The facts of a process."""

    phase: Phase = Field(description="The phase of the services' life that it belongs to.")
    function: ToFunction | None = Field(default=None, description="The function that answers for it.")
    purpose: Prose = Field(description="What it is there for (Markdown).")
    implements: Items[ToPolicy] = Field(default=(), description="The policies that it puts into practice.")
    consumes: Items[ToArtefact] = Field(default=(), description="What comes in.")
    produces: Items[ToArtefact] = Field(default=(), description="What goes out.")
    serves: Annotated[Literal["all"] | Items[ToService], OneOf()] = Field(
        default=(), description="The services that it serves: `all`, or a list."
    )
    assures: Items[Assurance] = Field(
        default=(),
        description="What it makes sure of: that services are what is needed, available, cost-effective.",
    )
    activities: Named[Activity] = Field(default=(), description="What is done, and by whom.")
    kpis: Named[Kpi] = Field(default=(), description="How its success is measured.")
    version: Line | None = Field(default=None, description="Its version, as a text.")


class Process(Entity):
    """What is done to manage services (FitSM-0: process; ITIL 4: practice)."""

    kind: Literal["Process"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ProcessSpec = Field(description="The facts of the process.")
