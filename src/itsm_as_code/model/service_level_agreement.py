"""Service level agreements: what IT promises a customer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.base import Items, Some
from itsm_as_code.model.common import Entity, Metadata
from itsm_as_code.model.references import ToService, ToStakeholder
from itsm_as_code.model.scalars import Text


class ServiceLevelAgreementSpec(AgreementSpec):
    """The facts of a service level agreement."""

    customer: ToStakeholder = Field(description="The customer to whom the promise is made.")
    services: Some[ToService] = Field(description="The services that it covers.")
    customer_duties: Items[Text] = Field(
        default=(), description="What the customer does so that it can be kept."
    )


class ServiceLevelAgreement(Entity):
    """What IT promises a customer (ITIL 4; FitSM-1 PR2; ISO/IEC 20000-1:2018, 8.3.3)."""

    kind: Literal["ServiceLevelAgreement"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: ServiceLevelAgreementSpec = Field(description="The facts of the agreement.")
