"""What cannot be relied on, since it does not fit its schema or is not there: no figure rests on it.

The fault itself is reported where it stands. What it would bring about is not: a calendar that nobody can
read is no reason to find a promise broken.
"""

from __future__ import annotations

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.derived import derived
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.finding import FieldPath

_HOURS = ("hours", "serviceHours", "supportHours", "maintenance")


def misfit(catalog: Catalog, ref: str, *fields: str) -> str:
    """Why some fields of an entity cannot be relied on, as a clause; empty where they can.

    Args:
        catalog: The catalogue.
        ref: Canonical reference of the entity; where there is none, nothing is amiss with it.
        fields: Names of fields of its spec; any when there is none.
    """
    record = catalog.get(ref)
    if record is None:
        return ""
    if not record.is_typed:
        return f"{ref} does not fit its schema"
    broken = {str(path[1]) for path in record.broken if path[0] == "spec" and len(path) > 1}
    if not fields:
        return f"{ref} does not fit its schema" if broken else ""
    found = sorted(broken & {*fields})
    return f"'{found[0]}' of {ref} does not fit its schema" if found else ""


def is_broken(catalog: Catalog, ref: str, path: FieldPath) -> bool:
    """Whether a field of an entity, or something in it, does not fit the schema."""
    record = catalog.get(ref)
    return record is not None and any(each[: len(path)] == path for each in record.broken)


def hours_unknown(catalog: Catalog, *refs: str) -> NotComputable | None:
    """Why the hours and the maintenance of some entities cannot be told; `None` where they can.

    Args:
        catalog: The catalogue.
        refs: Canonical references of services, items and agreements.
    """
    return next(filter(None, (_hours_unknown(catalog, ref) for ref in refs)), None)


@derived
def _hours_unknown(catalog: Catalog, ref: str) -> NotComputable | None:
    clause = misfit(catalog, ref, *_HOURS)
    for calendar in catalog.named(ref, *_HOURS):
        if not clause:
            exists = catalog.exists(calendar)
            clause = misfit(catalog, calendar) if exists else f"{calendar} does not exist"
    return NotComputable(Reason.BROKEN, clause) if clause else None
