"""Nothing says when a live service may be changed.

No `maintenance` calendar and no freeze applies to a live customer-facing service: neither to itself, nor to
anything that it requires, nor, in the case of a freeze, to a business process that it enables.

## Why it matters

Changes need a time at which they hurt least, and the business has days on which nothing may change: the
sale after Thanksgiving, the close of the year. Where neither is written down, each change is argued anew,
and the argument is lost on the wrong day.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  maintenance: null
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  maintenance: maintenance-window
```

## What it leaves alone

Supporting services and services of the pipeline; a service whose supplier or platform has a maintenance
calendar of its own, or is named in a freeze; a freeze of `all`.

## Source

ISO/IEC 20000-1:2018, 8.5.1 (change management activities are planned and scheduled); FitSM-3, PR12.6 (a
schedule of changes). Under `regulated` it is an error.

## Fix

By hand: give the service a `maintenance` calendar, or name it in the `appliesTo` of a freeze.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import LIVE
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer

_MAINTENANCE = ("spec", "maintenance")


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """Every live customer-facing service that no calendar of the two sorts reaches."""
    frozen = _frozen(catalog)
    if frozen is None:
        return
    maintained = (ref for ref, record in catalog.records.items() if record.written(_MAINTENANCE) is not None)
    covered = _with_what_requires_them(catalog, frozen.union(maintained))
    for service in catalog.of(Service):
        spec = service.entity.spec
        if spec.state not in LIVE or spec.type != "customer-facing":
            continue
        if service.ref not in covered and frozen.isdisjoint(_enabled(catalog, service)):
            yield Fault(
                message=f"No maintenance or freeze calendar says when {service.name} may be changed",
                at=Pointer(service, ("spec",), at_key=True),
            )


def _frozen(catalog: Catalog) -> set[str] | None:
    """What the freezes apply to; `None` when one of them applies to everything."""
    freezes = [calendar for calendar in catalog.of(Calendar) if calendar.entity.spec.freeze]
    if any(calendar.entity.spec.applies_to == "all" for calendar in freezes):
        return None
    return {target for calendar in freezes for target in calendar.targets_in("appliesTo")}


def _with_what_requires_them(catalog: Catalog, refs: Iterable[str]) -> set[str]:
    """Some entities and all that require them, transitively."""
    found = set(refs)
    waiting = list(found)
    while waiting:
        fresh = {holder.ref for holder in catalog.holders(waiting.pop(), "requires")} - found
        found |= fresh
        waiting += fresh
    return found


def _enabled(catalog: Catalog, service: Record[Service]) -> set[str]:
    if service.entity.spec.enables == "all":
        return {process.ref for process in catalog.of_kind("BusinessProcess")}
    return set(service.targets_in("enables"))


RULE = CatalogRule(
    code="CAL002",
    name="live-service-without-freeze-or-maintenance",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    help="Give the service a maintenance calendar, or name it in a freeze.",
)
