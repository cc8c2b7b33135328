"""Which windows of a target have ended, and what the service reports cover."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import Agreement, covered
from itsm_as_code.feasibility.from_catalog.calendars import window_of
from itsm_as_code.feasibility.periods import following, windows_touching
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_report import Result, ServiceReport

Days = tuple[dt.date, dt.date]
"""A span of days, half-open."""


class Periods:
    """Some spans of days, as one set of days."""

    def __init__(self, spans: Iterable[Days]) -> None:
        self._starts: list[dt.date] = []
        self._ends: list[dt.date] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def cover(self, span: Days) -> bool:
        """Whether they hold every day of a span."""
        index = bisect_right(self._starts, span[0]) - 1
        return index >= 0 and self._ends[index] >= span[1]

    def touch(self, span: Days) -> bool:
        """Whether they hold a day of a span."""
        index = bisect_left(self._starts, span[1]) - 1
        return index >= 0 and self._ends[index] > span[0]


def windows(spec: AgreementSpec, target: Target, begin: dt.date, end: dt.date) -> Iterator[Days]:
    """The windows of a target that ended before a day, each without what lies outside its agreement.

    Rolling windows are taken one after another from the beginning on.

    Args:
        spec: The facts of the agreement.
        target: The target; without `per` it has no windows.
        begin: The first day that counts.
        end: The day before which they ended.
    """
    window = window_of(target.per, rolling=target.rolling)
    if window is None:
        return
    last = min(spec.valid_to, end) if spec.valid_to else end
    if target.rolling:
        start, after = begin, following(window, begin)
        while after < end and start < last:
            yield start, min(after, last)
            start, after = after, following(window, after)
        return
    for start, after in windows_touching(window, begin, last, spec.valid_from):
        stop = min(after, spec.valid_to) if spec.valid_to else after
        if stop < end:
            yield max(start, begin), stop


def adopted_on(catalog: Catalog, agreement: Record[Agreement], target: Target) -> dt.date:
    """The first day on which a service that a target is for was in the repository's care.

    A service that did not exist before the repository has no such day: all its time counts.
    """
    refs = (target.for_,) if target.for_ else covered(agreement)
    services = [record for ref in refs if (record := catalog.get(ref)) and isinstance(record.parsed, Service)]
    return min((_adopted(service) for service in services), default=dt.date.min)


def _adopted(service: Record[Any]) -> dt.date:
    return service.entity.spec.adopted or dt.date.min


def reports_on(catalog: Catalog, agreement: str) -> list[Record[ServiceReport]]:
    """The service reports on an agreement (a canonical reference), by path."""
    holders = catalog.holders(agreement, "agreement")
    return [holder for holder in holders if isinstance(holder.parsed, ServiceReport)]  # type: ignore[misc]


def period_of(report: Record[ServiceReport]) -> Days:
    """The days that a report covers."""
    period = report.entity.spec.period
    return period.from_, period.to


def answers(result: Result, target: Target) -> bool:
    """Whether a reported figure is for a target: of its metric and priority, and for the same entity.

    A figure for one entity answers a general target as well, and a general figure a target for one entity.
    """
    same = result.metric == target.metric and result.priority == target.priority
    return same and (result.for_ == target.for_ or None in (result.for_, target.for_))
