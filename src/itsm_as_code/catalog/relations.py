"""What each reference means, in both directions, and which way a change travels along it.

A relation is written once, on one side; its inverse is derived here. The wording follows ITIL 4.
"""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass

from itsm_as_code.model.kinds import ReferenceField


class Impact(enum.Enum):
    """Who feels it when one end of a relation changes."""

    SOURCE = "source"
    """The holder of the reference depends on what it names: a service on what it requires."""
    TARGET = "target"
    """What is named depends on the holder: a business process on the service that enables it."""
    NONE = "none"
    """Neither: responsibility and classification carry no impact."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The meaning of one reference field.

    Attributes:
        forward: Read from the holder: "requires".
        inverse: Read from what is named: "is required by".
        impact: Who feels a change.
    """

    forward: str
    inverse: str
    impact: Impact = Impact.NONE


_S, _T, _N = Impact.SOURCE, Impact.TARGET, Impact.NONE

_BY_FIELD: dict[str, Relation] = {
    "owner": Relation("is owned by", "owns"),
    "featured": Relation("features", "is featured by"),
    "supports": Relation("supports", "is supported by", _T),
    "businessOwner": Relation("answers to", "answers for"),
    "serves": Relation("serves", "is served by"),
    "enables": Relation("enables", "is enabled by", _T),
    "requires": Relation("requires", "is required by", _S),
    "uses": Relation("uses", "is used by", _S),
    "users": Relation("is used by", "uses", _T),
    "provider": Relation("is provided by", "provides"),
    "replacedBy": Relation("is replaced by", "replaces"),
    "customer": Relation("is agreed with", "has agreed", _T),
    "services": Relation("promises", "is promised by", _S),
    "team": Relation("is agreed with", "has agreed"),
    "supplier": Relation("is agreed with", "has agreed"),
    "covers": Relation("covers", "is covered by", _T),
    "costShares": Relation("shares its cost with", "bears a share of"),
    "hours": Relation("keeps the hours of", "sets the hours of", _S),
    "serviceHours": Relation("is delivered in the hours of", "sets the service hours of", _S),
    "supportHours": Relation("is supported in the hours of", "sets the support hours of", _S),
    "maintenance": Relation("is maintained in", "sets the maintenance of", _S),
    "role": Relation("is approved by", "approves"),
    "recordedBy": Relation("has approvals recorded by", "records approvals of"),
    "to": Relation("escalates to", "takes escalations of", _S),
    "for": Relation("sets a target for", "has a target in"),
    "leadsTo": Relation("leads callers to", "takes the calls of"),
    "askedBy": Relation("has requests asked by", "asks the questions of"),
    "agreedBy": Relation("has orders agreed by", "agrees to orders of"),
    "procedure": Relation("follows", "is followed by", _S),
    "agreement": Relation("reports on", "is reported in"),
    "concerns": Relation("concerns", "is concerned by"),
    "contact": Relation("is contacted through", "is the contact for"),
    "signatory": Relation("signs through", "signs for"),
    "partOf": Relation("is part of", "has as a part", _T),
    "head": Relation("is headed by", "heads"),
    "coordinates": Relation("coordinates", "is coordinated by"),
    "within": Relation("belongs to", "has the role"),
    "heldBy": Relation("is held by", "holds"),
    "deputy": Relation("is deputised by", "deputises for"),
    "functions": Relation("works in", "has the team"),
    "members": Relation("has the member", "is a member of"),
    "objectives": Relation("serves the objective", "is served by the policy", _T),
    "approver": Relation("is approved by", "approves"),
    "overrideBy": Relation("may be overridden by", "may override"),
    "function": Relation("is answered for by", "answers for"),
    "implements": Relation("implements", "is implemented by", _S),
    "consumes": Relation("consumes", "is consumed by"),
    "produces": Relation("produces", "is produced by"),
    "responsible": Relation("makes responsible", "is responsible in"),
    "accountable": Relation("makes accountable", "is accountable in"),
    "consulted": Relation("consults", "is consulted in"),
    "informed": Relation("informs", "is informed in"),
    "realises": Relation("realises", "is realised by", _T),
    "restores": Relation("restores", "is restored by", _T),
    "by": Relation("is carried out by", "carries out"),
    "item": Relation("works on", "is worked on in"),
    "meaning": Relation("is defined by", "defines"),
    "appliesTo": Relation("applies to", "is subject to", _T),
    "entities": Relation("matches", "is matched by"),
    "authority": Relation("is authorised by", "authorises"),
    "scope": Relation("has in scope", "is in the scope of"),
    "requestedBy": Relation("was requested by", "requested"),
    "approvedBy": Relation("was approved by", "approved"),
    "risk": Relation("accepts the risk", "is accepted by"),
}

_BY_KIND_AND_FIELD: dict[tuple[str, str], Relation] = {
    ("Process", "serves"): Relation("serves", "is served by the process", _T),
    ("ChangeModel", "by"): Relation("was reviewed by", "reviewed"),
    ("Stakeholder", "escalation"): Relation("is escalated to", "takes escalations of"),
}


def relation(kind: str, field: ReferenceField) -> Relation:
    """The meaning of a reference field.

    Args:
        kind: Name of the kind that holds it (`"Service"`).
        field: The field of the model.
    """
    name = field_name(field)
    return _BY_KIND_AND_FIELD.get((kind, name)) or _BY_FIELD[name]


@functools.cache
def field_name(field: ReferenceField) -> str:
    """The field's own name: the last key of its path that is written in the files.

    Members of a group and processes written as a mapping count as the list that they stand in.
    """
    keys = [step for step in field.path if step not in ("[]", "{key}")]
    if len(keys) > 2 and (keys[-2], keys[-1]) in (("requires", "of"), ("enables", "process")):
        return keys[-2]
    return keys[-1]
