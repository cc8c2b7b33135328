"""The states of a service, and its degrees of importance, in plain words."""

from __future__ import annotations

from itsm_as_code.model.vocabulary import LIVE, PHASE_TITLES, PIPELINE, STATE_PHASES

STATES = {
    "proposed": "An idea",
    "defined": "Being described",
    "approved": "Approved",
    "chartered": "Planned",
    "designed": "Being designed",
    "built": "Starting soon",
    "operational": "In use",
    "retiring": "Being retired",
    "retired": "No longer available",
}
"""Each state as a person would say it."""

CRITICALITIES = {
    "low": "low",
    "medium": "medium",
    "high": "high",
    "mission-critical": "mission-critical",
}


def group(state: str) -> str:
    """The group of a state by which people filter: `live`, `coming` or `gone`."""
    if state in LIVE:
        return "live"
    return "coming" if state in PIPELINE else "gone"


def phases(state: str) -> str:
    """The phases of its life that a service in a state is in: `Strategy and Relations`."""
    return " and ".join(PHASE_TITLES[phase] for phase in STATE_PHASES[state])
