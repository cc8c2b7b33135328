"""Artefacts: what flows between processes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.common import Entity, InternalMetadata, OwnedSpec
from itsm_as_code.model.references import ToTerm
from itsm_as_code.model.scalars import Line


class ArtefactSpec(OwnedSpec):
    """The facts of an artefact."""

    form: Literal["document", "record"] = Field(
        default="document", description="Whether it says what is to be (document) or what was (record)."
    )
    meaning: ToTerm | None = Field(
        default=None, description="The term that explains it; left out, the one of the same name."
    )
    from_: Line | None = Field(default=None, description="Who outside IT hands it in.")
    to: Line | None = Field(default=None, description="Who outside IT receives it.")


class Artefact(Entity):
    """What processes hand to each other (ISO/IEC 20000-1:2018, 7.5: documented information)."""

    kind: Literal["Artefact"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: ArtefactSpec = Field(description="The facts of the artefact.")
