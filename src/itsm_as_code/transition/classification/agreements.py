"""Agreements: made, renewed, tightened, loosened, ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import covered, in_force
from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.team import Team
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Ask, Case, Found, place_of, plain, some
from itsm_as_code.transition.classification.people import function_heads
from itsm_as_code.transition.classification.promises import Difference, Side, differences, renewed
from itsm_as_code.transition.table import (
    CONTRACT_CHANGED,
    CONTRACT_LOOSENED,
    OLA_CHANGED,
    OLA_LOOSENED,
    SLA_LOOSENED,
    SLA_MADE,
    SLA_TIGHTENED,
    Row,
)

_ROWS: dict[str, tuple[Row, Row]] = {
    "ServiceLevelAgreement": (SLA_TIGHTENED, SLA_LOOSENED),
    "OperationalLevelAgreement": (OLA_CHANGED, OLA_LOOSENED),
    "UnderpinningContract": (CONTRACT_CHANGED, CONTRACT_LOOSENED),
}
"""The rows of each kind: where it promises no less, and where it promises less."""

_ELSEWHERE = ("metadata.", "spec.owner.", "spec.customer.", "spec.lastReview.", "spec.nextReview.")
"""Facts of agreements that are no part of the promise."""

_Part = tuple[EntityChange, tuple[FieldChange, ...]]
"""A change of an agreement, and the facts that are about its promise."""

_MOST = 4
"""How many differences a reason names."""


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The rows of an agreement."""
    kind = change.record.kind.name
    if kind not in AGREEMENT_KINDS or not change.record.is_typed:
        return
    same, less = _ROWS[kind]
    if change.verb is Verb.CREATED:
        row = SLA_MADE if kind == "ServiceLevelAgreement" else same
        yield Found(
            row, change.ref, "is a new agreement", asks_of(change.before or change.record, case, row, ())
        )
    elif change.verb is Verb.DELETED:
        spec: AgreementSpec = change.record.entity.spec
        if in_force(spec, case.today) or spec.valid_from > case.today:
            yield Found(less, change.ref, "is deleted before its end", asks_of(change.record, case, less, ()))
    elif change.verb is Verb.CHANGED:
        yield from _changed(change, case, same, less)


def _changed(change: EntityChange, case: Case, same: Row, less: Row) -> Iterator[Found]:
    facts = tuple(fact for fact in change.fields if not plain(fact).startswith(_ELSEWHERE))
    if not facts or change.before is None or change.after is None:
        return
    part = change, facts
    if not change.before.is_typed:
        yield _found(less, case, "could not be read before", (), part)
        return
    sides = Side(case.base, change.before), Side(case.head, change.after)
    found = tuple(differences(*sides, case.today))
    worse = tuple(each for each in found if each.less)
    if worse:
        yield _found(less, case, _told(worse), _concerned(worse), part)
    longer = renewed(sides[0].spec, sides[1].spec)
    if longer and same is SLA_TIGHTENED:
        yield _found(SLA_MADE, case, "holds for longer", (), part)
    better = tuple(each for each in found if not each.less)
    recorded = all(plain(fact).startswith("spec.approvals.") for fact in facts)
    if (better or not (worse or longer)) and not recorded:
        text = _told(better) or f"reads differently: {some_of([fact.field for fact in facts], _MOST)}"
        yield _found(same, case, text, _concerned(better), part)


def _told(found: Sequence[Difference]) -> str:
    return some_of(list(dict.fromkeys(each.text for each in found)), _MOST)


def _concerned(found: Iterable[Difference]) -> tuple[str, ...]:
    """The covered entities that some differences are about; empty where one is about all."""
    refs = [each.refs for each in found]
    return tuple(dict.fromkeys(ref for each in refs for ref in each)) if all(refs) else ()


def _found(row: Row, case: Case, text: str, refs: tuple[str, ...], part: _Part) -> Found:
    change, facts = part
    asks = asks_of(change.before or change.record, case, row, refs)
    return Found(row, change.ref, text, asks, facts, place_of(facts))


def rows_of(agreement: Record[Any]) -> tuple[Row, Row]:
    """The rows of an agreement: where it promises no less, and where it promises less."""
    return _ROWS[agreement.kind.name]


def asks_of(record: Record[Any], case: Case, row: Row, refs: tuple[str, ...]) -> tuple[Ask, ...]:
    """Who has to agree to a row about an agreement.

    Args:
        record: The agreement, as it is on the target where it is there.
        case: The change.
        row: The row.
        refs: The covered entities that it is about; all when empty.
    """
    refs = refs or covered(record)
    entity = record.parsed
    owner = case.owner_of(record)
    providers = [case.owner_of_ref(ref) for ref in refs]
    if isinstance(entity, ServiceLevelAgreement):
        manager = Ask(owner.authorities, f"service level manager of {record.ref}") if owner else None
        customer = entity.spec.customer
        signatory = case.signatory(customer, record.ref, f"signatory of the customer {customer}")
        if row is SLA_MADE:
            return some(signatory, manager)
        provided = [
            Ask(each.authorities, f"provider of {ref}", each.on_record)
            for ref, each in zip(refs, providers, strict=True)
            if each
        ]
        return some(signatory if row is SLA_LOOSENED else None, *provided, manager)
    if isinstance(entity, OperationalLevelAgreement):
        team = case.base.find(Team, entity.spec.team)
        heads = function_heads(case, team.entity.spec.functions) if team else ()
        return some(*(heads or (owner,)), *providers)
    if row is CONTRACT_LOOSENED:
        short = [case.owner_of_ref(ref) for ref in case.newly_short if ref.startswith("sla:")]
        return some(owner, *short)
    return some(owner)
