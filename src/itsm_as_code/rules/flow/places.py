"""Pointing at what processes say of an artefact."""

from __future__ import annotations

from collections.abc import Sequence

from itsm_as_code.catalog import Catalog, Reference
from itsm_as_code.rules.rule import Pointer


def in_processes(catalog: Catalog, references: Sequence[Reference], message: str) -> tuple[Pointer, ...]:
    """Where processes name an artefact.

    Args:
        catalog: The catalogue.
        references: The places, as the flow gives them.
        message: What the reader sees there.
    """
    return tuple(Pointer(catalog.records[each.source], each.field, message) for each in references)
