"""Calendars: when something works, is maintained, or must not be changed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from itsm_as_code.model.base import Constrained, Items, Model, OneOf
from itsm_as_code.model.common import Entity, Metadata, OwnedSpec, WeeklyHours
from itsm_as_code.model.constraints import AtLeastOne, AtMostOne, Constraint, ExactlyOne, NeededWhen, OnlyWhen
from itsm_as_code.model.references import ToFrozen
from itsm_as_code.model.scalars import (
    Date,
    DateMoment,
    DayPeriod,
    Duration,
    Line,
    Recurrence,
    Text,
    Yes,
    Zone,
)


class RecurringPeriod(Model):
    """A period that comes back by a rule."""

    rrule: Recurrence = Field(description="When it comes back (RFC 5545, RRULE).")
    start: DateMoment = Field(description="Its first beginning, on the clock of the calendar's time zone.")
    lasts: Duration = Field(description="How long it lasts each time.")


class SinglePeriod(Model):
    """A period that happens once, half-open."""

    from_: DateMoment = Field(description="Its beginning, on the clock of the calendar's time zone.")
    to: DateMoment = Field(description="Its end, no longer part of it.")
    title: Line | None = Field(default=None, description="What it is.")
    effect: Text | None = Field(default=None, description="What people notice.")


class CalendarException(Constrained):
    """Days on which the rest of the calendar does not hold, half-open."""

    constraints: ClassVar[tuple[Constraint, ...]] = (ExactlyOne(("closed", "hours")),)

    from_: Date = Field(description="The first day.")
    to: Date | None = Field(default=None, description="The first day after it; left out, it is the one day.")
    title: Line | None = Field(default=None, description="What it is.")
    closed: Yes | None = Field(default=None, description="`true`: nothing on these days.")
    hours: Items[DayPeriod] | None = Field(default=None, description="The periods of each of these days.")


class CalendarSpec(Constrained, OwnedSpec):
    """The facts of a calendar."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        AtMostOne(("weekly", "always", "recurrences")),
        AtLeastOne(("weekly", "always", "recurrences", "once")),
        OnlyWhen("appliesTo", "freeze", (True,), default=False),
        NeededWhen("appliesTo", "freeze", (True,)),
    )

    timezone: Zone | None = Field(
        default=None, description="Its time zone (IANA); left out, the organisation's."
    )
    weekly: WeeklyHours | None = Field(default=None, description="The periods of each day of the week.")
    always: Yes | None = Field(default=None, description="`true`: around the clock.")
    recurrences: Items[RecurringPeriod] = Field(default=(), description="Periods that come back by a rule.")
    once: Items[SinglePeriod] = Field(default=(), description="Periods that happen once.")
    exceptions: Items[CalendarException] = Field(
        default=(), description="Days on which the rest does not hold."
    )
    freeze: bool = Field(
        default=False, description="Whether changes are frozen while it is open (FitSM-1 PR12.6)."
    )
    applies_to: Annotated[Literal["all"] | Items[ToFrozen], OneOf()] = Field(
        default=(), description="For a freeze: what it freezes: `all`, or a list."
    )


class Calendar(Entity):
    """When something works, is maintained, or must not be changed (RFC 5545)."""

    kind: Literal["Calendar"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: CalendarSpec = Field(description="The facts of the calendar.")
