"""Policies and changes: rules that judge a change, and what another wording of a rule would let through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.policy import values
from itsm_as_code.policy.batches import Example, Verdict
from itsm_as_code.policy.own import OwnRule
from itsm_as_code.policy.session import Session
from itsm_as_code.policy.values import UnfitValueError
from itsm_as_code.policy.wire import FAILED, HOLDS, NOT_CONCERNED

OPERATIONS = {
    Verb.CREATED: "create",
    Verb.DELETED: "delete",
    Verb.CHANGED: "update",
    Verb.RENAMED: "update",
}
"""What policies call the things that happen to an entity."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An entity of which two wordings of a rule say different things.

    Attributes:
        code: The rule.
        entity: The entity (canonical reference).
        allowed: Whether the new wording allows what the old one refused; otherwise the reverse.
        proposed: Whether it was seen in the catalogue after the change rather than before.
    """

    code: str
    entity: str
    allowed: bool
    proposed: bool


def concerns(rule: OwnRule, change: EntityChange) -> bool:
    """Whether a rule judges what happened to an entity of its kind."""
    return change.record.kind.name == rule.kind and OPERATIONS[change.verb] in rule.rule.operations


def verdict_on(
    rule: OwnRule, change: EntityChange, session: Session, catalog: Catalog, today: dt.date
) -> Verdict:
    """What a rule says of a change; of a deleted entity, `self` is what it was, as `old` is.

    Args:
        rule: The rule.
        change: The change.
        session: Judges it.
        catalog: Where functions look: the state after the change.
        today: The day.
    """
    try:
        now = values.entity(change.record)
        old = values.entity(change.before) if change.before is not None else {}
    except UnfitValueError as error:
        return Verdict(FAILED, f"{change.ref} {error}")
    return session.judge(rule, [Example(now, old, catalog)], today)[0]


def differences(
    base: Catalog, head: Catalog, today: dt.date, old: Sequence[OwnRule], new: Sequence[OwnRule]
) -> list[Difference]:
    """What other wordings of rules newly allow and newly refuse, over both catalogues.

    A rule that is gone allows everything; a new one refused nothing before. A rule about changes is not
    compared: what it would say depends on changes that nobody has made.

    Args:
        base: The catalogue before the change.
        head: The catalogue after it.
        today: The day for which to judge.
        old: Rules as they are.
        new: The same rules as they would be.
    """
    found: list[Difference] = []
    codes = dict.fromkeys([*(rule.code for rule in old), *(rule.code for rule in new)])
    before, after = ({rule.code: rule for rule in rules} for rules in (old, new))
    changed = [code for code in codes if _definition(before, code) != _definition(after, code)]
    for catalog, proposed in ((base, False), (head, True)):
        refused = _refused(catalog, [before[code] for code in changed if code in before], today)
        would = _refused(catalog, [after[code] for code in changed if code in after], today)
        for code in changed:
            then, now = refused.get(code, {}), would.get(code, {})
            found += [Difference(code, ref, True, proposed) for ref in then if ref not in now]
            found += [Difference(code, ref, False, proposed) for ref in now if ref not in then]
    return found


def _definition(rules: dict[str, OwnRule], code: str) -> object:
    return rules[code].definition if code in rules else None


def _refused(catalog: Catalog, rules: Iterable[OwnRule], today: dt.date) -> dict[str, dict[str, None]]:
    """The entities that each rule refuses, or cannot judge."""
    session = Session(catalog, [rule for rule in rules if not rule.rule.operations])
    found: dict[str, dict[str, None]] = {}
    try:
        for rule in session.rules:
            records: list[Record[Any]] = [
                record for record in catalog.of_kind(rule.definition.kind) if record.is_typed
            ]
            session.prepare(rule.definition.kind, records, today)
            found[rule.code] = {
                record.ref: None
                for record in records
                if session.verdict(rule, record, today).code not in (HOLDS, NOT_CONCERNED)
            }
    finally:
        session.close()
    return found
