"""Less urgent cases are promised sooner than urgent ones.

For each metric and share of the cases, a priority may take no longer than the next: P1 ≤ P2 ≤ P3. And what is
to be resolved within a time is responded to within it.

## Why it matters

People at the desk work by the clock of the agreement. Where priority 2 is due before priority 1, the shop
that cannot sell waits for the printer that jams.

## Bad

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: resolution-time, priority: 1, atMost: 2h, measuredBy: service desk}
    - {metric: resolution-time, priority: 2, atMost: 1h, measuredBy: service desk}
```

## Good

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: resolution-time, priority: 1, atMost: 2h, measuredBy: service desk}
    - {metric: resolution-time, priority: 2, atMost: 8h, measuredBy: service desk}
```

## What it leaves alone

The same time for two priorities; priorities without a target; targets for different shares of the cases or
in different hours, which do not compare; a service with targets of its own beside the general ones.

## Source

FitSM-1 PR9.1: incidents and service requests are handled by priority.

## Fix

By hand: one of the two times is not what was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement, binding_targets
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.values import ClockTime
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS, METRICS
from itsm_as_code.rules.agreements.wording import bound, title
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_Numbered = tuple[int, Target]


def check(agreement: Record[Agreement], _context: Context) -> Iterator[Fault]:
    """One fault for each two targets in the wrong order."""
    spec = agreement.entity.spec
    seen: set[tuple[int, int]] = set()
    for ref in dict.fromkeys(target.for_ for target in spec.targets):
        for wrong, other, message in _out_of_order(binding_targets(spec, ref)):
            if (wrong, other) not in seen:
                seen.add((wrong, other))
                yield Fault(
                    message=message,
                    at=Pointer(agreement, ("spec", "targets", wrong, "atMost")),
                    related=(
                        Pointer(
                            agreement,
                            ("spec", "targets", other, "atMost"),
                            f"the {title(spec.targets[other])}",
                        ),
                    ),
                )


def _out_of_order(targets: list[_Numbered]) -> Iterator[tuple[int, int, str]]:
    """Each target that comes too soon or too late, the one that says so, and the two in words."""
    comparable: dict[tuple[float, str | None], dict[str, dict[int | None, _Numbered]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for index, target in targets:
        if isinstance(target.at_most, ClockTime):
            metrics = comparable[target.share, target.hours]
            metrics[target.metric].setdefault(target.priority, (index, target))
    for metrics in comparable.values():
        for by_priority in metrics.values():
            yield from _impatient(by_priority)
        yield from _slow_to_respond(metrics["response-time"], metrics["resolution-time"])


def _impatient(by_priority: Mapping[int | None, _Numbered]) -> Iterator[tuple[int, int, str]]:
    ranked = [by_priority[priority] for priority in sorted(filter(None, by_priority))]
    for (place, urgent), (index, target) in pairwise(ranked):
        if _minutes(target) < _minutes(urgent):
            yield (
                index,
                place,
                f"Priority {target.priority} has a shorter {METRICS[target.metric].title.lower()} "
                f"({bound(target)}) than priority {urgent.priority} ({bound(urgent)})",
            )


def _slow_to_respond(
    responses: Mapping[int | None, _Numbered], resolutions: Mapping[int | None, _Numbered]
) -> Iterator[tuple[int, int, str]]:
    for priority in sorted({*responses, *resolutions}, key=lambda each: each or 0):
        response = responses.get(priority) or responses.get(None)
        resolution = resolutions.get(priority) or resolutions.get(None)
        if response and resolution and _minutes(response[1]) > _minutes(resolution[1]):
            of = f" of priority {priority}" if priority else ""
            yield (
                response[0],
                resolution[0],
                f"The response time{of} ({bound(response[1])}) is longer than the resolution time "
                f"({bound(resolution[1])})",
            )


def _minutes(target: Target) -> int:
    assert isinstance(target.at_most, ClockTime)
    return target.at_most.minutes


RULE = EntityRule(
    code="AGR012",
    name="targets-out-of-order",
    severity=Severity.ERROR,
    check=check,
    kinds=AGREEMENT_KINDS,
    help="Let urgent cases take no longer than less urgent ones, and responses no longer than resolutions.",
)
