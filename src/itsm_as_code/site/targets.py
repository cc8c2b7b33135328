"""Service level targets in plain words: what is promised, and how good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itsm_as_code.model.agreement import AgreementSpec, Target
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.site import words
from itsm_as_code.site.context import Here
from itsm_as_code.site.evidence import figure
from itsm_as_code.site.hours import Hours
from itsm_as_code.site.promise import priority_title, timed, uptime


@dataclass(frozen=True, slots=True)
class Line:
    """A target as a line of an agreement.

    Attributes:
        target: The target.
        about: What it is about: `Nobody can work`, a service.
        what: What is promised: `somebody starts within`.
        figure: How good: `15 minutes`.
        more: What there is to add, such as how long a service may stand still.
        measured: How it is measured.
    """

    target: Target
    about: Markup
    what: str
    figure: str
    more: str
    measured: str


_WHAT = {
    "availability": "It works, of its hours",
    "response-time": "Somebody works on it within",
    "resolution-time": "It works again within",
    "fulfilment-time": "What was ordered is there within",
    "recovery-time": "After a disaster it works again within",
    "recovery-point": "A disaster takes at most the last",
    "throughput": "It bears at least",
    "satisfaction": "People are satisfied, at least",
}
_TIMES = ("response-time", "resolution-time", "fulfilment-time")


def lines(here: Here, spec: AgreementSpec, covered: Sequence[str]) -> Iterator[Line]:
    """Every target of an agreement, in its order.

    Args:
        here: The page.
        spec: The agreement.
        covered: What it covers, as references.
    """
    support = _support(here, spec, covered)
    for target in spec.targets:
        yield Line(
            target,
            _about(here, target),
            _WHAT[target.metric],
            _figure(target, support),
            _more(here, spec, target, covered),
            target.measured_by or "",
        )


def _about(here: Here, target: Target) -> Markup:
    about = here.link(target.for_) if target.for_ else Markup()
    if target.metric in ("response-time", "resolution-time"):
        title = Markup.escape(priority_title(here.site, target.priority))
        return Markup("{}: {}").format(about, title) if about else title
    return about or Markup("Everything it covers")


def _figure(target: Target, support: Hours | None) -> str:
    if target.metric in _TIMES:
        return timed(target, support)
    text = figure(target, target.bound)
    if target.metric == "throughput" and target.per:
        return f"{text}, measured over {words.window(target.per)}"
    return text


def _more(here: Here, spec: AgreementSpec, target: Target, covered: Sequence[str]) -> str:
    if target.metric != "availability" or not isinstance(target.bound, int | float):
        return ""
    ref = target.for_ or (covered[0] if len(covered) == 1 else "")
    hours, maintenance = _times(here, ref)
    hours = here.site.hours(target.hours or spec.hours) or hours
    if hours is None:
        return f"measured over {words.window(target.per)}" if target.per else ""
    excepted = target.excludes_maintenance
    found = uptime(
        here.site,
        target.bound,
        hours=hours,
        maintenance=maintenance,
        excepted=spec.excludes_maintenance if excepted is None else excepted,
        per=target.per or CalendarSpan.parse("1y"),
        begins=spec.valid_from,
    )
    return f"it stands still {found.text}"


def _times(here: Here, ref: str) -> tuple[Hours | None, Hours | None]:
    record = here.site.catalog.get(ref)
    entity = record.parsed if record else None
    if isinstance(entity, Service):
        return here.site.hours(entity.spec.service_hours), here.site.hours(entity.spec.maintenance)
    if isinstance(entity, ConfigurationItem):
        return here.site.hours(entity.spec.hours), here.site.hours(entity.spec.maintenance)
    return None, None


def _support(here: Here, spec: AgreementSpec, covered: Sequence[str]) -> Hours | None:
    """The hours in which times run: the agreement's, else those that all services share."""
    own = here.site.hours(spec.support_hours)
    if own is not None:
        return own
    records = [here.site.catalog.get(ref) for ref in covered]
    names = {
        record.parsed.spec.support_hours
        for record in records
        if record is not None and isinstance(record.parsed, Service)
    }
    return here.site.hours(names.pop()) if len(names) == 1 else None
