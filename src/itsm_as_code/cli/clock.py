"""The one place that reads the clock: what "today" means when nobody says it."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The date in UTC: the same everywhere on earth, and not for a catalogue's time zone to decide."""
    return dt.datetime.now(dt.UTC).date()
