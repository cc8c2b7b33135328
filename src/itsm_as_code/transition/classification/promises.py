"""What an agreement promises before and after a change: more, less, or something else.

Targets are compared as they bind for each service and priority, so that a narrower target which takes the
place of a general one counts as what it does. Hours are compared as sets of instants, over thirteen months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import binding_targets, covered
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.instants import TimeSet
from itsm_as_code.feasibility.periods import instants_of
from itsm_as_code.feasibility.zones import zone_or_utc
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreementSpec
from itsm_as_code.model.values import CalendarSpan, ClockTime
from itsm_as_code.model.vocabulary import PRIORITIES, TIME_METRICS

_AHEAD = CalendarSpan.parse("13mo")
_DAYS_OF_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Side:
    """An agreement on one side of a change.

    Attributes:
        catalog: The catalogue of that side.
        record: The agreement.
    """

    catalog: Catalog
    record: Record[Any]

    @property
    def spec(self) -> AgreementSpec:
        """The facts of the agreement."""
        spec: AgreementSpec = self.record.entity.spec
        return spec

    def hours(
        self, ref: str, written: str | None, field: str, today: dt.date, *, excluding: bool = False
    ) -> TimeSet:
        """When a target counts, or support is given, for one covered entity; maintenance taken out or not."""
        name = written or getattr(self.spec, field) or self._own(ref, field)
        span = instants_of(today, _AHEAD.after(today), zone_or_utc("UTC"))
        found = calendar_named(self.catalog, name).between(span.start, span.end)
        service = self.catalog.get(ref)
        maintenance = (
            getattr(service.parsed.spec, "maintenance", None) if service and service.parsed else None
        )
        if excluding and maintenance is not None:
            found -= calendar_named(self.catalog, maintenance).between(span.start, span.end)
        return found

    def _own(self, ref: str, field: str) -> str:
        service = self.catalog.get(ref)
        if service is None or not isinstance(service.parsed, Service):
            return "office" if field == "support_hours" else "always"
        spec = service.parsed.spec
        return spec.support_hours if field == "support_hours" else spec.service_hours


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which an agreement differs.

    Attributes:
        text: It in words.
        less: Whether it promises less.
        refs: The covered entities that it is about; all when empty.
    """

    text: str
    less: bool
    refs: tuple[str, ...] = ()


def differences(before: Side, after: Side, today: dt.date) -> Iterator[Difference]:
    """Everything that an agreement promises otherwise."""
    yield from _scope(before, after)
    for ref in covered(before.record):
        if ref in covered(after.record):
            yield from _targets(before, after, ref, today)
            yield from _hours(before, after, ref, today)
    yield from _terms(before, after)


def _scope(before: Side, after: Side) -> Iterator[Difference]:
    old, new = covered(before.record), covered(after.record)
    for ref in old:
        if ref not in new:
            yield Difference(f"no longer covers {ref}", True, (ref,))
    for ref in new:
        if ref not in old:
            yield Difference(f"covers {ref} as well", False, (ref,))


def _targets(before: Side, after: Side, ref: str, today: dt.date) -> Iterator[Difference]:
    kinds = {target.metric: None for side in (before, after) for _, target in binding_targets(side.spec, ref)}
    for metric in kinds:
        less: dict[str, None] = {}
        more: dict[str, None] = {}
        for priority in PRIORITIES if metric in TIME_METRICS else (None,):
            old, new = _bound(before.spec, ref, metric, priority), _bound(after.spec, ref, metric, priority)
            if all(_kept(target, new, (before, after, ref, today)) for target in old):
                if not all(_kept(target, old, (after, before, ref, today)) for target in new):
                    more[_moved(old, new, (before, after, ref, today))] = None
            else:
                less[_moved(old, new, (before, after, ref, today))] = None
        for text in less:
            yield Difference(f"promises less {metric} for {ref}: {text}", True, (ref,))
        for text in more:
            yield Difference(f"promises more {metric} for {ref}: {text}", False, (ref,))


def _bound(spec: AgreementSpec, ref: str, metric: str, priority: int | None) -> list[Target]:
    """The targets that bind at one priority: those that name it, else those that name none."""
    found = [target for _, target in binding_targets(spec, ref) if target.metric == metric]
    named = [target for target in found if target.priority == priority]
    return named or [target for target in found if target.priority is None]


_Sides = tuple[Side, Side, str, dt.date]


def _kept(target: Target, others: list[Target], sides: _Sides) -> bool:
    """Whether one of some targets promises at least what a target does."""
    return any(_at_least(target, other, sides) for other in others)


def _at_least(old: Target, new: Target, sides: _Sides) -> bool:
    before, after, ref, today = sides
    if (old.at_least is None) is not (new.at_least is None) or old.unit != new.unit:
        return False
    figures = _number(old.bound), _number(new.bound)
    if figures[1] < figures[0] if old.at_least is not None else figures[1] > figures[0]:
        return False
    if (
        float(new.share) < float(old.share)
        or _length(new) > _length(old)
        or (old.rolling and not new.rolling)
    ):
        return False
    if _excludes(after.spec, new) and not _excludes(before.spec, old):
        return False
    if (old.measured_by and not new.measured_by) or (old.measured_by != new.measured_by and old.measured_by):
        return False
    was = before.hours(ref, old.hours, "hours", today, excluding=_excludes(before.spec, old))
    return not was - after.hours(ref, new.hours, "hours", today, excluding=_excludes(after.spec, new))


def _number(bound: object) -> float:
    return float(bound.minutes if isinstance(bound, ClockTime) else bound)  # type: ignore[arg-type]


