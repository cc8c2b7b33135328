"""What stands in place of a figure that cannot be computed."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Reason(enum.Enum):
    """Why a figure cannot be computed."""

    CYCLE = "cycle"
    GROUP = "group"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    NO_FIGURE = "no figure"
    BAD_FIGURE = "bad figure"
    TOO_LARGE = "too large"
    TOO_DEEP = "too deep"
    NEVER_OPEN = "never open"
    NO_TIME = "no time"
    NO_WINDOW = "no window"


@dataclass(frozen=True, slots=True)
class NotComputable:
    """A figure that there is not, and why.

    Attributes:
        reason: The kind of obstacle.
        message: The obstacle as a clause that completes "not computed: …".
        components: The components it is about, sorted.
    """

    reason: Reason
    message: str
    components: tuple[str, ...] = ()
