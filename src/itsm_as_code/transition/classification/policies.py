"""Policies and waivers: asked for more, asked for less, not held to.

What an evaluation of the old and the new rules over both catalogues brings to light comes in as `Effects`;
whatever could ask for less and was not evaluated counts as if it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from itsm_as_code.catalog.changes import ABSENT, EntityChange, FieldChange, Verb
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Ask, Case, Found, place_of, plain, some, touching
from itsm_as_code.transition.table import POLICY_TIGHTENED, POLICY_WEAKENED, WAIVER

_ENFORCEMENT = ("advisory", "mandatory", "strict")
_HELD_TO = ("spec.statements", "spec.params", "spec.rules", "spec.tests", "spec.manual", "metadata.name")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Effects:
    """What changed rules let through or stop, found by judging both catalogues by the old and the new rules.

    Attributes:
        allowed: Policy (canonical reference) to the entities that it newly lets through.
        refused: Policy to the entities that it newly stops.
    """

    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def judge(change: EntityChange, case: Case, effects: Effects) -> Iterator[Found]:
    """The rows of a policy or a waiver."""
    if change.record.kind.name == "Waiver":
        yield from _waiver(change, case)
    elif change.record.kind.name == "Policy":
        yield from _policy(change, case, effects)


def _policy(change: EntityChange, case: Case, effects: Effects) -> Iterator[Found]:
    both = _both(change, case)
    owner = some(case.owner_of(change.record))
    allowed = effects.allowed.get(change.ref, ())
    refused = effects.refused.get(change.ref, ())
    stops = f"; it newly stops {some_of(refused, _MOST)}" if refused else ""
    if change.verb is Verb.CREATED:
        yield Found(POLICY_TIGHTENED, change.ref, f"is a new policy{stops}", owner)
        return
    if change.verb is Verb.DELETED:
        yield Found(POLICY_WEAKENED, change.ref, "is deleted", both)
        return
    if change.verb is Verb.RENAMED:
        yield Found(POLICY_WEAKENED, change.ref, f"was called {change.was}, and so were its rules", both)
        return
    facts = touching(change, *_HELD_TO)
    weaker = [(fact, why) for fact in facts if (why := _weaker(fact))]
    if weaker or allowed:
        lets = [f"lets through {some_of(allowed, _MOST)}"] if allowed else []
        text = some_of([*dict.fromkeys(why for _, why in weaker), *lets], _MOST + 1)
        chosen = tuple(fact for fact, _ in weaker) or facts
        yield Found(POLICY_WEAKENED, change.ref, text, both, chosen, place_of(chosen))
    stronger = tuple(fact for fact in facts if fact not in [each for each, _ in weaker])
    if stronger:
        text = f"asks for more: {some_of([fact.field for fact in stronger], _MOST)}{stops}"
        yield Found(POLICY_TIGHTENED, change.ref, text, owner, stronger, place_of(stronger))


def _both(change: EntityChange, case: Case) -> tuple[Ask, ...]:
    record = change.before or change.record
    approver = record.parsed.spec.approver if isinstance(record.parsed, Policy) else None
    owner = case.owner_of(record)
    asked = Ask((f"role:{approver}",), f"approver of {record.ref}") if approver else None
    control = Ask(owner.authorities, f"control owner of {record.ref}") if owner else None
    return some(asked, control)


def _weaker(fact: FieldChange) -> str | None:
    """How a fact about a policy asks for less, or may; `None` where it only adds something."""
    name = plain(fact)
    added = fact.before is ABSENT
    if name == "spec.rules.enforcement.":
        # Left out, a rule is mandatory.
        before, after = ("mandatory" if value is ABSENT else value for value in (fact.before, fact.after))
        ranks = [_ENFORCEMENT.index(value) if value in _ENFORCEMENT else 0 for value in (before, after)]
        return f"lowers the enforcement of {fact.field} to {after}" if ranks[1] < ranks[0] else None
    if added and name in ("spec.rules.", "spec.tests.", "spec.statements."):
        return None
    if name.startswith(("spec.rules.message.", "spec.rules.messageExpression.", "spec.rules.at.")):
        return None
    if name.startswith(("spec.rules.expression.", "spec.rules.variables.")):
        return f"changes the expression of {fact.field}"
    return f"{'removes' if fact.after is ABSENT else 'changes'} {fact.field}"


def _waiver(change: EntityChange, case: Case) -> Iterator[Found]:
    if change.verb is Verb.DELETED:
        return
    record = change.record
    facts = touching(change, "spec.rule", "spec.scope", "spec.granted", "spec.expires", "spec.approvedBy")
    if change.verb is Verb.CREATED:
        text = "is a new waiver"
    elif change.verb is Verb.RENAMED:
        text = "is a waiver under another name"
    elif facts and not all(_narrower(fact) for fact in facts):
        text = f"widens or prolongs the waiver: {some_of([fact.field for fact in facts], _MOST)}"
    else:
        return
    yield Found(WAIVER, change.ref, text, approver(record.parsed, case), facts, place_of(facts))


def _narrower(fact: FieldChange) -> bool:
    name = plain(fact)
    if name == "spec.scope.":
        return fact.after is ABSENT
    if name == "spec.expires.":
        return str(fact.after) < str(fact.before)
    return False


def approver(waiver: Any, case: Case) -> tuple[Ask, ...]:
    """Whoever grants a waiver, unless they own something in its scope."""
    if not isinstance(waiver, Waiver):
        return (case.gate_owners(),)
    owners = [case.owner_of_ref(ref) for ref in waiver.spec.scope]
    barred = tuple(dict.fromkeys(role for each in owners if each for role in each.authorities))
    authority = waiver.spec.approved_by
    return (Ask((authority,), f"approver of waiver:{waiver.metadata.name}", barred=barred),)
