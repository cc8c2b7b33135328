"""Underpinning contracts: what a supplier promises."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.base import Items
from itsm_as_code.model.common import Entity, InternalMetadata, Money
from itsm_as_code.model.references import ToCalendar, ToCovered, ToService, ToStakeholder
from itsm_as_code.model.scalars import Line, Share


class UnderpinningContractSpec(AgreementSpec):
    """The facts of an underpinning contract."""

    hours: ToCalendar = Field(
        default="always", description="When what it covers works and the targets count."
    )
    support_hours: ToCalendar | None = Field(
        default=None, description="When the supplier helps; left out, the contract's hours."
    )
    supplier: ToStakeholder = Field(description="The supplier that promises.")
    covers: Items[ToCovered] = Field(
        default=(), description="The services and items that it covers; left out, whatever requires it."
    )
    reference: Line | None = Field(default=None, description="The contract's number.")
    cost: Money | None = Field(default=None, description="What it costs.")
    cost_shares: dict[ToService, Share] = Field(
        default_factory=dict,
        description="How the cost is split over services, per cent; left out, equally over what it covers.",
    )
    maintenance: ToCalendar | None = Field(default=None, description="When the supplier maintains it.")


class UnderpinningContract(Entity):
    """What a supplier promises (ITIL; FitSM-0: underpinning agreement; ISO/IEC 20000-1:2018, 8.3.4.1)."""

    kind: Literal["UnderpinningContract"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: UnderpinningContractSpec = Field(description="The facts of the contract.")