def _length(target: Target) -> float:
    """The length of its window in days; the longer, the less is promised; none counts as the longest."""
    span = target.per
    return span.months * _DAYS_OF_A_MONTH + span.days if span is not None else float("inf")


def _excludes(spec: AgreementSpec, target: Target) -> bool:
    own = target.excludes_maintenance
    return spec.excludes_maintenance if own is None else own


def _moved(old: list[Target], new: list[Target], sides: _Sides) -> str:
    """Targets before and after; of one that only changes, what changes of it."""
    if len(old) == len(new) == 1:
        parts = zip(_parts(old[0]), _parts(new[0]), strict=True)
        moved = ", ".join(f"{was} → {is_}" for was, is_ in parts if was != is_)
        return f"{moved}{_allowed(old[0], new[0], sides)}"
    return f"{_shown(old)} → {_shown(new)}"


def _allowed(old: Target, new: Target, sides: _Sides) -> str:
    """What an availability target lets be down, of the hours that count, before and after."""
    before, after, ref, today = sides
    if old.metric != "availability" or old.at_least is None or new.at_least is None:
        return ""
    was, is_ = (
        (1 - _number(target.bound) / 100) * side.hours(ref, target.hours, "hours", today).measure * 12 / 13
        for side, target in ((before, old), (after, new))
    )
    if round(was) == round(is_):
        return ""
    return f"; it may be down {_instead(was / 12, is_ / 12)} a month, {_instead(was, is_)} a year"


def _instead(was: float, is_: float) -> str:
    """Minutes after and before, as people say them: in hours where one has two hours."""
    if max(was, is_) < 120:
        return f"{is_:,.0f} instead of {was:,.0f} minutes"
    return f"{is_ / 60:,.1f} instead of {was / 60:,.1f} hours"


def _shown(targets: list[Target]) -> str:
    return " and ".join(", ".join(_parts(target)[:3]) for target in targets) or "nothing"


def _parts(target: Target) -> tuple[str, ...]:
    """What a target says, part by part."""
    unit = target.unit or ("%" if target.metric == "availability" else "")
    figure = f"{'at least' if target.at_least is not None else 'at most'} {target.bound} {unit}".rstrip()
    return (
        figure,
        f"in {target.share} % of cases",
        f"per {target.per}{' rolling' if target.rolling else ''}" if target.per else "without a window",
        f"in the hours {target.hours}" if target.hours else "in the agreement's hours",
        _MAINTENANCE[target.excludes_maintenance],
        f"measured by {target.measured_by}" if target.measured_by else "measured by nothing",
    )


_MAINTENANCE = {None: "maintenance as agreed", True: "maintenance excluded", False: "maintenance counted"}


def _hours(before: Side, after: Side, ref: str, today: dt.date) -> Iterator[Difference]:
    for field, words in (("hours", "hours"), ("support_hours", "support hours")):
        old, new = (side.hours(ref, None, field, today) for side in (before, after))
        if lost := (old - new).measure:
            yield Difference(
                f"cuts the {words} of {ref} by {lost // 60} hours in thirteen months", True, (ref,)
            )
        elif gained := (new - old).measure:
            text = f"widens the {words} of {ref} by {gained // 60} hours in thirteen months"
            yield Difference(text, False, (ref,))


def _terms(before: Side, after: Side) -> Iterator[Difference]:
    old, new = before.spec, after.spec
    if old.remedy != new.remedy:
        yield Difference("changes the remedy" if old.remedy else "adds a remedy", bool(old.remedy))
    if old.notice != new.notice:
        shorter = old.notice is not None and (new.notice is None or _days(new.notice) < _days(old.notice))
        yield Difference(f"notice of {new.notice or 'nothing'} instead of {old.notice or 'nothing'}", shorter)
    if old.excludes_maintenance != new.excludes_maintenance:
        yield Difference("counts maintenance otherwise", new.excludes_maintenance)
    yield from _time(old, new)
    kept = {(each.role, each.by, str(each.date)) for each in new.approvals}
    for approval in old.approvals:
        if (approval.role, approval.by, str(approval.date)) not in kept:
            yield Difference(f"strikes the agreement of {approval.by} from the record", True)
    if isinstance(old, ServiceLevelAgreementSpec) and isinstance(new, ServiceLevelAgreementSpec):
        for duty in new.customer_duties:
            if duty not in old.customer_duties:
                yield Difference("adds to the customer's duties", True)
                break


def _days(span: CalendarSpan) -> float:
    return span.months * _DAYS_OF_A_MONTH + span.days


def _time(old: AgreementSpec, new: AgreementSpec) -> Iterator[Difference]:
    last = dt.date.max
    if (new.valid_to or last) < (old.valid_to or last):
        yield Difference(f"ends on {new.valid_to} instead of {old.valid_to or 'being open-ended'}", True)
    if new.valid_from > old.valid_from:
        yield Difference(f"begins on {new.valid_from} instead of {old.valid_from}", True)
    if old.auto_renew and not new.auto_renew:
        yield Difference("no longer renews itself", True)
    if new.renewal == "end" and old.renewal != "end":
        yield Difference("is not to be renewed", True)


def renewed(old: AgreementSpec, new: AgreementSpec) -> bool:
    """Whether a change makes an agreement hold for longer."""
    last = dt.date.max
    longer = (new.valid_to or last) > (old.valid_to or last) or new.valid_from < old.valid_from
    return (
        longer or (new.auto_renew and not old.auto_renew) or (old.renewal == "end" and new.renewal != "end")
    )
