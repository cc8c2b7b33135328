"""The types that fields are annotated with: names, dates, durations, money, hours, links.

Each carries its form, from which validation, JSON Schema and the words for people follow.
"""

from __future__ import annotations

import datetime
import functools
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic_core import core_schema

from itsm_as_code.model.formats import Affirmed, AmountFormat, Choice, Format, Number
from itsm_as_code.model.values import (
    CLOCK_PATTERN,
    CLOCK_TIME,
    EMAIL,
    EMAIL_PATTERN,
    LABEL,
    NAME,
    PERCENTAGE,
    TEXT,
    WEB_LINK,
    WEB_PATTERN,
    CalendarSpan,
    ClockTime,
    Moment,
    Period,
)
from itsm_as_code.model.vocabulary import CURRENCIES, WEEKDAYS

_DAY = "[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN = "[1-9][0-9]{0,3}(?:d|w|mo|y)"
_RELEASE = "[0-9]{1,9}(?:\\.[0-9]{1,9})"
_STAGE = "(?:(?:a|b|rc)[0-9]{1,9})?(?:\\.post[0-9]{1,9})?(?:\\.dev[0-9]{1,9})?"
_VERSION = (
    f" *(?:(?:>=|<=|>|<) *{_RELEASE}*{_STAGE}|(?:==|!=) *{_RELEASE}*(?:\\.\\*|{_STAGE})"
    f"|~= *{_RELEASE}+{_STAGE}) *"
)
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_SEGMENT = "(?:[^/\\\\.\\r\\n][^/\\\\\\r\\n]*|\\.[^/\\\\.\\r\\n][^/\\\\\\r\\n]*)"


def _duration(text: str) -> ClockTime | CalendarSpan:
    return CalendarSpan.parse(text) if re.fullmatch(_SPAN, text) else ClockTime.parse(text)


def _recurrence(text: str) -> str:
    """The text, if it is a recurrence rule of RFC 5545.

    Raises:
        ValueError: It is none.
    """
    from dateutil.rrule import rrulestr

    zone = datetime.UTC if re.search("UNTIL=[0-9]{8}T[0-9]{6}Z", text) else None
    rrulestr(text, dtstart=datetime.datetime(2000, 1, 1, tzinfo=zone))
    return text


Name = Annotated[str, NAME]
"""An RFC 1123 label: the name of an entity, or of a thing within one."""

Text = Annotated[str, TEXT]
"""Plain text, on any number of lines."""

Prose = Annotated[str, Format("text", "any text that is not blank", "[^ \\t\\r\\n]", prose=True)]
"""Markdown, in which `[[term]]` marks a term of the lexicon."""

Line = Annotated[
    str,
    Format(
        "text on one line",
        "Point of sale (no blanks around it)",
        "^[^ \\t\\r\\n](?:[^\\r\\n]*[^ \\t\\r\\n])?$",
    ),
]
"""Plain text on one line: titles, units, levels, people's names."""

Identifier = Annotated[
    str,
    Format(
        "an identifier",
        "minimumAvailability (letters and digits, a letter first)",
        "^[A-Za-z][A-Za-z0-9_]*$",
    ),
]
"""A name that expressions can use: parameters, variables, prefixes of extensions."""

Tag = Annotated[
    str,
    Format(
        "a tag",
        "point-of-sale (lower-case words joined by hyphens)",
        "^[a-z0-9+#]+(?:-[a-z0-9+#]+)*$",
        longest=63,
    ),
]

LabelKey = Annotated[
    str,
    Format(
        "a key",
        "cost-centre, or with a prefix example.com/cost-centre",
        "^(?:[a-z0-9]+(?:[.-]+[a-z0-9]+)*/)?[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*$",
        longest=253,
    ),
]

Date = Annotated[
    datetime.date,
    Format(
        "a date",
        "2027-03-31",
        f"^{_DAY}$",
        parse=datetime.date.fromisoformat,
        native=functools.partial(core_schema.date_schema, strict=False),
        otherwise="is no day of the calendar",
    ),
]
"""A day, `YYYY-MM-DD` (ISO 8601)."""

DateMoment = Annotated[
    Moment,
    Format(
        "a date, or a date and time",
        "2026-11-27 or 2026-11-27T08:00",
        f"^{_DAY}(?:T{_TIME})?$",
        parse=Moment.parse,
        otherwise="is no day of the calendar",
    ),
]
"""A date or a local date and time (ISO 8601), on the clock of the calendar's time zone."""

Clock = Annotated[ClockTime, CLOCK_TIME]
"""A duration on the clock: minutes and hours."""

Span = Annotated[
    CalendarSpan, Format("a calendar span", "30d, 2w, 6mo or 1y", f"^{_SPAN}$", parse=CalendarSpan.parse)
]
"""A duration on the calendar: days, weeks, months, years."""

Duration = Annotated[
    ClockTime | CalendarSpan,
    Format(
        "a duration",
        "2h30m (on the clock) or 2d (on the calendar)",
        f"^(?:{CLOCK_PATTERN}|{_SPAN})$",
        parse=_duration,
    ),
]
"""A duration on the clock or on the calendar."""

DayPeriod = Annotated[
    Period,
    Format(
        "a period of the day",
        '"08:00-18:00" (the end may be 24:00; overnight is two periods)',
        f"^{_TIME}-(?:{_TIME}|24:00)$",
        parse=Period.parse,
    ),
]
"""A part of a day."""

