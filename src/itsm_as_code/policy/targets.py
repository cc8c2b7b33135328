"""What expressions compute without asking anybody: agreed targets, clock durations, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_CLOCK = re.compile(r"(?:([0-9]+)h)?(?:([0-9]+)m)?")


def minutes(text: str) -> float:
    """A duration on the clock (`15m`, `4h`, `2h30m`) in minutes.

    Raises:
        ValueError: When the text is none: a span of the calendar has no length in minutes.
    """
    match = _CLOCK.fullmatch(text)
    if match is None or not text:
        raise ValueError(f"'{text}' is no duration on the clock such as 2h30m")
    return float(int(match[1] or 0) * 60 + int(match[2] or 0))


def date(text: str) -> dt.datetime:
    """The first instant of a day, or a day with a time (ISO 8601), in UTC.

    Raises:
        ValueError: When the text is neither.
    """
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise ValueError(f"'{text}' is no date such as 2027-03-31") from error


def has_target(agreement: Mapping[str, Any], metric: str, priority: float | None = None) -> bool:
    """Whether an agreement has a target for a metric, for every priority or the one given."""
    return bool(_bounds(agreement, metric, priority))


def target(agreement: Mapping[str, Any], metric: str, priority: float | None = None) -> float:
    """The agreed figure: per cent, a number, or minutes for times; of several, the weakest promise.

    A target without a priority holds for each of them.

    Raises:
        ValueError: When nothing is agreed.
    """
    bounds = _bounds(agreement, metric, priority)
    if not bounds:
        of = "" if priority is None else f" of priority {priority:g}"
        name = agreement.get("metadata", {}).get("name", "the agreement")
        raise ValueError(f"{name} has no target for {metric}{of}")
    highest = [figure for field, figure in bounds if field == "atMost"]
    return max(highest) if highest else min(figure for _, figure in bounds)


def _bounds(agreement: Mapping[str, Any], metric: str, priority: float | None) -> list[tuple[str, float]]:
    found = []
    for each in agreement.get("spec", {}).get("targets", ()):
        if each.get("metric") != metric or (
            priority is not None and each.get("priority", priority) != priority
        ):
            continue
        for field in ("atLeast", "atMost"):
            if field in each:
                bound = each[field]
                found.append((field, minutes(bound) if isinstance(bound, str) else float(bound)))
    return found
