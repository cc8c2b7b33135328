"""The values of the model: names, dates, durations, money, hours, links.

Each is a type for annotations. The durations and times keep the text that the author wrote beside what it
means.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from itsm_as_code.model.formats import LARGEST, Affirmed, Choice, Format, Number
from itsm_as_code.model.vocabulary import CURRENCIES, WEEKDAYS

_LABEL = "[a-z0-9]+(?:-+[a-z0-9]+)*"
NAME_LENGTH = 63

_DAY = "[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_CLOCK = "(?:0m|[1-9][0-9]{0,5}m|[1-9][0-9]{0,4}h(?:[1-9]m|[1-5][0-9]m)?)"
_SPAN = "[1-9][0-9]{0,3}(?:d|w|mo|y)"
_VERSION = " *(?:>=|<=|==|!=|~=|>|<) *[0-9][0-9A-Za-z.*+!-]* *"
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_HTTP = 'https?://[^ \\t\\r\\n<>"]+'
_EMAIL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"
_SEGMENT = "(?:[^/\\\\.\\r\\n][^/\\\\\\r\\n]*|\\.[^/\\\\.\\r\\n][^/\\\\\\r\\n]*)"


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A duration on the clock, such as `2h30m`.

    Attributes:
        text: As written.
        minutes: Its length in minutes.
    """

    text: str
    minutes: int

    def __str__(self) -> str:
        return self.text

    @classmethod
    @functools.lru_cache(maxsize=1024)
    def parse(cls, text: str) -> ClockTime:
        """Read `15m`, `4h` or `2h30m`; the text must have that form."""
        hours, _, rest = text.rpartition("h")
        return cls(text, 60 * int(hours or 0) + int(rest.rstrip("m") or 0))


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A duration on the calendar, such as `6mo`; a day is a calendar day, never 24 hours.

    Attributes:
        text: As written.
        months: Whole months (a year is 12).
        days: Whole days (a week is 7).
    """

    text: str
    months: int
    days: int

    def __str__(self) -> str:
        return self.text

    @classmethod
    @functools.lru_cache(maxsize=256)
    def parse(cls, text: str) -> CalendarSpan:
        """Read `30d`, `2w`, `6mo` or `1y`; the text must have that form."""
        unit = text.lstrip("0123456789")
        number = int(text[: -len(unit)])
        months = number * {"mo": 1, "y": 12}.get(unit, 0)
        return cls(text, months, number * {"d": 1, "w": 7}.get(unit, 0))


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time on the clock of its calendar's time zone.

    Attributes:
        text: As written: a date (its first instant) or a date and time.
        at: The same without a zone.
    """

    text: str
    at: datetime.datetime

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read `2026-11-27` or `2026-11-27T08:00`.

        Raises:
            ValueError: The calendar has no such day.
        """
        return cls(text, datetime.datetime.fromisoformat(text))


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a day, half-open, such as `08:00-18:00`.

    Attributes:
        text: As written.
        start: Minutes from midnight.
        end: Minutes from midnight, up to 1440 (`24:00`).
    """

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text

    @classmethod
    @functools.lru_cache(maxsize=256)
    def parse(cls, text: str) -> Period:
        """Read two times of day; the text must have that form. The end may lie before the start (CAL001)."""
        return cls(text, int(text[0:2]) * 60 + int(text[3:5]), int(text[6:8]) * 60 + int(text[9:11]))


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


class AmountFormat(Format):
    """An exact decimal: a text, or a number taken as it prints."""

    __slots__ = ()

    @property
    def shapes(self) -> tuple[str, ...]:
        """The sorts of value that it takes."""
        return ("text", "number")

    def accepts(self, value: object) -> bool:
        """Whether a value is an exact amount within bounds."""
        if isinstance(value, str):
            return self.matches(value)
        return Number(minimum=0).accepts(value)

    def json(self) -> dict[str, object]:
        """The JSON Schema of the amount."""
        number = {"type": "number", "minimum": 0, "maximum": LARGEST}
        return {"anyOf": [number, {"type": "string", "pattern": self.pattern}]}

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text of the pattern, or a number; then the exact decimal."""
        number = core_schema.float_schema(strict=True, allow_inf_nan=False, ge=0, le=LARGEST)
        text = core_schema.str_schema(strict=True, pattern=self.pattern)
        either = core_schema.union_schema([text, number], mode="left_to_right")
        schema = core_schema.no_info_after_validator_function(
            _decimal, either, serialization=core_schema.to_string_ser_schema(when_used="json")
        )
        return core_schema.custom_error_schema(
            schema, custom_error_type="bad_format", custom_error_message="form"
        )


def _decimal(value: str | float) -> Decimal:
    if isinstance(value, str):
        return Decimal(value)
    return Decimal(int(value)) if value == int(value) else Decimal(repr(value))


NAME = Format(
    "a name",
    "point-of-sale (lower-case letters, digits and hyphens, at most 63)",
    f"^{_LABEL}$",
    longest=NAME_LENGTH,
)
TEXT = Format("text", "any text that is not blank", "[^ \\t\\r\\n]")
CLOCK_TIME = Format("a clock time", "15m, 4h or 2h30m", f"^{_CLOCK}$", parse=ClockTime.parse)
EMAIL = Format("an e-mail address", "ana.ruiz@example.com", f"^{_EMAIL}$", longest=254)
WEB_LINK = Format("a web address", "https://example.com/page", f"^{_HTTP}$", longest=2048)
PHONE = Format(
    "a telephone number", "+49 30 1234567, or an extension such as 4357", "^\\+?[0-9][0-9 ()./-]*$"
)
PERCENTAGE = Number("a percentage between 0 and 100, both excluded", 0, 100, open_below=True, open_above=True)
NOT_NEGATIVE = Number("a number, 0 or more", 0)

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
        f"^(?:{_CLOCK}|{_SPAN})$",
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
        f'^(?:{_HTTP}|mailto:[^ \\t\\r\\n<>"]+|tel:[+0-9][0-9().;=A-Za-z-]*)$',
        longest=2048,
    ),
]
"""A link that a page may carry: http, https, mailto or tel."""

Contact = Annotated[
    str,
    Format(
        "an e-mail address or a link",
        "help@example.com or https://example.com/feedback",
        f'^(?:{_EMAIL}|{_HTTP}|mailto:[^ \\t\\r\\n<>"]+|tel:[+0-9][0-9().;=A-Za-z-]*)$',
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
        "a rule",
        "REC006 or POL/agree-before-promise/availability-not-lowered",
        f"^(?:[A-Z]{{3}}[0-9]{{3}}|POL/{_LABEL}/{_LABEL})$",
    ),
]
"""The code of a rule of the tool, or `POL/<policy>/<rule>`."""

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

Share = Annotated[float, Number("a percentage above 0, at most 100", 0, 100, open_below=True)]
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
