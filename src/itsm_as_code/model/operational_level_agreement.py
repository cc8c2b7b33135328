"""Operational level agreements: what a team promises the services that rely on it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.base import Some
from itsm_as_code.model.common import Entity, InternalMetadata
from itsm_as_code.model.references import ToCovered, ToTeam


class OperationalLevelAgreementSpec(AgreementSpec):
    """The facts of an operational level agreement."""

    team: ToTeam = Field(description="The team that promises.")
    covers: Some[ToCovered] = Field(description="The services and items that it covers.")


class OperationalLevelAgreement(Entity):
    """What a team inside promises (ITIL; FitSM-1 PR2.4: operational level agreement)."""

    kind: Literal["OperationalLevelAgreement"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: OperationalLevelAgreementSpec = Field(description="The facts of the agreement.")
