"""What the judgement of a change says: type and risk, who has to agree and why, and whether it may go ahead.

Plain values, for reports, records and hosts.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from itsm_as_code.finding import Location
from itsm_as_code.transition.table import ChangeType, Outcome, Risk


class Source(enum.Enum):
    """Where an agreement was given."""

    HOST = "host"
    """On the git host, by somebody whom the host knows."""
    RECORD = "on record"
    """In the agreement itself, written down by somebody else and confirmed on the host."""
    AUTHOR = "author"
    """By proposing the change: whoever takes a role over in it agrees to that."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody has to agree, or why a change is refused.

    Attributes:
        row: Name of the row of the table.
        subject: The entity (canonical reference) or the file that it is about.
        text: What the change does, as a phrase.
        location: Where it stands, after the change or, where it is gone, before.
    """

    row: str
    subject: str
    text: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that counts.

    Attributes:
        by: Who agreed: a login, or on record a person's name.
        capacity: As what: `role:it-director`, or `deputy of role:it-director`.
        source: Where it was given.
        at: When (ISO 8601), as the host or the record says.
        commit: The commit that it is for; `None` on record.
        confirmed: For one on record: the login of whoever confirmed it on the host.
    """

    by: str
    capacity: str
    source: Source
    at: str
    commit: str | None = None
    confirmed: str | None = None


@dataclass(frozen=True, slots=True)
class Someone:
    """A person who can agree.

    Attributes:
        login: The login on the host; `None` without an account there.
        name: The name, where it is known.
    """

    login: str | None
    name: str | None

    def __str__(self) -> str:
        return f"{self.name} ({self.login})" if self.login and self.name else self.login or self.name or ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """An agreement that the change needs.

    Attributes:
        authorities: Who decides, any one of them, as canonical references.
        title: The same in words.
        capacity: As what they are asked: "owner of the service".
        reasons: Why.
        until: What the change is until then: held or refused.
        given: The agreement, once it counts.
        ask: The people who can give it.
        note: Why it is these people, or why nobody can.
    """

    authorities: tuple[str, ...]
    title: str
    capacity: tuple[str, ...]
    reasons: tuple[Reason, ...]
    until: Outcome
    given: Agreement | None
    ask: tuple[Someone, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a change may go ahead.

    Attributes:
        outcome: Pass, hold or refuse.
        type: Its type.
        risk: Its risk; `None` where it is administrative.
        reasons: The row of every fact, the gravest first.
        requirements: Every agreement that it needs, those that are missing first.
        refusals: What nobody's agreement mends.
        notes: What else is worth knowing: claims that do not count, approvals that do not count and why.
        enforced: Whether a missing agreement stands in its way (`gate.mode`).
        adoption: Whether the target has no `itsm.yaml` yet.
        emergency: The incident, where it is an emergency.
        review_due: The day by which an emergency is to be reviewed.
    """

    outcome: Outcome
    type: ChangeType
    risk: Risk | None
    reasons: tuple[Reason, ...]
    requirements: tuple[Requirement, ...]
    refusals: tuple[Reason, ...]
    notes: tuple[str, ...]
    enforced: bool
    adoption: bool
    emergency: str | None
    review_due: dt.date | None

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """The agreements that are still missing."""
        return tuple(each for each in self.requirements if each.given is None)

    @property
    def may_merge(self) -> bool:
        """Whether nothing stands in the way of a merge; the one thing that is an exit code of 0."""
        return self.outcome is Outcome.PASS or (self.outcome is Outcome.HOLD and not self.enforced)
