"""Where services and items are in their lives."""

from __future__ import annotations

from itsm_as_code.catalog.records import Record
from itsm_as_code.model.common import Entity
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE


def state_of(record: Record[Entity]) -> str | None:
    """The state of a service or an item; `None` for any other kind, and where it cannot be read."""
    if isinstance(record.parsed, Service | ConfigurationItem):
        return record.parsed.spec.state
    return None


def is_live(record: Record[Entity]) -> bool:
    """Whether a service is operational or retiring, an item live."""
    state = state_of(record)
    return state in LIVE if isinstance(record.parsed, Service) else state == "live"


def is_retired(record: Record[Entity]) -> bool:
    """Whether a service or an item is retired."""
    return state_of(record) == "retired"
