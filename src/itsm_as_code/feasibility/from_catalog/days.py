"""For which day a promise is judged."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.underpinning import underpinnings
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement


def standing(sla: Record[ServiceLevelAgreement], today: dt.date) -> dt.date | None:
    """The day for which an agreement is judged: today, or its first; `None` once it is over."""
    spec = sla.entity.spec
    if spec.valid_to is not None and spec.valid_to <= max(today, spec.valid_from):
        return None
    return max(today, spec.valid_from)


def settled(catalog: Catalog, day: dt.date) -> dt.date:
    """The first day from which the same OLAs and contracts are in force as on another.

    Figures that rest on a day are asked for this one, so that those of today serve for all days until
    something begins or ends. They are the same for either: what is read here alters no judgement, and is not
    noted.
    """
    with reads.collected(None):
        days = _turning_days(catalog)
    return days[max(0, bisect_right(days, day) - 1)] if days and days[0] <= day else dt.date.min


@derived
def _turning_days(catalog: Catalog) -> tuple[dt.date, ...]:
    specs = [record.entity.spec for record in underpinnings(catalog)]
    ends = {spec.valid_to for spec in specs if spec.valid_to is not None}
    return tuple(sorted(ends | {spec.valid_from for spec in specs}))
