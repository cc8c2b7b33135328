"""Business processes: what the organisation does for its own customers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items
from itsm_as_code.model.common import Entity, Metadata, OwnedSpec
from itsm_as_code.model.references import ToCalendar, ToObjective, ToStakeholder
from itsm_as_code.model.scalars import Clock
from itsm_as_code.model.vocabulary import DEFAULT_CRITICALITY, Criticality


class BusinessProcessSpec(OwnedSpec):
    """The facts of a business process; its times are elapsed time (NIST SP 800-34)."""

    type: Literal["core", "support"] = Field(
        default="core",
        description="Whether it serves the firm's own customers (core) or the firm itself (support).",
    )
    criticality: Criticality = Field(
        default=DEFAULT_CRITICALITY, description="How much the business depends on it."
    )
    hours: ToCalendar | None = Field(default=None, description="When it runs.")
    maximum_tolerable_downtime: Clock | None = Field(
        default=None,
        description="The longest it may stand still before the harm is unbearable, elapsed (NIST SP "
        "800-34: MTD).",
    )
    work_recovery: Clock | None = Field(
        default=None,
        description="The time to catch up once the services are back, elapsed (NIST SP 800-34: WRT).",
    )
    recovery_point: Clock | None = Field(
        default=None,
        description="How much work may be lost, counted back from the fault, elapsed (NIST SP 800-34: RPO).",
    )
    manual: bool = Field(default=False, description="Whether it runs without IT services.")
    supports: Items[ToObjective] = Field(default=(), description="The objectives that it serves.")
    business_owner: ToStakeholder | None = Field(
        default=None, description="The stakeholder that answers for it in the business."
    )
    serves: Items[ToStakeholder] = Field(default=(), description="The firm's own customers for whom it runs.")


class BusinessProcess(Entity):
    """What the organisation does for its own customers, and what IT services enable."""

    kind: Literal["BusinessProcess"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: BusinessProcessSpec = Field(description="The facts of the business process.")
