"""Calendars as iCalendar files (RFC 5545) to subscribe to: what is planned, and the days that differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from itsm_as_code import ical
from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.instants import Interval, moment_of
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.site import markup
from itsm_as_code.site.context import Site
from itsm_as_code.site.events import concerned
from itsm_as_code.site.hours import periods_text

DAYS = 400
"""Days ahead that a file covers."""
_MOST = 120


def calendar(site: Site, record: Record[Calendar]) -> bytes | None:
    """The file of a calendar; `None` where it has nothing to announce."""
    events = list(_events(site, record))
    if not events:
        return None
    lines = [
        *ical.head(markup.plain(record.title)),
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{ical.folded(line)}\r\n" for line in lines).encode()


def _events(site: Site, record: Record[Calendar]) -> Iterator[list[str]]:
    hours = site.hours(record.name)
    spec = record.entity.spec
    if hours is None:
        return
    if concerned(site, record) or (not hours.weekly and not hours.always):
        for event in hours.coming(site.today, DAYS, _MOST):
            start, end = (_stamp(moment_of(instant)) for instant in event.instants)
            when = (f"DTSTART:{start}", f"DTEND:{end}")
            yield _event(site, record, when, event.title or record.title, event.effect)
        return
    for each in spec.exceptions:
        last = each.to or each.from_ + dt.timedelta(days=1)
        if last > site.today:
            periods = [Interval(period.start, period.end) for period in each.hours or ()]
            title = f"{record.title}: {periods_text(periods)}"
            when = (f"DTSTART;VALUE=DATE:{each.from_:%Y%m%d}", f"DTEND;VALUE=DATE:{last:%Y%m%d}")
            yield _event(site, record, when, title, each.title or "")


def _event(
    site: Site, record: Record[Calendar], when: tuple[str, str], title: str, description: str
) -> list[str]:
    stamp = dt.datetime.combine(site.today, dt.time(), dt.UTC)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{ical.identifier(f'{record.ref} {when[0]}')}",
        f"DTSTAMP:{_stamp(stamp)}",
        *when,
        f"SUMMARY:{_text(title)}",
    ]
    if description:
        lines.append(f"DESCRIPTION:{_text(description)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _stamp(moment: dt.datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text as a value: its own marks escaped, on one line."""
    return ical.escaped(markup.plain(text))
