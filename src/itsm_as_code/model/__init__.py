"""What a repository holds: the kinds of entity, their fields, the words they use.

Knows nothing of files, of other entities or of what is right for a business: it says what one entity may
look like. Only this package (and the module of `catalog` that turns its errors into problems) uses pydantic,
and `kinds` and `vocabulary` are free of it; importing this package imports neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind, ReferenceField, kind_of_path

if TYPE_CHECKING:
    from itsm_as_code.model.common import Entity
    from itsm_as_code.model.settings import Settings

__all__ = [
    "BY_SHORT",
    "KINDS",
    "Kind",
    "ReferenceField",
    "kind_of_path",
    "plain",
    "validate",
    "validate_settings",
]


def validate(kind: Kind, value: Mapping[str, object]) -> Entity:
    """The entity that the content of a file describes.

    Args:
        kind: The kind that the file says it has.
        value: The file's content as plain mappings, lists and scalars.

    Raises:
        pydantic.ValidationError: The content does not fit the kind; the error lists every fault.
    """
    return kind.entity.model_validate(value)


def validate_settings(value: Mapping[str, object]) -> Settings:
    """The settings that the content of `itsm.yaml` describes.

    Raises:
        pydantic.ValidationError: The content does not fit; the error lists every fault.
    """
    from itsm_as_code.model.settings import Settings

    return Settings.model_validate(value)


def plain(entity: Entity) -> dict[str, object]:
    """The entity as plain mappings, lists and scalars under the names that authors type.

    Defaults are filled in; what is absent and has no default stays absent. Dates, durations, times and
    amounts of money are texts.
    """
    return entity.model_dump(mode="json", by_alias=True, exclude_none=True)
