"""Where entities are in their lives: services and items, and whatever comes to an end."""

from __future__ import annotations

import datetime as dt
from typing import cast

from itsm_as_code.catalog.records import Record
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.common import Entity
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.improvement import Improvement
from itsm_as_code.model.risk import Risk
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import DEFAULT_ITEM_STATE, LIVE
from itsm_as_code.model.waiver import Waiver


def state_of(record: Record[Entity]) -> str | None:
    """The state of a service or an item; `None` for any other kind, and where it cannot be read."""
    if record.is_typed and record.kind.name in ("Service", "ConfigurationItem"):
        return cast("str", record.written(("spec", "state")) or DEFAULT_ITEM_STATE)
    return None


def is_live(record: Record[Entity]) -> bool:
    """Whether a service is operational or retiring, an item live."""
    state = state_of(record)
    return state in LIVE if record.kind.name == "Service" else state == "live"


def is_retired(record: Record[Entity]) -> bool:
    """Whether a service or an item is retired."""
    return state_of(record) == "retired"


def is_over(record: Record[Entity], day: dt.date) -> bool:
    """Whether an entity stands for the record alone, so that nothing of it falls due any longer.

    That is so for what is retired, for waivers after their end and agreements after theirs unless they renew
    themselves, for risks that are closed and for improvements that are done or rejected.

    Args:
        record: The entity.
        day: The day in question.
    """
    entity = record.parsed
    match entity:
        case Service() | ConfigurationItem():
            return is_retired(record)
        case Risk():
            return entity.spec.status == "closed"
        case Improvement():
            return entity.spec.status != "open"
        case Waiver():
            return entity.spec.expires <= day
        case Entity(spec=AgreementSpec() as spec):
            return spec.valid_to is not None and spec.valid_to <= day and not renews_itself(spec)
        case _:
            return False


def renews_itself(spec: AgreementSpec) -> bool:
    """Whether an agreement goes on at its end unless somebody acts; one that is to end does not."""
    return spec.auto_renew and spec.renewal != "end"
