"""The stages of an escalation take longer together than the promised resolution.

Hand-offs and the resolution times of those who take over, one after the other, exceed the resolution time of
the agreement, even if everybody works around the clock. The finding lists each stage with the file that
states its time.

## Why it matters

A fault that goes all the way cannot be mended in time, although everybody keeps their own promise. The
customer was promised the whole, not the parts.

## Bad

```yaml title="catalog/slas/sales.yaml"
spec:
  escalation:
    - {to: ola:network, handoff: 2h}
    - {to: contract:mail, handoff: 30m}
  targets:
    - {metric: availability, atLeast: 99.0, per: 1y, measuredBy: monitoring}
    - {metric: response-time, priority: 1, atMost: 2h, measuredBy: service desk}
    - {metric: resolution-time, priority: 1, atMost: 8h, measuredBy: service desk}
```

## Good

```yaml title="catalog/slas/sales.yaml"
spec:
  escalation:
    - {to: ola:network, handoff: 1h}
    - {to: contract:mail, handoff: 30m}
```

## What it leaves alone

An escalation that takes exactly as long as promised; priorities for which somebody in it states no time;
times that only a share of the cases is promised;
agreements without an escalation; agreements that are over. Of this rule and TIM003 only the graver is
reported.

## Source

Service level management (ITIL 4); ISO/IEC 20000-1:2018, 8.3.4.

## Fix

By hand: shorten a stage, leave one out, or promise a later resolution.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault
from itsm_as_code.rules.timing.chains import faults, promised


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each resolution time that the sum of the stages exceeds."""
    yield from faults(sla, context, lambda found: found.worst.work > found.promised, _message)


def _message(found: Resolution) -> str:
    return f"The stages that mend {promised(found)} take {duration(found.worst.work)} together"


RULE = EntityRule(
    code="TIM002",
    name="slow-escalation",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Shorten a stage, leave one out, or promise a later resolution.",
)
