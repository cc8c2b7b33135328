"""Colour for terminals, as plain strings: a style either paints or leaves the text alone."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from itsm_as_code.finding import Severity


class Tone(enum.Enum):
    """What a piece of a report is, with the SGR parameters (ECMA-48) that show it."""

    STRONG = "1"
    FAINT = "2"
    ERROR = "1;91"
    WARNING = "1;33"
    INFO = "1;36"
    NOTE = "1;94"
    GOOD = "1;32"
    CODE = "36"
    LINK = "4"


_SEVERITIES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.INFO}


def tone_of(severity: Severity) -> Tone:
    """The tone in which a severity is shown."""
    return _SEVERITIES[severity]


@dataclass(frozen=True, slots=True)
class Style:
    """Whether a report is coloured.

    Attributes:
        coloured: Whether `paint` adds escape sequences.
    """

    coloured: bool

    def paint(self, text: str, tone: Tone) -> str:
        """The text in a tone; unchanged when this style is plain or there is nothing to show."""
        return f"\x1b[{tone.value}m{text}\x1b[0m" if self.coloured and text else text


PLAIN = Style(coloured=False)
COLOURED = Style(coloured=True)
