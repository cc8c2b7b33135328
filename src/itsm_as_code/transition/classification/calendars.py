"""Hours that move: they tighten or loosen each agreement that goes by them."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.agreements import agreements
from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.transition.classification.agreements import asks_of, rows_of
from itsm_as_code.transition.classification.case import Case, Found, place_of, touching
from itsm_as_code.transition.classification.promises import Side, differences

_FIELDS = ("spec.timezone", "spec.weekly", "spec.always", "spec.recurrences", "spec.once", "spec.exceptions")
_FIELDS_OF = {
    "Calendar": _FIELDS,
    "Organization": ("spec.hours", "spec.timezone"),
    "Service": ("spec.serviceHours", "spec.supportHours", "spec.maintenance"),
}
"""The fields of each kind that hours come from."""


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """A row for each agreement whose hours an edited calendar moves."""
    facts = touching(change, *_FIELDS_OF.get(change.record.kind.name, ()))
    if change.verb is not Verb.CHANGED or not facts:
        return
    for sla in agreements(case.base):
        after = case.head.get(sla.ref)
        if after is None or not after.is_typed or not _may_move(case.base, sla.ref, change.ref):
            continue
        found = tuple(differences(Side(case.base, sla), Side(case.head, after), case.today))
        if not found:
            continue
        worse = any(each.less for each in found)
        row = rows_of(sla)[int(worse)]
        text = f"moves the hours of {sla.ref}: it {found[0].text}"
        yield Found(row, change.ref, text, asks_of(sla, case, row, ()), facts, place_of(facts))


def _may_move(catalog: Catalog, agreement: str, calendar: str) -> bool:
    """Whether an agreement, or something that it covers, goes by a calendar, or may do so unsaid."""
    if calendar.startswith("organization:"):
        return True
    named = {calendar, *(reference.source for reference in catalog.incoming(calendar))}
    return agreement in named or any(reference.target in named for reference in catalog.outgoing(agreement))
