"""How the catalogue keeps its policies now: how many each rule concerns, how many keep it, who does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.model.policy import Policy
from itsm_as_code.policy.own import OwnRule, rules_of
from itsm_as_code.policy.session import Session, session
from itsm_as_code.policy.wire import FAILED, HOLDS, NOT_JUDGED, VIOLATED


@dataclass(frozen=True, slots=True)
class Kept:
    """How one rule is kept.

    Attributes:
        rule: The rule.
        faulty: Whether something is wrong with its text, so that it is not judged.
        holds: The entities that keep it (canonical references).
        violated: Those that do not.
        failed: Those that it could not judge.
    """

    rule: OwnRule
    faulty: bool
    holds: tuple[str, ...] = ()
    violated: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def concerns(self) -> int:
        """How many entities it concerns."""
        return len(self.holds) + len(self.violated) + len(self.failed)


@dataclass(frozen=True, slots=True)
class Conformance:
    """How one policy is kept.

    Attributes:
        policy: The policy.
        processes: Those that implement it (canonical references).
        rules: Its rules, in their order.
    """

    policy: Record[Policy]
    processes: tuple[str, ...]
    rules: tuple[Kept, ...]


def conformance(catalog: Catalog, today: dt.date) -> list[Conformance]:
    """How the policies of a catalogue are kept, by path.

    Args:
        catalog: The catalogue.
        today: The day for which to judge.
    """
    judging = session(catalog)
    try:
        return [
            Conformance(
                policy,
                implementing(catalog, policy),
                tuple(_kept(judging, rule, catalog, today) for rule in rules_of(policy)),
            )
            for policy in catalog.of(Policy)
        ]
    finally:
        judging.close()


def implementing(catalog: Catalog, policy: Record[Policy]) -> tuple[str, ...]:
    """The processes that implement a policy, each once, by path."""
    return tuple(record.ref for record in catalog.holders(policy.ref, "implements"))


def _kept(judging: Session, rule: OwnRule, catalog: Catalog, today: dt.date) -> Kept:
    if judging.is_faulty(rule):
        return Kept(rule, faulty=True)
    if rule.definition.changes:
        return Kept(rule, faulty=False)
    records = [record for record in catalog.of_kind(rule.kind) if record.is_typed]
    judging.prepare(rule.kind, records, today)
    found: dict[int, list[str]] = {}
    for record in records:
        found.setdefault(judging.verdict(rule, record, today).code, []).append(record.ref)
    return Kept(
        rule,
        False,
        tuple(found.get(HOLDS, ())),
        tuple(found.get(VIOLATED, ())),
        (*found.get(FAILED, ()), *found.get(NOT_JUDGED, ())),
    )
