"""Nobody reports how a target was met, or a miss has no consequence.

A target with a window (`per`) is to be found in a service report: the reports of its agreement cover each
window within 45 days of its end, and one of them has a figure for the target. And a report with a figure that
misses its target names an action.

## Why it matters

A promise that nobody measures is kept by luck, and the customer finds out first when it is not. A miss
without an action will be a miss again next quarter, and both sides learn that the agreement is paper.

## Bad

```yaml title="catalog/contracts/mail.yaml"
spec:
  validFrom: 2025-01-01
```

## Good

```yaml title="catalog/contracts/mail.yaml"
spec:
  validFrom: 2025-01-01
```

```yaml title="catalog/service-reports/mail-2025.yaml"
apiVersion: itsm/v1
kind: ServiceReport
metadata: {name: mail-2025, title: Hosted mail in 2025}
spec:
  owner: delivery-manager
  agreement: contract:mail
  period: {from: 2025-01-01, to: 2026-01-01}
  results:
    - {metric: availability, value: 99.93, source: report of the supplier}
```

## What it leaves alone

Windows that are still open or ended within 45 days; the time before the agreement began or its services were
`adopted`; four quarterly reports in place of a yearly one; targets without a window; agreements that ended
over a year ago. A miss has its consequence when the report names `actions`, or when an improvement concerns
the report; figures from before the agreement began are not held against it.

## Source

ISO/IEC 20000-1:2018, 8.3.3 and 9.4 (performance against service level targets is reported, and acted upon).
Under `regulated` it is an error.

## Fix

By hand: write the report, or say what is done about the miss.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.improvement import Improvement
from itsm_as_code.model.service_report import Result, ServiceReport
from itsm_as_code.model.values import CalendarSpan, ClockTime
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.rules.agreements.reporting import (
    Days,
    Periods,
    adopted_on,
    answers,
    period_of,
    reports_on,
    windows,
)
from itsm_as_code.rules.agreements.wording import at_bound, bound, title, value
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_TO_WRITE = dt.timedelta(days=45)
_A_YEAR = CalendarSpan.parse("1y")


def check(record: Record[Any], context: Context) -> Iterator[Fault]:
    """One fault for each target of an agreement that nobody reports, and each miss without an action."""
    if isinstance(record.entity, ServiceReport):
        yield from _misses(record, context.catalog)
    else:
        yield from _gaps(record, context)


def _gaps(agreement: Record[Agreement], context: Context) -> Iterator[Fault]:
    spec = agreement.entity.spec
    windowed = [(index, target) for index, target in enumerate(spec.targets) if target.per]
    if not windowed or (spec.valid_to and _A_YEAR.after(spec.valid_to) < context.today):
        return
    reports = reports_on(context.catalog, agreement.ref)
    reported = Periods(map(period_of, reports))
    for index, target in windowed:
        begin = max(spec.valid_from, adopted_on(context.catalog, agreement, target))
        figures = Periods(
            period_of(report)
            for report in reports
            if any(answers(result, target) for result in report.entity.spec.results)
        )
        gaps = [
            window
            for window in windows(spec, target, begin, context.today - _TO_WRITE)
            if not (reported.cover(window) and figures.touch(window))
        ]
        if gaps:
            yield Fault(
                message=_unreported(target, gaps),
                at=Pointer(agreement, ("spec", "targets", index, "per")),
                help="Write a service report with the figure.",
            )


def _unreported(target: Target, gaps: list[Days]) -> str:
    start, end = gaps[-1]
    of = f" of {target.for_}" if target.for_ else ""
    before = f", nor that of {text.count(len(gaps) - 1, 'window')} before it" if gaps[1:] else ""
    last = end - dt.timedelta(days=1)
    return f"No service report has the {title(target)}{of} from {start} to {last}{before}"


def _misses(report: Record[ServiceReport], catalog: Catalog) -> Iterator[Fault]:
    spec = report.entity.spec
    agreement = catalog.get(spec.agreement)
    promised = agreement.parsed.spec if agreement and agreement.parsed else None
    if agreement is None or not isinstance(promised, AgreementSpec) or _is_acted_upon(report, catalog):
        return
    if spec.period.to <= promised.valid_from:
        return
    for index, result in enumerate(spec.results):
        places = _held_against(result, promised.targets)
        if places and all(_misses_target(result, promised.targets[place]) for place in places):
            target = promised.targets[places[0]]
            limit = "at least" if target.at_least is not None else "at most"
            yield Fault(
                message=f"The {title(target)} was {value(target, result.value)}; {limit} {bound(target)} is "
                "promised, and the report names no action",
                at=Pointer(report, ("spec", "results", index, "value")),
                related=(at_bound(agreement, places[0], "promised here"),),
                help="Say in 'actions' what is done about it.",
            )


def _held_against(result: Result, targets: tuple[Target, ...]) -> list[int]:
    """The targets that a figure answers: those for the same entity, where there are any."""
    places = [place for place, target in enumerate(targets) if answers(result, target)]
    return [place for place in places if targets[place].for_ == result.for_] or places


def _is_acted_upon(report: Record[ServiceReport], catalog: Catalog) -> bool:
    """Whether the report names an action, or an improvement that was not rejected takes it up."""
    if report.entity.spec.actions:
        return True
    return any(
        isinstance(holder.parsed, Improvement) and holder.parsed.spec.status != "rejected"
        for holder in catalog.holders(report.ref, "concerns")
    )


def _misses_target(result: Result, target: Target) -> bool:
    figure = result.value.minutes if isinstance(result.value, ClockTime) else result.value
    least = target.at_least.minutes if isinstance(target.at_least, ClockTime) else target.at_least
    most = target.at_most.minutes if isinstance(target.at_most, ClockTime) else target.at_most
    return (least is not None and figure < least) or (most is not None and figure > most)


RULE = EntityRule(
    code="AGR014",
    name="target-not-followed-up",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    timed=True,
    kinds=(*AGREEMENT_KINDS, "ServiceReport"),
    help="Report each window of the target, and act on what was missed.",
)
