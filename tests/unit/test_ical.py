"""iCalendar: exact lines, read back by the rules."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.ical import Event, calendar, escaped, folded, identifier
from tests.support import icalendar

TODAY = dt.date(2026, 11, 20)
EVENT = Event(
    "review email",
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    "Review: E-mail; mail, calendar",
    "One\nTwo",
    "Review",
)


def test_a_calendar() -> None:
    assert calendar("What falls due", [EVENT], TODAY) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//itsm-as-code//catalogue//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n"
        "NAME:What falls due\r\n"
        "X-WR-CALNAME:What falls due\r\n"
        "BEGIN:VEVENT\r\n"
        f"UID:{identifier('review email')}\r\n"
        "DTSTAMP:20261120T000000Z\r\n"
        "DTSTART;VALUE=DATE:20261231\r\n"
        "DTEND;VALUE=DATE:20270101\r\n"
        "SUMMARY:Review: E-mail\\; mail\\, calendar\r\n"
        "DESCRIPTION:One\\nTwo\r\n"
        "CATEGORIES:Review\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_what_an_event_does_not_say_is_left_out() -> None:
    lines = calendar("", [Event("x", TODAY, TODAY, "X")], TODAY).split("\r\n")
    assert not any(line.startswith(("DESCRIPTION", "CATEGORIES")) for line in lines)


def test_an_identifier_is_the_same_for_the_same_key() -> None:
    assert identifier("a") == "125ef027-2ac5-56e5-9be7-60916b626c23"
    assert identifier("a") != identifier("b")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("one\ntwo\r\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
        ("tab\there \x1b[2J\x00\x85", "tabhere [2J"),
        ("colon: stays", "colon: stays"),
        ("\ud800", ""),
    ],
)
def test_escaped(written: str, value: str) -> None:
    assert escaped(written) == value


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("x" * 75, ["x" * 75]),
        ("x" * 76, ["x" * 75, " x"]),
        ("x" * 150, ["x" * 75, " " + "x" * 74, " x"]),
        ("x" * 74 + "é", ["x" * 74, " é"]),
        ("x" * 73 + "é", ["x" * 73 + "é"]),
        ("x" * 72 + "😀", ["x" * 72, " 😀"]),
    ],
)
def test_folded(line: str, pieces: list[str]) -> None:
    assert folded(line).split("\r\n") == pieces


@given(name=st.text(), summary=st.text(), description=st.text())
def test_any_text_is_read_back(name: str, summary: str, description: str) -> None:
    event = Event("x", TODAY, TODAY, summary, description)
    found = icalendar.read(calendar(name, [event], TODAY).encode("utf-8"))
    (part,) = found.parts
    assert icalendar.text(found["NAME"]) == _kept(name)
    assert icalendar.text(part["SUMMARY"]) == _kept(summary)
    if description:
        assert icalendar.text(part["DESCRIPTION"]) == _kept(description)


def _kept(text: str) -> str:
    """A text without control characters but line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each == "\n" or not (ord(each) < 32 or 127 <= ord(each) < 160))
