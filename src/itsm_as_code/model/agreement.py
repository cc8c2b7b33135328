"""What the three kinds of agreement share: term, targets, approvals, escalation."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from itsm_as_code.model.base import Constrained, Items, Model, OneOf, Some
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.model.constraints import Constraint, ExactlyOne, FormFollows, NeededWhen, OnlyWhen
from itsm_as_code.model.formats import Format, Number
from itsm_as_code.model.references import ToCalendar, ToCovered, ToEscalation, ToRole
from itsm_as_code.model.scalars import Clock, Date, Figure, Line, Priority, Prose, Sha256, Share, Span, Text
from itsm_as_code.model.values import CLOCK_TIME, NOT_NEGATIVE, PERCENTAGE
from itsm_as_code.model.vocabulary import METRICS, TIME_METRICS, MetricName, Renewal

Bound = Annotated[Figure | Clock, OneOf()]
"""The figure of a target: per cent for availability, clock time for times, else a number."""

_FORMS: dict[str, Format | Number] = {"percentage": PERCENTAGE, "clock": CLOCK_TIME, "number": NOT_NEGATIVE}

BOUND_FORMS: dict[str, Format | Number] = {name: _FORMS[metric.value] for name, metric in METRICS.items()}
"""The form of the figure of each metric."""


class Target(Constrained, defer_build=False):
    """A service level target: what is measured, and how good it has to be (ITIL 4: service level)."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        ExactlyOne(("atLeast", "atMost")),
        FormFollows(("atLeast", "atMost"), "metric", BOUND_FORMS),
        OnlyWhen("priority", "metric", TIME_METRICS),
        NeededWhen("per", "rolling", (True,)),
    )

    metric: MetricName = Field(description="What is measured.")
    at_least: Bound | None = Field(
        default=None,
        description="The figure is no lower than this: per cent, a number, or a clock time (30m).",
    )
    at_most: Bound | None = Field(
        default=None,
        description="The figure is no higher than this: per cent, a number, or a clock time (30m).",
    )
    unit: Line | None = Field(default=None, description="The unit, where the metric leaves it open.")
    priority: Priority | None = Field(
        default=None, description="For times: the priority it holds for; left out, every priority."
    )
    share: Share = Field(default=100, description="The share of the cases that have to meet it, per cent.")
    per: Span | None = Field(
        default=None, description="The window over which it is measured, on the calendar."
    )
    rolling: bool = Field(
        default=False,
        description="Whether the window moves from day to day rather than starting at a calendar boundary.",
    )
    for_: ToCovered | None = Field(
        default=None, description="The one covered entity it holds for; left out, each of them."
    )
    hours: ToCalendar | None = Field(
        default=None, description="When it counts; left out, the agreement's hours."
    )
    excludes_maintenance: bool | None = Field(
        default=None, description="Whether maintenance does not count; left out, as the agreement says."
    )
    measured_by: Text | None = Field(default=None, description="How, and with what, it is measured.")

    @property
    def bound(self) -> float | object:
        """The figure, whichever direction it bounds: a number, or a `ClockTime`."""
        return self.at_least if self.at_least is not None else self.at_most


class EvidenceDocument(Model):
    """A document that proves an approval."""

    document: Text = Field(description="The document: its title, path or address.")
    sha256: Sha256 = Field(description="The SHA-256 digest of its bytes, in hexadecimal digits.")


class Approval(Model, defer_build=False):
    """A recorded agreement of somebody who has no account on the git host."""

    role: ToRole = Field(description="The role in which the person agreed.")
    by: Line = Field(description="The person who agreed.")
    date: Date = Field(description="The day on which the person agreed.")
    evidence: Annotated[Text | EvidenceDocument, OneOf()] | None = Field(
        default=None, description="What proves it: a link or a few words, or a document with its digest."
    )
    recorded_by: ToRole | None = Field(default=None, description="The role that wrote it down.")


class Escalation(Model, defer_build=False):
    """A stage of the escalation: who takes over, and how soon."""

    to: ToEscalation = Field(description="Who takes over: a team (by its OLA), an OLA or a contract.")
    handoff: Clock | None = Field(
        default=None,
        description="The time until they have it, within the previous stage's support hours; left out, none.",
    )


class AgreementSpec(OwnedSpec):
    """The facts that every agreement has (ISO/IEC 20000-1:2018, 8.3.3 and 8.3.4; FitSM-1 PR2)."""

    hours: ToCalendar | None = Field(
        default=None, description="When the targets count; left out, each service's own hours."
    )
    support_hours: ToCalendar | None = Field(
        default=None, description="When somebody helps; left out, each service's own support hours."
    )
    excludes_maintenance: bool = Field(
        default=False,
        description="Whether the maintenance of the agreement's own services does not count against targets.",
    )
    valid_from: Date = Field(description="The first day on which it holds.")
    valid_to: Date | None = Field(
        default=None,
        description="The first day on which it no longer holds; left out, it holds until replaced.",
    )
    auto_renew: bool = Field(default=False, description="Whether it goes on by itself at its end.")
    renewal: Renewal = Field(default="undecided", description="What is to happen at its end.")
    notice: Span | None = Field(default=None, description="How long before its end it has to be given up.")
    targets: Some[Target] = Field(description="What is promised.")
    approvals: Items[Approval] = Field(default=(), description="Who agreed to it, on record.")
    remedy: Prose | None = Field(default=None, description="What follows when a target is missed (Markdown).")
    escalation: Items[Escalation] = Field(default=(), description="Who takes over from whom, in this order.")
