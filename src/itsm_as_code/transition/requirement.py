"""Who has to agree to a change, why, and whether they have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.agreement import Approval as Recorded
from itsm_as_code.text import all_of, any_of
from itsm_as_code.transition.approving import Given
from itsm_as_code.transition.classification.case import PEER, Ask, Case, Found
from itsm_as_code.transition.holders import Directory, People, Step
from itsm_as_code.transition.table import Outcome
from itsm_as_code.transition.verdict import Agreement, Reason, Requirement, Source

CONFIRMING = ("customer-management", "delivery-management")
"""The functions whose people confirm what customers and suppliers agreed to elsewhere."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One or several asks of the same people."""

    asks: tuple[Ask, ...]
    reasons: tuple[Reason, ...]
    until: Outcome

    @property
    def on_record(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for ask in self.asks for ref in ask.on_record))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of an ask."""

    given: Agreement | None
    ask: tuple[str, ...] = ()
    note: str | None = None


def reason_of(found: Found) -> Reason:
    """A row, as a reason."""
    return Reason(found.row.name, found.subject, found.text, found.location)


def requirements(
    found: Iterable[Found], case: Case, given: Given, people: Directory
) -> tuple[Requirement, ...]:
    """Every agreement that the rows of a change ask for, each authority once, those that are missing first.

    Args:
        found: The rows.
        case: The change.
        given: What was given.
        people: The people of the target.
    """
    asked = [_requirement(each, case, given, people) for each in _merged(found)]
    return tuple(sorted(asked, key=lambda each: (each.given is not None, -each.until.rank)))


def _merged(found: Iterable[Found]) -> Iterator[_Asked]:
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[Ask, Found]]] = {}
    for each in found:
        for ask in each.asks:
            groups.setdefault((ask.authorities, ask.barred), []).append((ask, each))
    for pairs in groups.values():
        yield _Asked(
            tuple(dict.fromkeys(ask for ask, _ in pairs)),
            tuple(dict.fromkeys(reason_of(each) for _, each in pairs)),
            max((each.row.until for _, each in pairs), key=lambda outcome: outcome.rank),
        )


def _requirement(asked: _Asked, case: Case, given: Given, people: Directory) -> Requirement:
    answer = _answer(asked, case, given, people)
    first = asked.asks[0]
    return Requirement(
        first.authorities,
        any_of([_title(case, authority) for authority in first.authorities]),
        tuple(dict.fromkeys(ask.capacity for ask in asked.asks)),
        asked.reasons,
        asked.until,
        answer.given,
        tuple(people.someone(each) for each in answer.ask),
        answer.note,
    )


def _title(case: Case, authority: str) -> str:
    if authority == PEER:
        return "anybody else who may write here"
    record = case.base.get(authority) or case.head.get(authority)
    return record.title if record is not None else authority.partition(":")[2]


def _answer(asked: _Asked, case: Case, given: Given, people: Directory) -> _Answer:
    first = asked.asks[0]
    if all(ask.by_proposing for ask in asked.asks):
        login = first.authorities[0].partition(":")[2]
        if login.casefold() in given.proposers:
            return _Answer(Agreement(login, first.authorities[0], Source.AUTHOR, "", given.commit))
    if PEER in first.authorities:
        return _peer(given)
    barred = {login.casefold() for role in first.barred for login in people.people(role).logins}
    answers = [_by_authority(each, asked, barred, case, given, people) for each in first.authorities]
    counted = next((each for each in answers if each.given is not None), None)
    if counted is not None:
        return counted
    ask = tuple(dict.fromkeys(login for each in answers for login in each.ask))
    notes = dict.fromkeys(each.note for each in answers if each.note and (not ask or each.ask))
    return _Answer(None, ask, " ".join(notes) or None)


def _peer(given: Given) -> _Answer:
    for login, approval in given.counting.items():
        if given.may_decide(login):
            return _Answer(_agreement(approval.identity, PEER, given))
    return _Answer(None, (), "Anybody who may write here and took no part in the change will do.")


def _by_authority(  # noqa: PLR0911, PLR0917 (each way out is one answer to one question)
    authority: str, asked: _Asked, barred: Collection[str], case: Case, given: Given, people: Directory
) -> _Answer:
    """Walk from the holders to the deputies to the head of the function, no further than needed."""
    notes: list[str] = []
    somebody = False
    for step in people.way(authority):
        if asked.on_record and step.people:
            recorded = _on_record(authority, asked.on_record, step, case, given, people)
            if recorded.given is not None or step.people.names:
                return _noted(recorded, notes)
        free = [each for each in step.people.logins if each.casefold() not in barred]
        able = [each for each in free if given.may_decide(each)]
        agreed = next((each for each in able if each.casefold() in given.counting), None)
        if agreed is not None:
            return _noted(_Answer(_agreement(agreed, step.capacity, given)), notes)
        named = [each for each in free if each.casefold() not in given.proposers and each not in able]
        if able:
            return _noted(_Answer(None, tuple(able)), notes)
        if named:
            # Names in commits are claims: they bar, and yet they do not hand the decision to anybody else.
            why = f"The commits name {all_of(named)} as an author or committer."
            return _Answer(None, (), " ".join([*notes, why, "Take those commits out of the change."]))
        somebody = somebody or bool(step.people)
        notes.append(_why_further(step, barred))
    if not somebody:
        return _orphaned(authority, asked, case, given, people)
    if asked.on_record:
        return _Answer(None, (), " ".join(notes))
    advice = f"Name a deputy of {authority} with an account, who took no part."
    return _Answer(None, (), " ".join([*notes, advice]))


def _noted(answer: _Answer, notes: Sequence[str]) -> _Answer:
    text = " ".join([*notes, *([answer.note] if answer.note else [])])
    return _Answer(answer.given, answer.ask, text or None)


def _why_further(step: Step, barred: Collection[str]) -> str:
    """Why nobody of a step decides."""
    logins, names = step.people.logins, step.people.names
    if not step.people:
        return "There is no deputy." if step.capacity.startswith("deputy") else "Nobody holds it."
    if logins and all(each.casefold() in barred for each in logins):
        return f"{all_of(logins)} {'answers' if len(logins) == 1 else 'answer'} for what it is about."
    if logins:
        return f"{all_of(logins)} proposed the change."
    return f"{all_of(names)} {'has' if len(names) == 1 else 'have'} no account on the host."


def _orphaned(authority: str, asked: _Asked, case: Case, given: Given, people: Directory) -> _Answer:
    """What nobody holds on the target is for the gate owners, unless it is they who are meant."""
    owners = case.gate_owners()
    note = f"Nobody holds {authority} on the target, so the gate owners decide."
    if asked.on_record or authority in owners.authorities:
        return _Answer(None, (), f"Nobody holds {authority} on the target.")
    answer = _answer(_Asked((owners,), (), asked.until), case, given, people)
    return _noted(answer, [note])


def _agreement(login: str, capacity: str, given: Given) -> Agreement:
    approval = given.counting[login.casefold()]
    return Agreement(approval.identity, capacity, Source.HOST, approval.at.isoformat(), given.commit)


def _on_record(  # noqa: PLR0917 (what decides is all of it)
    authority: str, slas: Iterable[str], step: Step, case: Case, given: Given, people: Directory
) -> _Answer:
    """An agreement that was given elsewhere and is written down in this change, once it is confirmed."""
    recorded = next(_recorded(authority, slas, step.people, case, people), None)
    if recorded is None:
        where = any_of(list(slas))
        note = f"Without an account on the host: record it under approvals of {where}, with evidence."
        return _Answer(None, step.people.names, note if step.people.names else None)
    confirming = people.works_for(CONFIRMING)
    by = next((each for each in given.counting if each in confirming and given.may_decide(each)), None)
    if by is None:
        able = tuple(sorted(each for each in confirming if given.may_decide(each)))
        note = (
            f"{recorded.by} agreed on {recorded.date.isoformat()}, on record; one of these has to confirm it."
        )
        return _Answer(None, able, note)
    confirmed = given.counting[by].identity
    return _Answer(
        Agreement(recorded.by, step.capacity, Source.RECORD, recorded.date.isoformat(), None, confirmed)
    )


def _recorded(
    authority: str, slas: Iterable[str], holders: People, case: Case, people: Directory
) -> Iterator[Recorded]:
    """The agreements of a role's holders that this change adds to the record: with evidence, and dated."""
    names = {*holders.names, *holders.logins}
    names |= {name for _, name, login in people.members() if name and login in holders.logins}
    for ref in slas:
        before = {_key(each) for each in _approvals(case.base, ref)}
        for each in _approvals(case.head, ref):
            fits = f"role:{each.role}" == authority and each.by in names and each.evidence is not None
            if fits and _key(each) not in before and each.date <= case.today:
                yield each


def _key(approval: Recorded) -> tuple[str, str, dt.date]:
    return approval.role, approval.by, approval.date


def _approvals(catalog: Catalog, ref: str) -> tuple[Recorded, ...]:
    record = catalog.get(ref)
    spec = record.parsed.spec if record is not None and record.parsed is not None else None
    return spec.approvals if isinstance(spec, AgreementSpec) else ()
