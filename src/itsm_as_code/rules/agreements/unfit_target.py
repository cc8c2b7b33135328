"""A target's unit or direction does not fit its metric.

Availability, throughput and satisfaction are bounded from below (`atLeast`), times from above (`atMost`).
Availability is in per cent and times are clock times; throughput and satisfaction name their `unit`.

## Why it matters

A promise of at most 99 % is kept by a service that never works. Turned the wrong way round, a target passes
every report; without its unit nobody can tell whether 200 was good.

## Bad

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: availability, atMost: 99.5, per: 1y, measuredBy: monitoring}
```

## Good

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.5, per: 1y, measuredBy: monitoring}
```

## What it leaves alone

`unit: "%"` beside an availability, which says what is known; any unit for throughput and satisfaction.

## Source

OpenSLO: each objective compares in one direction. The table of metrics in the reference of kinds.

## Fix

By hand: a figure that was meant the other way round may be another figure altogether.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS, METRICS
from itsm_as_code.rules.agreements.wording import bound
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(agreement: Record[Agreement], _context: Context) -> Iterator[Fault]:
    """One fault for each direction and each unit that does not fit."""
    for index, target in enumerate(agreement.entity.spec.targets):
        metric = METRICS[target.metric]
        written = "atLeast" if target.at_least is not None else "atMost"
        if written != metric.direction:
            worse = "more" if metric.direction == "atLeast" else "less"
            yield Fault(
                message=f"{metric.title} is promised with {written}; {worse} of it would break the promise",
                at=Pointer(agreement, ("spec", "targets", index, written), at_key=True),
                help=f"Write '{metric.direction}'.",
            )
        if unit := _unfit_unit(target):
            yield Fault(message=unit, at=Pointer(agreement, ("spec", "targets", index, "unit")))


def _unfit_unit(target: Target) -> str | None:
    """What is wrong with the unit, if anything is."""
    metric = METRICS[target.metric]
    if target.unit is None:
        return f"The {metric.title.lower()} of {bound(target)} has no unit" if metric.unit is None else None
    if metric.unit in (None, target.unit):
        return None
    if metric.value == "clock":
        return f"{metric.title} is a clock time, such as 4h; the unit {target.unit} does not fit it"
    return f"{metric.title} is measured in {metric.unit}, not in {target.unit}"


RULE = EntityRule(
    code="AGR010",
    name="unfit-target",
    severity=Severity.ERROR,
    check=check,
    kinds=AGREEMENT_KINDS,
    help="Give throughput and satisfaction a 'unit'; the other metrics have theirs.",
)
