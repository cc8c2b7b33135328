"""Stakeholders outside IT: customers, users, suppliers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Some
from itsm_as_code.model.common import Entity, Metadata, OwnedSpec
from itsm_as_code.model.references import ToRole, ToStakeholder
from itsm_as_code.model.scalars import Count, Date, Text
from itsm_as_code.model.vocabulary import StakeholderRole


class StakeholderSpec(OwnedSpec):
    """The facts of a stakeholder."""

    roles: Some[StakeholderRole] = Field(
        description="What it is to IT: a customer agrees and pays, a user uses, a supplier provides."
    )
    organisation: Literal["ours", "other"] | None = Field(
        default=None,
        description="Whether it belongs to our organisation; left out, suppliers do not and others do.",
    )
    contact: ToRole | None = Field(default=None, description="The role in IT that speaks with it.")
    signatory: ToRole | None = Field(
        default=None, description="For customers: the role that signs agreements for it."
    )
    sponsor: bool = Field(
        default=False, description="For customers: whether it pays for services (ITIL 4: sponsor)."
    )
    count: Count | None = Field(default=None, description="For users: how many there are.")
    part_of: ToStakeholder | None = Field(
        default=None, description="For users: the stakeholder that they belong to."
    )
    evaluated_on: Date | None = Field(
        default=None, description="For suppliers: the day on which it was last evaluated (FitSM-1 PR8.4)."
    )
    escalation: Text | None = Field(
        default=None, description="For suppliers: whom to turn to when it does not deliver."
    )

    @property
    def outside(self) -> bool:
        """Whether it belongs to another organisation, stated or by default."""
        return self.organisation == "other" if self.organisation else self.roles == ("supplier",)


class Stakeholder(Entity):
    """A customer, a group of users or a supplier (ITIL 4; FitSM-1 PR7 and PR8)."""

    kind: Literal["Stakeholder"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: StakeholderSpec = Field(description="The facts of the stakeholder.")
