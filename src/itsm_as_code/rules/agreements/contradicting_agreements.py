"""Two agreements promise one customer two values for the same thing.

Both are in force, for the same customer and service, and differ in the value of a metric that they measure
alike: at the same priority, for the same share of cases, over the same window.

## Why it matters

The customer will hold IT to the better value and IT will report against the other. Both are right, and both
have a signature.

## Bad

```yaml title="catalog/slas/sales-season.yaml"
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: sales-season, title: What IT promises Sales in the season}
spec:
  owner: customer-manager
  customer: sales
  services: [email]
  validFrom: 2026-10-01
  notice: 6mo
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: availability, atLeast: 98.5, per: 1y, measuredBy: monitoring}
  approvals:
    - {role: head-of-sales, by: Ana Ruiz, date: 2026-09-15, recordedBy: customer-manager}
```

## Good

```yaml title="catalog/slas/sales-season.yaml"
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: sales-season, title: What IT promises Sales in the season}
spec:
  owner: customer-manager
  customer: sales
  services: [email]
  validFrom: 2026-10-01
  notice: 6mo
  lastReview: 2026-09-01
  nextReview: 2027-08-31
  targets:
    - {metric: fulfilment-time, atMost: 4h, measuredBy: service desk}
  approvals:
    - {role: head-of-sales, by: Ana Ruiz, date: 2026-09-15, recordedBy: customer-manager}
```

## What it leaves alone

Agreements with different customers; one that follows another; the same value twice, `60m` and `1h` alike;
90 % of the cases in one agreement and all of them in the other; a value per month beside one per year.

## Source

ISO/IEC 20000-1:2018, 8.3.3 (service level targets are agreed with the customer).

## Fix

By hand: end one of the agreements, or take the target out of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import binding_targets, covered, in_force
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.agreements.wording import at_bound, bound, title
from itsm_as_code.rules.rule import CatalogRule, Context, Fault


def check(catalog: Catalog, context: Context) -> Iterator[Fault]:
    """One fault for each two targets that contradict each other, on the side that began later."""
    by_customer: dict[str, list[Record[ServiceLevelAgreement]]] = defaultdict(list)
    for sla in catalog.of(ServiceLevelAgreement):
        if in_force(sla.entity.spec, context.today):
            by_customer[sla.entity.spec.customer].append(sla)
    for slas in by_customer.values():
        in_time = sorted(slas, key=lambda sla: (sla.entity.spec.valid_from, sla.path))
        for earlier, later in combinations(in_time, 2):
            yield from _contradictions(earlier, later)


def _contradictions(
    earlier: Record[ServiceLevelAgreement], later: Record[ServiceLevelAgreement]
) -> Iterator[Fault]:
    services: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ref in dict.fromkeys(covered(later)):
        if ref in covered(earlier):
            before = {_measure(target): index for index, target in binding_targets(earlier.entity.spec, ref)}
            for index, target in binding_targets(later.entity.spec, ref):
                other = before.get(_measure(target))
                if other is not None and _differ(target, earlier.entity.spec.targets[other]):
                    services[index, other].append(ref.partition(":")[2])
    for (index, other), names in services.items():
        yield _fault(earlier, other, later, index, names)


def _measure(target: Target) -> tuple[object, ...]:
    """What has to be alike for two values to contradict each other."""
    window = (target.per.months, target.per.days, target.rolling) if target.per else None
    return target.metric, target.priority, target.share, window


def _differ(one: Target, other: Target) -> bool:
    first, second = one.bound, other.bound
    if isinstance(first, ClockTime) and isinstance(second, ClockTime):
        return first.minutes != second.minutes
    return first != second


def _fault(
    earlier: Record[ServiceLevelAgreement],
    other: int,
    later: Record[ServiceLevelAgreement],
    index: int,
    services: list[str],
) -> Fault:
    target, before = later.entity.spec.targets[index], earlier.entity.spec.targets[other]
    has = "has" if len(services) == 1 else "have"
    return Fault(
        message=f"{text.all_of(services)} {has} two values for the {title(target)}: {bound(target)} here, "
        f"{bound(before)} in {earlier.ref}, both promised to {later.entity.spec.customer}",
        at=at_bound(later, index),
        related=(at_bound(earlier, other, f"{bound(before)} here"),),
    )


RULE = CatalogRule(
    code="AGR011",
    name="contradicting-agreements",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    help="Let one of the agreements end, or take the target out of it.",
)
