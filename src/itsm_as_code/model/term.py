"""Terms: the one common lexicon."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items
from itsm_as_code.model.common import Entity, Metadata, Spec
from itsm_as_code.model.scalars import Line, Prose


class TermSpec(Spec):
    """The facts of a term."""

    definition: Prose = Field(description="What it means here (Markdown).")
    synonyms: Items[Line] = Field(default=(), description="Other words for it.")
    deprecated_synonyms: Items[Line] = Field(
        default=(), description="Words for it that are no longer to be used."
    )
    source: Line | None = Field(default=None, description="Where the definition comes from.")


class Term(Entity):
    """A word of the lexicon and its meaning."""

    kind: Literal["Term"] = Field(description="The kind of entity.")
    metadata: Metadata = Field(description="What the entity says about itself.")
    spec: TermSpec = Field(description="The facts of the term.")
