"""A service counts for less than what cannot do without it.

Criticality flows down essential edges: a service is at least as critical as each business process that it
enables, unless that process does not stand still without it (`essential: false`), and as each service that
requires it directly or through configuration items, unless as a member of a group that can lose it.

## Why it matters

When two things fail in one night, criticality decides what is repaired first, who is called out of bed and
what is tested. A network rated medium under tills rated mission-critical is repaired second, and the tills
wait for it.

## Bad

```yaml title="catalog/services/network.yaml"
spec:
  criticality: medium
```

## Good

```yaml title="catalog/services/network.yaml"
spec:
  criticality: mission-critical
```

## What it leaves alone

A service that is more critical than what lies above it; `uses`; processes with `essential: false`; members
that a group can lose, such as one of two lines; retired services. A service of the pipeline does not yet
raise what is demanded of a live one.

## Source

The layers of service management: effort follows business need. ITIL 4: vital business function; NIST SP
800-34: the business impact analysis rates what lies below a process.

## Fix

By hand: raise the criticality of the service below, or loosen the edge (`essential: false`, `uses`, a
group).
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.demand import criticality_of, enabled, services_above
from itsm_as_code.catalog.lifecycle import is_live, is_retired
from itsm_as_code.finding import Severity
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import CRITICALITIES
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_CRITICALITY = ("spec", "criticality")


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a service, about the most critical of those that cannot do without it."""
    if is_retired(service):
        return
    above = max(_demanding(context.catalog, service), key=_rank, default=None)
    if above is None or _rank(above) <= _rank(service):
        return
    if above.kind.name == "Service":
        who = f"{above.name}, which requires it"
    else:
        who = f"the business process {above.name}, which it enables"
    own, theirs = criticality_of(service), criticality_of(above)
    yield Fault(
        message=f"The criticality of {service.name} is {own}, but that of {who}, is {theirs}",
        at=Pointer(service, _CRITICALITY),
        related=(Pointer(above, _CRITICALITY, f"{theirs} here"),),
    )


def _demanding(catalog: Catalog, service: Record[Service]) -> Iterator[Record[Service | BusinessProcess]]:
    for edge in enabled(catalog, service):
        if edge.essential:
            yield edge.process
    for above in services_above(catalog, service.ref, essential=True):
        if is_live(above) or (not is_live(service) and not is_retired(above)):
            yield above


def _rank(record: Record[Service | BusinessProcess]) -> int:
    return CRITICALITIES.index(criticality_of(record))


RULE = EntityRule(
    code="ALN006",
    name="criticality-inversion",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Raise its criticality, or say that what lies above can do without it.",
)
