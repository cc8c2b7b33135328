"""Service reports: what was promised beside what was achieved."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from itsm_as_code.model.agreement import BOUND_FORMS, Bound
from itsm_as_code.model.base import Constrained, Items, Model, Some
from itsm_as_code.model.common import Entity, Metadata, OwnedSpec
from itsm_as_code.model.constraints import Constraint, FormFollows, OnlyWhen
from itsm_as_code.model.references import ToAgreement, ToCovered
from itsm_as_code.model.scalars import Date, Priority, Text
from itsm_as_code.model.vocabulary import TIME_METRICS, MetricName


class ReportedPeriod(Model):
    """The time that a report covers, half-open."""

    from_: Date = Field(description="The first day.")
    to: Date = Field(description="The first day after it.")


class Result(Constrained):
    """What was achieved against one target."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        FormFollows(("value",), "metric", BOUND_FORMS),
        OnlyWhen("priority", "metric", TIME_METRICS),
    )

    metric: MetricName = Field(description="What was measured, as the target names it.")
    priority: Priority | None = Field(default=None, description="The target's priority.")
    for_: ToCovered | None = Field(default=None, description="The covered entity that the target is for.")
    value: Bound = Field(description="What was achieved, in the form of the target's bound.")
    source: Text | None = Field(default=None, description="Where the figure comes from.")


class ServiceReportSpec(OwnedSpec):
    """The facts of a service report."""

    agreement: ToAgreement = Field(description="The agreement that it reports on.")
    period: ReportedPeriod = Field(description="The time that it covers, half-open.")
    results: Some[Result] = Field(description="What was achieved.")
    agreed_with: Text | None = Field(default=None, description="With whom it was discussed, and when.")
    actions: Items[Text] = Field(default=(), description="What is done about targets that were missed.")


class ServiceReport(Entity):
    """What was achieved (ISO/IEC 20000-1:2018, 9.4; FitSM-1 PR3: service reporting)."""

    kind: Literal["ServiceReport"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: ServiceReportSpec = Field(description="The facts of the report.")
