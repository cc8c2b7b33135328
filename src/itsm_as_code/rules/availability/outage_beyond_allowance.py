"""One outage as long as the agreement allows breaks its availability.

The promise leaves so much downtime in the shortest window of the agreement. An outage that is mended within
the promised time to resolve at priority 1, or within the promised recovery time, can take more of the agreed
hours than that.

## Why it matters

The two promises do not fit together: support may keep its own and the year is lost. Whoever sets priorities
should know that the first long outage is also the last that may happen.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  validFrom: 2026-07-01
  targets:
    - {metric: availability, atLeast: 99.0, per: 3mo, measuredBy: monitoring}
    - {metric: response-time, priority: 1, atMost: 1h, measuredBy: service desk}
    - {metric: resolution-time, priority: 1, atMost: 8h, measuredBy: service desk}
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.99, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  validFrom: 2026-07-01
  targets:
    - {metric: availability, atLeast: 98.0, per: 3mo, measuredBy: monitoring}
    - {metric: response-time, priority: 1, atMost: 1h, measuredBy: service desk}
    - {metric: resolution-time, priority: 1, atMost: 8h, measuredBy: service desk}
```

```yaml title="catalog/contracts/mail.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.99, per: 1y, measuredBy: report of the supplier}
    - {metric: resolution-time, priority: 1, atMost: 4h, measuredBy: service desk}
    - {metric: recovery-time, atMost: 4h, measuredBy: report of the supplier}
    - {metric: recovery-point, atMost: 4h, measuredBy: report of the supplier}
```

## What it leaves alone

Times that fit into what the promise leaves, to the minute; a recovery that runs on through hours that do not
count; resolution at lower priorities, which leave the service up; agreements that are over.

## Source

Mathematics. Under `regulated` it is a warning.

## Fix

By hand: resolve faster, promise a little less, or measure over a longer window.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import binding_targets
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.feasibility.from_catalog.figures import facts_of
from itsm_as_code.feasibility.from_catalog.outages import longest_within
from itsm_as_code.feasibility.from_catalog.promises import (
    AvailabilityPromise,
    availability_promises,
    framed,
    time_target,
)
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.windows import Frame
from itsm_as_code.feasibility.wording import duration, stated_percent
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import ClockTime
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each availability promise that one outage breaks."""
    if standing(sla, context.today) is None:
        return
    for promise in availability_promises(context.catalog, sla):
        frame = framed(context.catalog, promise.terms) if promise.terms is not None else None
        if frame is None or isinstance(frame, NotComputable):
            continue
        window = min(frame.windows, key=lambda each: each.agreed)
        budget = (1.0 - promise.promise) * window.agreed
        outages = [
            (minutes, what, pointer)
            for minutes, what, pointer in _outages(context.catalog, sla, promise, frame)
            if minutes > budget
        ]
        if outages:
            minutes, what, _ = max(outages, key=lambda each: each[0])
            yield Fault(
                message=f"One outage can break the promise for {promise.service}: "
                f"{stated_percent(promise.promise)} leaves {duration(budget)} from {window.start} to "
                f"{window.end}, and {what} may take {duration(minutes)} of the agreed hours",
                at=Pointer(sla, ("spec", "targets", promise.index, "atLeast")),
                related=tuple(pointer for _, _, pointer in outages),
                about=promise.service,
            )


def _outages(
    catalog: Catalog, sla: Record[ServiceLevelAgreement], promise: AvailabilityPromise, frame: Frame
) -> Iterator[tuple[int, str, Pointer]]:
    """How many of the agreed minutes one outage may take that is mended in time, and by which promise."""
    spec, facts = sla.entity.spec, facts_of(catalog, promise.service)
    hours = frame.terms.hours
    found = time_target(spec, "resolution-time", promise.service, 1)
    if found is not None:
        name = spec.support_hours or spec.hours or getattr(facts, "support_hours", None) or "office"
        minutes = longest_within(catalog, hours, calendar_named(catalog, name), found[1])
        at = Pointer(sla, ("spec", "targets", found[0], "atMost"), "an outage may last so long")
        yield minutes, "one that is resolved in time", at
    so_long = "a recovery may take so long"
    recovery = [
        (target.at_most.minutes, Pointer(sla, ("spec", "targets", index, "atMost"), so_long))
        for index, target in binding_targets(spec, promise.service)
        if target.metric == "recovery-time" and isinstance(target.at_most, ClockTime)
    ]
    warranty = getattr(facts, "warranty", None)
    service = catalog.get(promise.service)
    if not recovery and service is not None and warranty is not None and warranty.recovery_time is not None:
        at = Pointer(service, ("spec", "warranty", "recoveryTime"), so_long)
        recovery = [(warranty.recovery_time.minutes, at)]
    for minutes, at in recovery[:1]:
        always = calendar_named(catalog, "always")
        yield longest_within(catalog, hours, always, minutes), "a recovery in time", at


RULE = EntityRule(
    code="AVL007",
    name="outage-beyond-allowance",
    severity=Severity.INFO,
    regulated=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Resolve faster, promise a little less, or measure over a longer window.",
)
