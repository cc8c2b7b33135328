"""What is promised of a service, in words that its users understand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import binding_targets
from itsm_as_code.catalog.lifecycle import renews_itself
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import CalendarSpan, ClockTime
from itsm_as_code.site import windows, words
from itsm_as_code.site.context import Site
from itsm_as_code.site.hours import Hours

_PRIORITIES = {
    1: "Nobody can work",
    2: "Many are slowed down",
    3: "One person is affected",
    4: "A question or a small nuisance",
    5: "A wish",
}
"""What the priorities mean where the organisation does not say."""


@dataclass(frozen=True, slots=True)
class Uptime:
    """A promise to work.

    Attributes:
        value: Per cent of the agreed hours.
        allowance: Minutes that it may stand still in one window, where the hours are known.
        window: The window over which it is measured: `a year`, `3 months`.
        within: Whether the hours are fewer than all there are.
        planned: `excepted` or `included`, where planned work falls into the hours; else empty.
    """

    value: float
    allowance: float | None
    window: str
    within: bool
    planned: str

    @property
    def text(self) -> str:
        """How long it may stand still: `at most 7 h 37 min a year within its hours`."""
        if self.allowance is None:
            return f"of its hours, measured over {self.window}"
        within = " within its hours" if self.within else ""
        planned = f", planned work {self.planned}" if self.planned else ""
        window = self.window if self.window.startswith("a ") else f"in {self.window}"
        return f"at most {words.minutes(self.allowance)} {window}{within}{planned}"


@dataclass(frozen=True, slots=True)
class Row:
    """What is promised when something does not work.

    Attributes:
        priority: 1 to 5; `None` where the promise holds whatever happened.
        title: What people see: `Nobody can work`.
        start: Within what time work begins; empty where that is not promised.
        end: Within what time it works again.
    """

    priority: int | None
    title: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What one agreement promises of one service.

    Attributes:
        agreement: The agreement.
        begins: The day on which it begins, where that is yet to come.
        hours: The hours in which it counts.
        support: The hours in which somebody helps, and in which times run.
        rows: What follows when something does not work, the gravest first.
        uptime: How much of the time it works.
        recovery: Within what time it works again after a disaster; empty where that is not promised.
        loss: How much of the last work a disaster may take; empty likewise.
    """

    agreement: Record[ServiceLevelAgreement]
    begins: dt.date | None
    hours: Hours | None
    support: Hours | None
    rows: tuple[Row, ...]
    uptime: Uptime | None
    recovery: str
    loss: str


def promises(site: Site, service: Record[Service]) -> list[Promise]:
    """What is promised of a service now; where nothing is, what will be."""
    found = [
        record
        for record in site.sources(service.ref, ServiceLevelAgreement, "services")
        if not ended(record.entity.spec, site.today)
    ]
    now = [record for record in found if record.entity.spec.valid_from <= site.today]
    return [_promise(site, service, record) for record in now or found]


def ended(spec: AgreementSpec, today: dt.date) -> bool:
    """Whether an agreement no longer holds, having ended without renewing itself."""
    return spec.valid_to is not None and spec.valid_to <= today and not renews_itself(spec)


def priority_title(site: Site, priority: int | None) -> str:
    """What a priority means, in the organisation's words."""
    if priority is None:
        return "Something does not work"
    named = {each.priority: each.title for each in site.organization.priorities}
    return named.get(priority) or _PRIORITIES[priority]


def _promise(site: Site, service: Record[Service], agreement: Record[ServiceLevelAgreement]) -> Promise:
    spec, own = agreement.entity.spec, service.entity.spec
    targets = [target for _, target in binding_targets(spec, service.ref)]
    support = site.hours(spec.support_hours or own.support_hours)
    hours = site.hours(spec.hours or own.service_hours)
    return Promise(
        agreement=agreement,
        begins=spec.valid_from if spec.valid_from > site.today else None,
        hours=hours,
        support=support,
        rows=tuple(_rows(site, targets, support)),
        uptime=_agreed(site, spec, own.maintenance, own.service_hours, targets),
        recovery=_elapsed(targets, "recovery-time"),
        loss=_elapsed(targets, "recovery-point"),
    )


def _rows(site: Site, targets: Sequence[Target], support: Hours | None) -> Iterator[Row]:
    starts = {target.priority: target for target in targets if target.metric == "response-time"}
    ends = {target.priority: target for target in targets if target.metric == "resolution-time"}
    for priority in sorted({*starts, *ends}, key=lambda each: each or 9):
        yield Row(
            priority,
            priority_title(site, priority),
            timed(starts.get(priority), support),
            timed(ends.get(priority), support),
        )


def timed(target: Target | None, support: Hours | None) -> str:
    """The time of a target as a person says it; with its share, where it is not every case."""
    if target is None or not isinstance(target.bound, ClockTime):
        return ""
    minutes = target.bound.minutes
    text = support.working(minutes) if support else words.lasting(minutes)
    if target.share < 100:
        return f"{text}, in {words.number(target.share)} of 100 cases"
    return text


def _elapsed(targets: Sequence[Target], metric: str) -> str:
    found = [target.bound for target in targets if target.metric == metric]
    bound = found[0] if found else None
    return words.lasting(bound.minutes) if isinstance(bound, ClockTime) else ""


def _agreed(
    site: Site, spec: AgreementSpec, maintenance: str | None, service_hours: str, targets: Sequence[Target]
) -> Uptime | None:
    target = next((target for target in targets if target.metric == "availability"), None)
    if target is None or not isinstance(target.bound, int | float):
        return None
    excepted = target.excludes_maintenance
    if excepted is None:
        excepted = spec.excludes_maintenance
    return uptime(
        site,
        target.bound,
        hours=site.hours(target.hours or spec.hours or service_hours),
        maintenance=site.hours(maintenance),
        excepted=excepted,
        per=target.per or CalendarSpan.parse("1y"),
        begins=spec.valid_from,
    )


def uptime(
    site: Site,
    value: float,
    *,
    hours: Hours | None,
    maintenance: Hours | None,
    excepted: bool,
    per: CalendarSpan,
    begins: dt.date,
) -> Uptime:
    """How long something may stand still, by its agreed service time.

    Args:
        site: The site.
        value: Per cent of the agreed service time.
        hours: When the promise counts.
        maintenance: When planned work is done.
        excepted: Whether planned work does not count.
        per: The window over which it is measured.
        begins: The first day of the promise.
    """
    if hours is None:
        return Uptime(value, None, words.window(per), False, "")
    first, end = windows.window(per, max(site.today, begins), begins)
    start, stop = hours.midnight(first), hours.midnight(end)
    held = hours.times.between(start, stop)
    planned = ""
    if maintenance is not None:
        work = maintenance.times.between(start, stop)
        if held & work:
            planned = "excepted" if excepted else "included"
            held = held - work if excepted else held
    allowance = held.measure * (1 - value / 100)
    return Uptime(value, allowance, words.window(per), not hours.always, planned)


def built_for(site: Site, service: Record[Service]) -> Uptime | None:
    """The availability that a service is made for, where nobody has agreed on one."""
    spec = service.entity.spec
    if spec.warranty is None or spec.warranty.availability is None:
        return None
    return uptime(
        site,
        spec.warranty.availability,
        hours=site.hours(spec.service_hours),
        maintenance=site.hours(spec.maintenance),
        excepted=True,
        per=CalendarSpan.parse("1y"),
        begins=site.today,
    )


def customer_of(agreement: Record[ServiceLevelAgreement]) -> str:
    """The customer of an agreement, as a canonical reference."""
    return f"stakeholder:{agreement.entity.spec.customer}"
