"""What happened lately and what is planned, as the catalogue itself says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from itsm_as_code.catalog import Record
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.improvement import Improvement
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.service_report import ServiceReport
from itsm_as_code.site.context import Site
from itsm_as_code.site.hours import Event

_HAPPENED = {
    "proposed": "{it} was proposed",
    "defined": "{it} was described",
    "approved": "{it} was approved",
    "chartered": "{it} was given the go-ahead",
    "designed": "{it} has been designed",
    "built": "{it} has been built",
    "operational": "{it} is in use",
    "retiring": "{it} is being retired",
    "retired": "{it} is no longer available",
}
PLANNED_DAYS = 120
"""Days ahead for which planned work is listed."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that changed.

    Attributes:
        day: When.
        ref: The entity that it is about, as a canonical reference.
        text: What is so since then, as a clause with `{it}` where the entity's title belongs.
        about: The services that it concerns, as references.
        values: What else stands in the text, by name.
        links: What else it names, as references by name.
        commits: The commits that changed it, where the history tells of it, the latest first.
    """

    day: dt.date
    ref: str
    text: str
    about: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    commits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A time in which something is worked on, or must not be changed.

    Attributes:
        event: When, and what.
        calendar: The calendar that says so.
        about: The services that it concerns, as references.
        freeze: Whether nothing may be changed in it.
    """

    event: Event
    calendar: Record[Calendar]
    about: tuple[str, ...]
    freeze: bool

    @property
    def title(self) -> str:
        """What it is."""
        return self.event.title or self.calendar.title


def happenings(site: Site) -> list[Happening]:
    """What changed up to today, as the catalogue has it now."""
    return [each for each in _happenings(site) if each.day <= site.today]


def _happenings(site: Site) -> Iterator[Happening]:
    for service in site.of(Service):
        spec = service.entity.spec
        if spec.state_since:
            yield Happening(spec.state_since, service.ref, _HAPPENED[spec.state], (service.ref,))
    for agreement in site.of(ServiceLevelAgreement):
        terms = agreement.entity.spec
        about = tuple(f"service:{name}" for name in terms.services)
        yield Happening(terms.valid_from, agreement.ref, "the agreement {it} is in force", about)
    for report in site.of(ServiceReport):
        facts = report.entity.spec
        promised = site.get(facts.agreement)
        if promised is not None and isinstance(promised.parsed, ServiceLevelAgreement):
            about = tuple(f"service:{name}" for name in promised.parsed.spec.services)
            yield Happening(
                facts.last_review or facts.period.to, report.ref, "the report {it} has been published", about
            )
    for improvement in site.of(Improvement):
        done = improvement.entity.spec
        if done.status == "done":
            about = tuple(ref for ref in done.concerns if ref.startswith("service:"))
            yield Happening(
                done.last_review or done.due or dt.date.max, improvement.ref, "improved: {it}", about
            )


def planned(site: Site, *, days: int = PLANNED_DAYS, most: int = 6) -> list[Planned]:
    """What is planned in the days to come, by time.

    Args:
        site: The site.
        days: How many days ahead to look.
        most: How many stretches of one calendar to take.
    """
    found: list[Planned] = []
    for calendar in site.of(Calendar):
        hours = site.hours(calendar.name)
        about = concerned(site, calendar)
        if hours is None or not about:
            continue
        freeze = calendar.entity.spec.freeze
        found += [Planned(event, calendar, about, freeze) for event in hours.coming(site.today, days, most)]
    return sorted(found, key=lambda each: (each.event.instants, each.calendar.name))


def concerned(site: Site, calendar: Record[Calendar]) -> tuple[str, ...]:
    """The services that are maintained in a calendar, or frozen by it."""
    spec = calendar.entity.spec
    if spec.freeze:
        if spec.applies_to == "all":
            return tuple(service.ref for service in site.of(Service))
        return tuple(ref for ref in spec.applies_to if site.get(ref))
    maintained = site.sources(calendar.ref, Service, "maintenance")
    return tuple(service.ref for service in maintained)
