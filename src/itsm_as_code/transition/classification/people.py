"""Who answers for what: owners, customers, accountable roles, the holders of roles, the members of teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.common import Person
from itsm_as_code.model.role import Role
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.team import Team
from itsm_as_code.transition.classification.case import Ask, Case, Found, head_of, place_of, some, touching
from itsm_as_code.transition.table import HANDED_OVER, MEMBERSHIP

_ROLES = {
    "spec.owner": "owner",
    "spec.activities.accountable": "accountable role",
    "spec.approver": "approver",
    "spec.contact": "contact",
    "spec.head": "head",
    "spec.signatory": "signatory",
}
"""Fields that name a role by its bare name, and what the role is there."""

_STAKEHOLDERS = {"spec.customer": "customer", "spec.businessOwner": "business owner"}
"""Fields that name a stakeholder, and what it is there."""


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The rows of a change that hands something over."""
    if change.verb is not Verb.CHANGED:
        return
    for field, what in _ROLES.items():
        for fact in touching(change, field):
            asks = some(*_role(fact, what, change.ref), *_unnamed(fact, change, case))
            yield _handed_over(change, (fact,), what, asks, case)
    for field, what in _STAKEHOLDERS.items():
        for fact in touching(change, field):
            asks = some(*_stakeholder(fact, what, change, case), case.owner_of(change.before))
            yield _handed_over(change, (fact,), what, asks, case)
    if change.record.kind.name == "Role":
        yield from _holders(change, case)
    if change.record.kind.name == "Team":
        yield from _members(change, case)


def _handed_over(
    change: EntityChange, facts: tuple[FieldChange, ...], what: str, asks: tuple[Ask, ...], case: Case
) -> Found:
    fact = facts[0]
    before, after = (value if isinstance(value, str) else None for value in (fact.before, fact.after))
    text = f"hands over: its {what} is {after or 'nobody'} instead of {before or 'nobody'}"
    return Found(HANDED_OVER, change.ref, text, asks or (case.gate_owners(),), facts, place_of(facts))


def _role(fact: FieldChange, what: str, ref: str) -> Iterator[Ask]:
    for value, which in ((fact.before, "old"), (fact.after, "new")):
        if isinstance(value, str):
            yield Ask((f"role:{value}",), f"{which} {what} of {ref}")


def _unnamed(fact: FieldChange, change: EntityChange, case: Case) -> Iterator[Ask | None]:
    """The owner, where nobody was named before: whoever is named now does not decide that alone."""
    if not isinstance(fact.before, str):
        yield case.owner_of(change.before)


def _stakeholder(fact: FieldChange, what: str, change: EntityChange, case: Case) -> Iterator[Ask | None]:
    sla = change.ref if change.record.kind.name == "ServiceLevelAgreement" else None
    for value, which in ((fact.before, "old"), (fact.after, "new")):
        if isinstance(value, str):
            yield case.signatory(value, sla, f"{which} {what} of {change.ref}")


def _holders(change: EntityChange, case: Case) -> Iterator[Found]:
    """Who holds a role, deputises in it, or where it belongs: whoever held it, whoever is to hold it."""
    facts = touching(change, "spec.heldBy", "spec.deputy", "spec.within")
    if not facts or change.before is None:
        return
    old, new = (set(_people(side.parsed)) if side else set() for side in (change.before, change.after))
    asks = [Ask((change.ref,), f"holder of {change.ref} so far")]
    asks += [Ask((each,), f"new holder of {change.ref}", by_proposing=True) for each in sorted(new - old)]
    if not old:
        asks.append(_home(case.base, change.before.parsed) or case.gate_owners())
    text = "is held by others, deputised by others, or belongs elsewhere"
    yield Found(HANDED_OVER, change.ref, text, tuple(asks[1:] if not old else asks), facts, place_of(facts))


def _people(role: Any) -> Iterator[str]:
    if isinstance(role, Role):
        for holder in role.spec.held_by:
            if not isinstance(holder, Person):
                yield holder


def _home(catalog: Catalog, role: Any) -> Ask | None:
    home = role.spec.within if isinstance(role, Role) else None
    head = head_of(catalog, home.partition(":")[2]) if home and home.startswith("function:") else None
    return Ask((head,), f"head of {home}") if head else None


def _members(change: EntityChange, case: Case) -> Iterator[Found]:
    facts = touching(change, "spec.members", "spec.directory", "spec.functions")
    if facts and change.before is not None:
        asks = function_heads(case, _functions(change.before.parsed)) or (case.gate_owners(),)
        yield Found(
            MEMBERSHIP, change.ref, "has other members, or works elsewhere", asks, facts, place_of(facts)
        )


def _functions(team: Any) -> tuple[str, ...]:
    return team.spec.functions if isinstance(team, Team) else ()


def function_heads(case: Case, functions: Iterable[str]) -> tuple[Ask, ...]:
    """The heads of some functions, as far as they are known."""
    heads = ((function, head_of(case.base, function)) for function in functions)
    return some(*(Ask((head,), f"head of function:{function}") for function, head in heads if head))


def business_owner(case: Case, process: str) -> Ask | None:
    """Who answers to the business for a business process; its owner where nobody does."""
    record = case.base.find(BusinessProcess, process) or case.head.find(BusinessProcess, process)
    if record is None:
        return None
    owner = record.entity.spec.business_owner
    stakeholder = case.base.find(Stakeholder, owner)
    if stakeholder is None:
        return case.owner_of(record)
    role = stakeholder.entity.spec.signatory or stakeholder.entity.spec.contact
    return Ask((f"role:{role}",), f"business owner of {record.ref}") if role else case.owner_of(record)
