"""A target does not say how it is measured.

Availability, throughput and satisfaction are figures of a period: such a target needs its window, `per`.
Under the profile `regulated` every target says in `measuredBy` how it is measured.

## Why it matters

99.5 % a year allows a whole working week of standstill at once; 99.5 % a month allows less than one day.
Without the window both sides read what suits them, and without the means of measuring each brings its own
figures to the meeting.

## Bad

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.5, measuredBy: monitoring}
```

## Good

```yaml title="catalog/olas/network.yaml"
spec:
  targets:
    - {metric: availability, atLeast: 99.5, per: 1y, measuredBy: monitoring}
```

## What it leaves alone

Times, which are measured case by case; rolling windows; under `starter` and `standard`, targets whose
measuring everybody knows.

## Source

OpenSLO: an objective states its time window. ISO/IEC 20000-1:2018, 9.1 (what is measured, how and when).

## Fix

By hand: the parties agree on the window.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS, METRICS
from itsm_as_code.rules.agreements.wording import title
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(agreement: Record[Agreement], context: Context) -> Iterator[Fault]:
    """One fault for each target that lacks its window or, where it is asked for, its means of measuring."""
    for index, target in enumerate(agreement.entity.spec.targets):
        fields = []
        if METRICS[target.metric].windowed and target.per is None:
            fields.append("per")
        if context.profile == "regulated" and target.measured_by is None:
            fields.append("measuredBy")
        if fields:
            unsaid = " and ".join(_UNSAID[field] for field in fields)
            yield Fault(
                message=f"The target for {title(target)} does not say {unsaid}",
                at=Pointer(agreement, ("spec", "targets", index, fields[0])),
                help=f"Add {text.all_of([_EXAMPLES[field] for field in fields])}, or whatever was agreed.",
            )


_UNSAID = {"per": "over which period it is measured", "measuredBy": "how it is measured"}
_EXAMPLES = {"per": "'per: 1mo'", "measuredBy": "'measuredBy: monitoring'"}

RULE = EntityRule(
    code="AGR009",
    name="unmeasurable-target",
    severity=Severity.ERROR,
    check=check,
    kinds=AGREEMENT_KINDS,
    help="Say over which period it is measured, and how.",
)
