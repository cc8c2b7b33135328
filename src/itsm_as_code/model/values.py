"""Values that mean more than their text: durations, moments, periods; and the forms that others build on.

Each keeps the text that the author wrote beside what it means.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from dataclasses import dataclass

from itsm_as_code.model.formats import Format, Number

LABEL = "[a-z0-9]+(?:-+[a-z0-9]+)*"
"""Pattern of an RFC 1123 label, without its bound of length."""

NAME_LENGTH = 63

CLOCK_PATTERN = "(?:0m|[1-9][0-9]{0,5}m|[1-9][0-9]{0,4}h(?:[1-9]m|[1-5][0-9]m)?)"
WEB_PATTERN = 'https?://[^ \\t\\r\\n<>"]+'
EMAIL_PATTERN = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"


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

    @classmethod
    def of(cls, minutes: int) -> ClockTime:
        """A number of minutes as people write it: `45m`, `4h`, `2h30m`."""
        hours, rest = divmod(minutes, 60)
        return cls(f"{hours}h" * bool(hours) + f"{rest}m" * bool(rest or not hours), minutes)


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

    def after(self, day: datetime.date) -> datetime.date:
        """The day so long after another; a month later than the 31st is the last of a shorter month."""
        return _moved(day, self.months, self.days)

    def before(self, day: datetime.date) -> datetime.date:
        """The day so long before another; a month earlier than the 31st is the last of a shorter month."""
        return _moved(day, -self.months, -self.days)


def _moved(day: datetime.date, months: int, days: int) -> datetime.date:
    """A day moved by months, then by days; no further than dates go."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    if year < datetime.MINYEAR:
        return datetime.date.min
    there = datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1])).toordinal() + days
    first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
    return datetime.date.fromordinal(max(first, min(there, last)))


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


NAME = Format(
    "a name",
    "point-of-sale (lower-case letters, digits and hyphens, at most 63)",
    f"^{LABEL}$",
    longest=NAME_LENGTH,
)
TEXT = Format("text", "any text that is not blank", "[^ \\t\\r\\n]")
CLOCK_TIME = Format("a clock time", "15m, 4h or 2h30m", f"^{CLOCK_PATTERN}$", parse=ClockTime.parse)
EMAIL = Format("an e-mail address", "ana.ruiz@example.com", f"^{EMAIL_PATTERN}$", longest=254)
WEB_LINK = Format("a web address", "https://example.com/page", f"^{WEB_PATTERN}$", longest=2048)
PHONE = Format(
    "a telephone number", "+49 30 1234567, or an extension such as 4357", "^\\+?[0-9][0-9 ()./-]*$"
)
PERCENTAGE = Number(
    "a percentage between 0 and 100, both excluded", 0, 100, open_below=True, open_above=True, example="99.8"
)
NOT_NEGATIVE = Number("a number, 0 or more", 0)
