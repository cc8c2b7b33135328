"""A figure under a service level agreement is measured over a longer window than the agreement's.

What a supplier promises for a year may fail all at once: in the month in which it does, the figure of that
month is much lower. The service cannot do without the part, its figure reaches the promise by itself, and
what the figure is worth in the agreement's window does not.

## Why it matters

99.9 % a year allows close to nine hours of outage in one day. To a customer who counts months it guarantees
no more than 98.8 %, though both papers say 99.9.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  validFrom: 2026-07-01
  targets:
    - {metric: availability, atLeast: 95.0, per: 3mo, measuredBy: monitoring}
    - {metric: response-time, priority: 1, atMost: 1h, measuredBy: service desk}
    - {metric: resolution-time, priority: 1, atMost: 8h, measuredBy: service desk}
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.5, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  validFrom: 2026-07-01
  targets:
    - {metric: availability, atLeast: 95.0, per: 3mo, measuredBy: monitoring}
    - {metric: response-time, priority: 1, atMost: 1h, measuredBy: service desk}
    - {metric: resolution-time, priority: 1, atMost: 8h, measuredBy: service desk}
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.8, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## What it leaves alone

Members of a group that can lose them; figures that fall short of the promise as they stand, which AVL001 to
AVL003 report; windows that are longer but good enough; calendar months beside spans of thirty days. AVL003
is silent where this rule speaks.

## Source

Mathematics: the downtime that one window allows may fall into another that touches it. ISO/IEC 20000-1:2018,
8.3.4.1.

## Fix

By hand: agree the customer's window with the supplier, or a better figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.explanations import TooLong, too_long
from itsm_as_code.feasibility.from_catalog.promises import availability_promises
from itsm_as_code.feasibility.wording import percent, stated_percent, window_text
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each promise with parts whose windows are too long for it."""
    day = standing(sla, context.today)
    if day is None:
        return
    day = settled(context.catalog, day)
    for promise in availability_promises(context.catalog, sla):
        found = too_long(context.catalog, promise, day)
        if found:
            yield Fault(
                message=f"{promise.service} is promised {stated_percent(promise.promise)} in each window of "
                f"the agreement, but {found[0].stated.component} is measured over a longer one: in the "
                f"agreement's it guarantees {percent(found[0].worth, promise.promise)}",
                at=Pointer(sla, ("spec", "targets", promise.index, "per")),
                related=tuple(_pointer(context.catalog, each) for each in found),
                about=promise.service,
            )


def _pointer(catalog: Catalog, found: TooLong) -> Pointer:
    dependency = found.stated.dependency
    own = f"{stated_percent(dependency.availability)} {window_text(dependency)}"
    what = f"{found.stated.component}: {own} is worth {percent(found.worth)} here"
    return Pointer(catalog.records[found.stated.source], found.stated.field, what)


RULE = EntityRule(
    code="AVL004",
    name="underpinning-window-too-long",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Agree the customer's window with whoever promises the part, or a better figure.",
)
