"""iCalendar (RFC 5545) as text: events that last whole days, and the lines that any calendar is made of.

Knows nothing of the domain.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OCTETS = 75
"""The most octets of a line without its end."""

_NAMESPACE = uuid.UUID("6f1c6f4e-6a1b-5d0e-9a52-0d6a1a3f4c7e")


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one or more whole days.

    Attributes:
        key: What it is known by, the same for as long as it is the same event.
        start: Its first day.
        end: The first day after it.
        summary: What it is, in a few words.
        description: More about it, on any number of lines.
        category: What sort of event it is.
    """

    key: str
    start: dt.date
    end: dt.date
    summary: str
    description: str = ""
    category: str = ""


def calendar(name: str, events: Iterable[Event], stamp: dt.date) -> str:
    """A calendar to subscribe to.

    Args:
        name: What people call it.
        events: In their order.
        stamp: The day of which it tells; it stands for the moment of writing, so that the same events give
            the same text.
    """
    lines = [
        *head(name),
        *(line for event in events for line in _lines(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def head(name: str) -> list[str]:
    """The lines with which a calendar begins."""
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//itsm-as-code//catalogue//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
    ]


def identifier(key: str) -> str:
    """The identifier (RFC 7986, 5.3: a UUID) of an event, the same for the same key."""
    return str(uuid.uuid5(_NAMESPACE, key))


def _lines(event: Event, stamp: dt.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{identifier(event.key)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.end:%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11): its marks escaped, without control characters."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(character for character in lines if unicodedata.category(character) not in ("Cc", "Cs"))


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, each but the first after a blank (RFC 5545, 3.1)."""
    pieces: list[str] = []
    piece, room = "", _OCTETS
    for character in line:
        octets = len(character.encode("utf-8"))
        if octets > room:
            pieces.append(piece)
            piece, room = "", _OCTETS - 1
        piece += character
        room -= octets
    return "\r\n ".join([*pieces, piece])
