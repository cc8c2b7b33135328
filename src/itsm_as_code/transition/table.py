"""The table of changes: what each sort of change is, and what it is until whoever has to agree has agreed.

This is the whole of the judgement in one place. Who has to agree, and which facts make a row, stand in the
modules of `itsm_as_code.transition.classification`, one for each theme.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class ChangeType(enum.Enum):
    """The type of a change (ITIL 4: change enablement)."""

    ADMINISTRATIVE = "administrative"
    STANDARD = "standard"
    NORMAL = "normal"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """The strictest is the highest; an emergency is no stricter, but another way."""
        return list(ChangeType).index(self)


class Risk(enum.Enum):
    """How much can go wrong."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """The highest risk is the highest."""
        return list(Risk).index(self)


class Outcome(enum.Enum):
    """Whether a change may go ahead."""

    PASS = "pass"
    HOLD = "hold"
    REFUSE = "refuse"

    @property
    def rank(self) -> int:
        """The gravest is the highest."""
        return list(Outcome).index(self)


class Apart(enum.Enum):
    """A theme whose changes go into a pull request of their own."""

    GATE = "the gate"
    POLICY = "policies"


@dataclass(frozen=True, slots=True)
class Row:
    """One sort of change.

    Attributes:
        name: What it is called in reports for programs.
        what: What it is, in words.
        agree: Who has to agree, in words.
        type: The type of change; `None` where it is refused whatever it is.
        risk: The risk, where the row tells.
        until: What the change is until whoever has to agree has agreed.
        apart: The theme, where it goes into a pull request of its own.
        lasting: Whether it stands even in an emergency.
    """

    name: str
    what: str
    agree: str
    type: ChangeType | None
    risk: Risk | None
    until: Outcome
    apart: Apart | None = None
    lasting: bool = False


_A, _S, _N = ChangeType.ADMINISTRATIVE, ChangeType.STANDARD, ChangeType.NORMAL
_L, _M, _H = Risk.LOW, Risk.MEDIUM, Risk.HIGH
_PASS, _HOLD, _REFUSE = Outcome.PASS, Outcome.HOLD, Outcome.REFUSE

_PROVIDERS = "the service's owner, the service level manager"

ADMINISTRATIVE = Row(
    "administrative",
    "Contact data, words to find things by, review dates, plain prose",
    "nobody",
    _A,
    None,
    _PASS,
)
PEER = Row(
    "administrative-peer",
    "The same, where `gate.peer` asks for a second pair of eyes",
    "any one person but the author",
    _A,
    None,
    _HOLD,
)
STANDARD = Row(
    "standard",
    "Fits a standard change model that is on the target already, is in order and whose risk is low",
    "nobody: the model is authorised in advance",
    _S,
    _L,
    _PASS,
)
NEW_PIPELINE_SERVICE = Row(
    "new-pipeline-service", "A new service of the pipeline", "its owner", _N, _L, _HOLD
)
CHARTER = Row(
    "charter",
    "A step of the pipeline on the way from proposed to chartered",
    "the head of the IT Steering Group, else the change authority",
    _N,
    _M,
    _HOLD,
)
PIPELINE_STEP = Row("pipeline-step", "Another step of the pipeline", "the owner", _N, _L, _HOLD)
ADOPTED = Row(
    "adopted",
    "A service that was live before the repository is recorded (`adopted`)",
    "its owner",
    _N,
    _M,
    _HOLD,
)
GO_LIVE = Row(
    "go-live",
    "Go-live, transfer to another provider, retirement; a service that is created live",
    "the owner, the customers, the change authority",
    _N,
    _H,
    _HOLD,
)
STILL_NEEDED = Row(
    "still-needed",
    "Retired or deleted while something that is live needs it, or anything refers to it",
    "nobody can",
    None,
    None,
    _REFUSE,
)
FORBIDDEN_STEP = Row(
    "forbidden-step",
    "A state that does not follow the last; a live service deleted",
    "nobody can",
    None,
    None,
    _REFUSE,
)
SLA_TIGHTENED = Row(
    "sla-tightened", "An SLA promises more, or otherwise reads differently", _PROVIDERS, _N, _M, _HOLD
)
SLA_LOOSENED = Row(
    "sla-loosened",
    "An SLA promises less: a target, hours, scope, remedy or notice, or an earlier end",
    "the customer's signatory, " + _PROVIDERS,
    _N,
    _H,
    _HOLD,
)
SLA_MADE = Row(
    "sla-made",
    "An SLA is created or renewed",
    "the customer's signatory, the service level manager",
    _N,
    _M,
    _HOLD,
)
OLA_CHANGED = Row(
    "ola-changed", "An OLA is created or changed", "the team's and the services' owners", _N, _M, _HOLD
)
OLA_LOOSENED = Row(
    "ola-loosened", "An OLA promises less", "the team's and the services' owners", _N, _H, _HOLD
)
CONTRACT_CHANGED = Row("contract-changed", "A contract is created or changed", "its owner", _N, _M, _HOLD)
CONTRACT_LOOSENED = Row(
    "contract-loosened",
    "A contract promises less",
    "its owner, and the owners of the SLAs that newly fall short",
    _N,
    _H,
    _HOLD,
)
HANDED_OVER = Row(
    "handed-over",
    "Another owner, customer, accountable role, signatory or holder of a role",
    "the old and the new",
    _N,
    _H,
    _HOLD,
)
MEMBERSHIP = Row(
    "membership", "Another membership of a team", "the head of the team's function", _N, _M, _HOLD
)
REQUIREMENT = Row("requirement", "A requirement is added, removed or regrouped", "both owners", _N, _M, _HOLD)
REQUIREMENT_BREAKS = Row(
    "requirement-breaks",
    "The same, and a promise can newly not be kept",
    "both owners",
    _N,
    _H,
    _HOLD,
)
BUSINESS = Row(
    "business",
    "Criticality, tolerable downtime, hours, warranty, an objective, a business process",
    "the business owner, the owners of the services under it",
    _N,
    _M,
    _HOLD,
)
PROCEDURE = Row(
    "procedure",
    "A procedure's steps; its last test no longer counts",
    "the owner of the process",
    _N,
    _L,
    _HOLD,
)
POLICY_TIGHTENED = Row("policy-tightened", "A policy asks for more", "its owner", _N, _M, _HOLD, lasting=True)
POLICY_WEAKENED = Row(
    "policy-weakened",
    "A policy asks for less, or may: enforcement, match, parameter, rule, test, expression or statement; or "
    "something is newly allowed",
    "its approver, its owner",
    _N,
    _H,
    _HOLD,
    Apart.POLICY,
    lasting=True,
)
WAIVER = Row(
    "waiver",
    "A waiver is added, widened or prolonged; it counts from the merge on",
    "its approver, who owns nothing in its scope",
    _N,
    _H,
    _HOLD,
    lasting=True,
)
GATE = Row(
    "gate",
    "`itsm.yaml`, the profile, freezes, change models, CI, CODEOWNERS, `.gitattributes`, the tool's version",
    "one of the gate owners",
    _N,
    _H,
    _HOLD,
    Apart.GATE,
    lasting=True,
)
ADOPTION = Row(
    "adoption", "The target has no `itsm.yaml` yet", "one of the gate owners of the change", _N, _H, _HOLD
)
RENAMED = Row("renamed", "Renamed, with every reference, or moved", "the owner", _N, _L, _HOLD)
FROZEN = Row(
    "frozen",
    "Inside a freeze that applies, unless it is administrative or an emergency",
    "the owner of the freeze",
    _N,
    None,
    _REFUSE,
)
EMERGENCY = Row(
    "emergency",
    "`Change-Type: emergency` with an incident; to be reviewed within seven days",
    "one emergency authority, in place of all others but those of policies, waivers and the gate",
    ChangeType.EMERGENCY,
    _H,
    _HOLD,
)
OTHER = Row("other", "Any other valid change", "the owner", _N, _L, _HOLD)
OTHER_LIVE = Row("other-live", "The same, where something live rests on it", "the owner", _N, _M, _HOLD)
OVERRIDE = Row(
    "override",
    "A mandatory rule of a policy is broken that somebody may override",
    "whoever may override the rule",
    _N,
    _H,
    _REFUSE,
    lasting=True,
)
UNREADABLE = Row(
    "unreadable",
    "What cannot be read, parsed, merged or judged in time; any new error",
    "nobody can",
    None,
    None,
    _REFUSE,
)
MIXED = Row(
    "mixed",
    "A change of policies or of the gate together with other changes",
    "nobody can: a pull request of its own is needed",
    None,
    None,
    _REFUSE,
)

ROWS: tuple[Row, ...] = (
    ADMINISTRATIVE,
    PEER,
    STANDARD,
    NEW_PIPELINE_SERVICE,
    CHARTER,
    PIPELINE_STEP,
    ADOPTED,
    GO_LIVE,
    STILL_NEEDED,
    FORBIDDEN_STEP,
    SLA_TIGHTENED,
    SLA_LOOSENED,
    SLA_MADE,
    OLA_CHANGED,
    OLA_LOOSENED,
    CONTRACT_CHANGED,
    CONTRACT_LOOSENED,
    HANDED_OVER,
    MEMBERSHIP,
    REQUIREMENT,
    REQUIREMENT_BREAKS,
    BUSINESS,
    PROCEDURE,
    POLICY_TIGHTENED,
    POLICY_WEAKENED,
    WAIVER,
    GATE,
    ADOPTION,
    RENAMED,
    FROZEN,
    EMERGENCY,
    OTHER,
    OTHER_LIVE,
    OVERRIDE,
    UNREADABLE,
    MIXED,
)
"""Every row, in the order in which people read them."""
