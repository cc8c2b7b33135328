"""The failure of one thing stops mission-critical services, and nobody has accepted that.

An item, a contract or a service that requires nothing itself alone stops a live mission-critical service
when it fails, and no risk that is not closed has it in its scope with the treatment `accept`. Reported once
for each such thing, with the services that it stops.

## Why it matters

Some single points of failure are worth their price: a second cloud or a second acquirer may cost more than
the outage. That is a decision of those who carry the damage, and it has to be written down before the outage,
not explained after it.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  criticality: mission-critical
```

```yaml title="catalog/services/network.yaml"
spec:
  criticality: mission-critical
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  criticality: mission-critical
```

```yaml title="catalog/services/network.yaml"
spec:
  criticality: mission-critical
```

```yaml title="catalog/risks/one-mail-host.yaml"
apiVersion: itsm/v1
kind: Risk
metadata: {name: one-mail-host, title: One mail host}
spec:
  owner: it-manager
  threat: The mail host fails for a day.
  scope: [contract:mail]
  likelihood: 2
  impact: 3
  treatment: accept
  response: Offers go out by telephone.
  status: accepted
  lastReview: 2026-09-01
  nextReview: 2027-08-31
```

## What it leaves alone

A member that its group can lose, such as one of two lines; a service that is mission-critical itself and
requires nothing; services of lesser criticality, or of the pipeline; what rests on a circle (DEP001) or an
impossible group (DEP002).

## Source

FitSM-1, PR4.3 (service availability and continuity: risks are assessed). Under `regulated` it is an error.

## Fix

By hand: add a second one, or have the risk accepted by those who would carry the damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.demand import requirements
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.catalog.single_points import stopping
from itsm_as_code.finding import Severity
from itsm_as_code.model.risk import Risk
from itsm_as_code.model.service import Service
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault
from itsm_as_code.text import some_of

_NAMED = 4
"""How many of the services a message names."""


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """One fault for each leaf, with the services that it stops."""
    accepted = _accepted(catalog)
    for ref, names in _stopped(catalog).items():
        leaf = catalog.get(ref)
        if leaf is not None and ref not in accepted and not requirements(leaf):
            services = some_of(names, _NAMED)
            yield Fault(
                message=f"{ref} is a single point of failure of {services}, and no risk accepts that",
                at=name_of(leaf),
            )


def _stopped(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Whatever alone stops live mission-critical services, with the names of these."""
    critical = [
        service
        for service in catalog.of(Service)
        if is_live(service) and service.entity.spec.criticality == "mission-critical"
    ]
    stops = stopping(catalog, [service.ref for service in critical])
    found: dict[str, list[str]] = {}
    for service in critical:
        for ref in stops.refs(stops.alone[service.ref] or 0):
            if ref != service.ref:
                found.setdefault(ref, []).append(service.name)
    return found


def _accepted(catalog: Catalog) -> set[str]:
    """What stands in the scope of an accepted risk."""
    return {
        ref
        for risk in catalog.of(Risk)
        if risk.entity.spec.treatment == "accept" and risk.entity.spec.status != "closed"
        for ref in risk.entity.spec.scope
    }


RULE = CatalogRule(
    code="DEP004",
    name="unaccepted-single-point-of-failure",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    help="Add a second one, or have the risk accepted by those who would carry the damage.",
)
