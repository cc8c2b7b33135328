"""Calendars to subscribe to."""

from __future__ import annotations

from itsm_as_code.model.calendar import Calendar
from itsm_as_code.site import ical
from tests.unit.site.catalogues import SMALLEST, service, site_of

HEAD = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {{name: {name}, title: "{title}"}}
spec:
  owner: it-manager
  {spec}
"""


def file_of(title: str, spec: str, uses: str = "") -> str | None:
    text = HEAD.format(name="night", title=title, spec=spec)
    site = site_of({**SMALLEST, **service("chat", uses), "catalog/calendars/night.yaml": text})
    record = site.find(Calendar, "night")
    assert record is not None
    data = ical.calendar(site, record)
    return None if data is None else data.decode()


def test_maintenance() -> None:
    once = "from: 2026-12-02T22:00, to: 2026-12-03T01:00"
    spec = f'once: [{{{once}, title: "New, better; faster", effect: "No *orders*."}}]'
    found = file_of("Night work", spec, "maintenance: night")
    assert found == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//itsm-as-code//catalogue//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "NAME:Night work",
            "X-WR-CALNAME:Night work",
            "BEGIN:VEVENT",
            "UID:69f98411-7b6a-5c14-9076-3c9511834b31",
            "DTSTAMP:20261120T000000Z",
            "DTSTART:20261202T210000Z",
            "DTEND:20261203T000000Z",
            "SUMMARY:New\\, better\\; faster",
            "DESCRIPTION:No orders.",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_hours_announce_the_days_that_differ() -> None:
    spec = """weekly: {mon-fri: ["09:00-17:00"]}
  exceptions:
    - {from: 2026-12-25, to: 2026-12-27, title: Christmas, closed: true}
    - {from: 2026-01-01, closed: true}"""
    found = file_of("Hours", spec)
    assert found is not None
    assert [
        line for line in found.split("\r\n") if line.startswith(("DTSTART", "DTEND", "SUMMARY", "DESC"))
    ] == [
        "DTSTART;VALUE=DATE:20261225",
        "DTEND;VALUE=DATE:20261227",
        "SUMMARY:Hours: closed",
        "DESCRIPTION:Christmas",
    ]


def test_nothing_to_announce() -> None:
    assert file_of("Hours", 'weekly: {mon-fri: ["09:00-17:00"]}') is None


def test_long_lines_are_folded_between_characters() -> None:
    found = file_of("é" * 60, "once: [{from: 2026-12-02, to: 2026-12-03}]", "maintenance: night")
    assert found is not None
    assert max(len(line.encode()) for line in found.split("\r\n")) <= 75
    assert f"NAME:{'é' * 60}" in found.replace("\r\n ", "")


def test_the_zone_of_the_calendar_counts() -> None:
    summer = file_of("Night", "once: [{from: 2027-07-02T22:00, to: 2027-07-03T01:00}]", "maintenance: night")
    assert summer is not None
    assert "DTSTART:20270702T200000Z" in summer  # Madrid is two hours ahead in summer
