"""Which profile suits an organisation, and why: services are tailored to size, maturity and culture."""

from __future__ import annotations

from dataclasses import dataclass

from itsm_as_code.model.vocabulary import PROFILES, Profile
from itsm_as_code.text import count


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an organisation; nothing has to be.

    Attributes:
        staff: How many people work there.
        sites: At how many places.
        devices: With how many devices.
        maturity: 0 (no service management yet) to 5 (it improves itself).
        culture: How much people rely on written rules: `informal`, `balanced` or `formal`.
    """

    staff: int | None = None
    sites: int | None = None
    devices: int | None = None
    maturity: int | None = None
    culture: str | None = None


CULTURES = ("informal", "balanced", "formal")
"""How much people rely on written rules, the least first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile with the reasons for it, as sentences."""

    profile: Profile
    reasons: tuple[str, ...]


_Reason = tuple[int, str]
"""A rank of `PROFILES`, and the sentence that asks for it or allows no more."""


def propose(facts: Facts) -> Proposal:
    """The profile that suits an organisation.

    Its size says how much has to be written down; its maturity and culture say how much of that it can carry
    from the first day. The lesser of the two is proposed: a profile can grow, and rules that nobody keeps
    teach people to ignore the others.
    """
    needs, bears = _needs(facts), _bears(facts)
    need = max((rank for rank, _ in needs), default=0)
    limit = min((rank for rank, _ in bears), default=1)
    rank = min(need, limit)
    deciding = [reason for found, reason in needs if found == need and need <= limit]
    deciding += [reason for found, reason in bears if found == limit and limit <= need]
    if not deciding:
        deciding = [_MODEST if needs else _UNKNOWN]
    return Proposal(_PROFILES[rank], tuple(deciding))


_PROFILES: tuple[Profile, ...] = ("starter", "standard", "regulated")
assert _PROFILES == PROFILES

_UNKNOWN = "The size of the organisation is not known, and starter asks least."
_MODEST = "Maturity and culture are not known, and standard is enough to begin with."


def _needs(facts: Facts) -> list[_Reason]:
    """How much the size of an organisation asks for."""
    found = []
    if facts.staff is not None:
        people = count(facts.staff, "person works", "people work")
        found.append(
            _graded(
                facts.staff,
                (50, 1000),
                f"{people} here: everybody knows whom to ask, so little has to be written down.",
                f"{people} here: not everybody knows everybody, so promises have to be written down.",
                f"{people} here: nobody can overlook it all, so evidence has to stand in for trust.",
            )
        )
    if facts.sites is not None:
        places = count(facts.sites, "place")
        found.append(
            _graded(
                facts.sites,
                (3, 25),
                f"The work is done at {places}, so people can talk.",
                f"The work is done at {places}, so agreements must travel better than talk does.",
                f"The work is done at {places}, so everything must be found without asking.",
            )
        )
    if facts.devices is not None:
        devices = count(facts.devices, "device")
        found.append(
            _graded(
                facts.devices,
                (150, 3000),
                f"{devices} can be kept in mind.",
                f"{devices} need records, processes and somebody who answers for them.",
                f"{devices} need controls that somebody can prove.",
            )
        )
    return found


def _bears(facts: Facts) -> list[_Reason]:
    """How much an organisation can carry from the first day."""
    found = []
    if facts.maturity is not None:
        found.append(
            _graded(
                facts.maturity,
                (2, 4),
                f"Maturity {facts.maturity} of 5: begin with little, and keep it.",
                f"Maturity {facts.maturity} of 5: processes exist, and the rules can hold people to them.",
                f"Maturity {facts.maturity} of 5: people are used to showing that they keep the rules.",
            )
        )
    if facts.culture == "informal":
        found.append(
            (1, "The culture is informal: more than the standard rules would be written for nobody.")
        )
    elif facts.culture == "formal":
        found.append((2, "The culture is formal: people expect that rules are kept and proved."))
    elif facts.culture is not None:
        found.append((2, "The culture is balanced: written rules are accepted where they help."))
    return found


def _graded(value: int, bounds: tuple[int, int], *reasons: str) -> _Reason:
    """The rank of a value, and the reason that goes with it."""
    rank = sum(value >= bound for bound in bounds)
    return rank, reasons[rank]
