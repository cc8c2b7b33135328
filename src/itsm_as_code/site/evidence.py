"""What was achieved beside what was promised: the service reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Record
from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.service_report import Result, ServiceReport
from itsm_as_code.model.values import ClockTime
from itsm_as_code.model.vocabulary import METRICS
from itsm_as_code.site import words
from itsm_as_code.site.context import Site


@dataclass(frozen=True, slots=True)
class Achieved:
    """A promise beside what came of it.

    Attributes:
        target: What was promised.
        value: What was achieved, in words; empty where nobody measured.
        kept: Whether the promise was kept; `None` where nobody measured.
        source: Where the figure comes from.
    """

    target: Target
    value: str
    kept: bool | None
    source: str


def reports(site: Site, agreement: str) -> list[Record[ServiceReport]]:
    """The reports on an agreement, the latest first."""
    found = site.sources(agreement, ServiceReport, "agreement")
    return sorted(
        found,
        key=lambda record: (record.entity.spec.period.to, record.entity.spec.period.from_),
        reverse=True,
    )


def results(spec: AgreementSpec, report: ServiceReport) -> Iterator[Achieved]:
    """Every target of an agreement beside its result in a report."""
    for target in spec.targets:
        found = _result(target, report)
        if found is None:
            yield Achieved(target, "", None, "")
        else:
            yield Achieved(target, figure(target, found.value), kept(target, found.value), found.source or "")


def _result(target: Target, report: ServiceReport) -> Result | None:
    fitting = [
        result
        for result in report.spec.results
        if (result.metric, result.priority) == (target.metric, target.priority)
    ]
    exact = [result for result in fitting if result.for_ == target.for_]
    loose = [result for result in fitting if result.for_ is None or target.for_ is None]
    return next(iter(exact or loose), None)


def kept(target: Target, value: object) -> bool | None:
    """Whether a figure keeps a promise; `None` where the two cannot be compared."""
    bound, found = plain(target.bound), plain(value)
    if bound is None or found is None:
        return None
    return found >= bound if target.at_least is not None else found <= bound


def plain(value: object) -> float | None:
    """A figure as a number: minutes for times."""
    if isinstance(value, ClockTime):
        return float(value.minutes)
    return float(value) if isinstance(value, int | float) else None


def figure(target: Target, value: object) -> str:
    """A figure of a target in words: `99.93 %`, `4 hours 35 minutes`, `2,720 payments per hour`."""
    if isinstance(value, ClockTime):
        return words.lasting(value.minutes)
    if not isinstance(value, int | float):
        return ""
    unit = target.unit or METRICS[target.metric].unit or ""
    if unit.startswith("%"):
        return f"{words.percent(value)}{unit[1:]}"
    return f"{words.number(value)} {unit}".strip()
