"""An escalation takes too long when it begins at a bad time.

The stages fit into the promised resolution as long as everybody is at work. From the worst start, while some
of them are not, the promised hours run on: what is used up of them by the end exceeds the promise. The
finding tells the timeline from that start, stage by stage.

## Why it matters

Four hours around the clock are not four hours of three teams from Monday to Friday. It shows on the first
Saturday evening, and then for the whole weekend.

## Bad

```yaml title="catalog/olas/network.yaml"
spec:
  supportHours: early
```

```yaml title="catalog/calendars/early.yaml"
apiVersion: itsm/v1
kind: Calendar
metadata: {name: early, title: Early hours}
spec:
  owner: delivery-manager
  weekly: {mon-fri: ["08:00-13:00"]}
```

## Good

```yaml title="catalog/olas/network.yaml"
spec:
  supportHours: office
```

## What it leaves alone

An escalation that takes exactly as long as promised; hours that are shorter where the promise stands still
too; priorities for which somebody in it states no time;
times that only a share of the cases is promised; agreements that are over. Of TIM002 and this rule
only the graver is reported.

## Source

Mathematics: the worst start of a chain of stages, each on its own calendar. ISO/IEC 20000-1:2018, 8.3.4.

## Fix

By hand: agree longer support hours, promise on shorter ones, or promise a later resolution.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution
from itsm_as_code.feasibility.wording import duration, local_time
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, EntityRule, Fault
from itsm_as_code.rules.timing.chains import faults, promised


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each resolution time that the worst start exceeds, though the sum does not."""
    yield from faults(sla, context, _exceeds, _message)


def _exceeds(found: Resolution) -> bool:
    return found.worst.work <= found.promised < found.worst.minutes


def _message(found: Resolution) -> str:
    start = local_time(found.worst.start, found.chain.hours.zone)
    return (
        f"Mending {promised(found)} can take {duration(found.worst.minutes)} of the promised hours: "
        f"for example from {start}"
    )


RULE = EntityRule(
    code="TIM003",
    name="escalation-through-closed-hours",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Agree longer support hours, promise on shorter ones, or promise a later resolution.",
)