Days = Annotated[str, Format("a day or a range of days", "sat or mon-fri", f"^{_WEEKDAY}(?:-{_WEEKDAY})?$")]
"""A key of the weekly form; `vocabulary.weekdays` says which days it stands for."""

Recurrence = Annotated[
    str,
    Format(
        "a recurrence rule",
        "FREQ=WEEKLY;BYDAY=SU (RFC 5545)",
        "^[A-Z]+=[A-Za-z0-9,+:-]+(?:;[A-Z]+=[A-Za-z0-9,+:-]+)*$",
        parse=_recurrence,
        otherwise="is no recurrence rule of RFC 5545",
    ),
]
"""A recurrence rule of RFC 5545."""

Zone = Annotated[
    str, Format("a time zone", "Europe/Berlin or UTC", "^[A-Za-z][A-Za-z0-9+_-]*(?:/[A-Za-z0-9+_-]+)*$")
]
"""A time zone by its IANA name; whether it exists is CAL001's matter."""

Language = Annotated[
    str,
    Format(
        "a language", "en, en-GB or zh-Hant", "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"
    ),
]
"""A language tag of BCP 47, in its canonical case."""

Email = Annotated[str, EMAIL]
WebLink = Annotated[str, WEB_LINK]
"""An address of the web: http or https."""

Link = Annotated[
    str,
    Format(
        "a link",
        "https://example.com/page, mailto:help@example.com or tel:+49301234567",
        f'^(?:{WEB_PATTERN}|mailto:[^ \\t\\r\\n<>"]+|tel:[+0-9][0-9().;=A-Za-z-]*)$',
        longest=2048,
    ),
]
"""A link that a page may carry: http, https, mailto or tel."""

Contact = Annotated[
    str,
    Format(
        "an e-mail address or a link",
        "help@example.com or https://example.com/feedback",
        f'^(?:{EMAIL_PATTERN}|{WEB_PATTERN}|mailto:[^ \\t\\r\\n<>"]+|tel:[+0-9][0-9().;=A-Za-z-]*)$',
        longest=2048,
    ),
]
"""Where to write or call."""

RepositoryPath = Annotated[
    str,
    Format(
        "a path within the repository",
        "catalog/services",
        f"^{_SEGMENT}(?:/{_SEGMENT})*/?$",
        longest=1024,
    ),
]
"""A path relative to the repository, with forward slashes, that never leaves it."""

FieldName = Annotated[
    str,
    Format(
        "the path of a field",
        "spec.criticality or spec.targets[].atLeast",
        "^(?:metadata|spec)(?:\\.[A-Za-z][A-Za-z0-9-]*|\\[[0-9]*\\])*$",
    ),
]
"""The path of a field from the top of a file."""

RuleCode = Annotated[
    str,
    Format(
        "the code of a rule",
        "REC006 or POL/agree-before-promise/availability-not-lowered",
        f"^(?:[A-Z]{{3}}[0-9]{{3}}|POL/{LABEL}/{LABEL})$",
    ),
]
"""The code of a rule of the tool, or `POL/<policy>/<rule>`."""

RuleWord = Annotated[
    str,
    Format(
        "a rule",
        "REC006, untested-recovery-procedure or POL/agree-before-promise/availability-not-lowered",
        f"^(?:[A-Z]{{3}}[0-9]{{3}}|POL/{LABEL}/{LABEL}|{LABEL})$",
    ),
]
"""A rule by its code or by its name."""

Handle = Annotated[
    str, Format("a login of the git host", "ana-ruiz", "^[A-Za-z0-9_][A-Za-z0-9._-]*$", longest=255)
]
"""A person's login on the git host, without `user:`."""

Sha256 = Annotated[str, Format("a SHA-256 digest in 64 hexadecimal digits", "e3b0c442…", "^[0-9a-f]{64}$")]

VersionRange = Annotated[
    str,
    Format(
        "a range of versions",
        '">=1.0,<2"',
        f"^{_VERSION}(?:,{_VERSION})*$",
    ),
]
"""Versions of the tool, as Python's packaging writes them (PEP 440)."""

Amount = Annotated[
    Decimal,
    AmountFormat(
        "an amount of money",
        '1250, 12.50 or "12.50"',
        "^(?:0|[1-9][0-9]{0,11})(?:\\.[0-9]{1,6})?$",
    ),
]
"""An exact amount of money."""

Yes = Annotated[Literal[True], Affirmed()]
"""`true`."""

Currency = Annotated[str, Choice(CURRENCIES)]
"""A currency of ISO 4217."""

Percentage = Annotated[float, PERCENTAGE]
"""Per cent, strictly between 0 and 100."""

Share = Annotated[float, Number("a percentage above 0, at most 100", 0, 100, open_below=True, example="90")]
"""Per cent of the cases, above 0 and at most 100."""

Figure = Annotated[float, Number()]
"""A number."""

Count = Annotated[int, Number("a whole number, 0 or more", 0, 10**9, whole=True)]
"""A whole number, 0 or more."""

Priority = Annotated[int, Number("a whole number from 1 (most urgent) to 5", 1, 5, whole=True)]
"""1, the most urgent, to 5."""

Maturity = Annotated[int, Number("a whole number from 0 to 5", 0, 5, whole=True)]
"""0 (none) to 5 (optimising)."""

Grade = Annotated[int, Number("a whole number from 1 (least) to 5", 1, 5, whole=True)]
"""1, the least, to 5."""
