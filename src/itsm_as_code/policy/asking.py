"""Expressions that somebody asks: of a kind of entities, or in place of a rule to see what it would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec.structs import replace as redefined

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.errors import UserError
from itsm_as_code.model.kinds import Kind
from itsm_as_code.policy.changes import Difference, differences
from itsm_as_code.policy.own import Judgeable, OwnRule, Question, own_rules
from itsm_as_code.policy.session import Session
from itsm_as_code.policy.testing import Outcome, run
from itsm_as_code.policy.wire import EXPRESSION, HOLDS, VIOLATED, Complaint, Definition

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds.

    Attributes:
        records: The entities for which it holds.
        failed: Those that it could not be asked of, each with the reason.
    """

    records: tuple[Record[Any], ...]
    failed: tuple[tuple[Record[Any], str], ...]


def ask(catalog: Catalog, kind: Kind, expression: str, today: dt.date) -> Found:
    """The entities of a kind for which an expression holds, by path.

    Args:
        catalog: Where to look.
        kind: The kind.
        expression: What has to be true of `self`.
        today: The day for which it is asked.

    Raises:
        UserError: When something is wrong with the expression.
    """
    question = Question(Definition(kind.name, False, None, (), expression, None, {}))
    session = Session(catalog, [question])
    try:
        _refuse_faults(session, question, expression)
        records = [record for record in catalog.of_kind(kind.name) if record.is_typed]
        session.prepare(kind.name, records, today)
        verdicts = [(record, session.verdict(question, record, today)) for record in records]
    finally:
        session.close()
    return Found(
        tuple(record for record, verdict in verdicts if verdict.code == HOLDS),
        tuple(
            (record, verdict.text) for record, verdict in verdicts if verdict.code not in (HOLDS, VIOLATED)
        ),
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """What another expression would do.

    Attributes:
        rule: The rule with the expression in place of its own.
        concerns: How many entities it concerns.
        refuses: Those that it would refuse or could not judge (canonical references).
        differences: Where it differs from the rule as it is.
        outcomes: What would come of its examples.
    """

    rule: OwnRule
    concerns: int
    refuses: tuple[str, ...]
    differences: tuple[Difference, ...]
    outcomes: tuple[Outcome, ...]


def attempt(catalog: Catalog, name: str, expression: str, today: dt.date) -> Trial:
    """Try an expression in place of a rule's own; nothing is written.

    Args:
        catalog: The catalogue.
        name: `POL/policy/rule`, `policy/rule`, or the name of a rule that one policy has.
        expression: The expression.
        today: The day for which to judge.

    Raises:
        UserError: When there is no such rule, or something is wrong with the expression.
    """
    rule = rule_called(catalog, name)
    tried = replace(rule, definition=redefined(rule.definition, expression=expression))
    session = Session(catalog, [tried])
    try:
        _refuse_faults(session, tried, expression)
        records = [record for record in catalog.of_kind(rule.kind) if record.is_typed]
        verdicts = []
        if not rule.definition.changes:
            session.prepare(rule.kind, records, today)
            verdicts = [(record, session.verdict(tried, record, today)) for record in records]
        outcomes = run(session, rule.policy, today, [tried])
    finally:
        session.close()
    refuses = tuple(record.ref for record, verdict in verdicts if verdict.code >= VIOLATED)
    kept = sum(verdict.code == HOLDS for _, verdict in verdicts)
    differing = [each for each in differences(catalog, catalog, today, [rule], [tried]) if each.proposed]
    return Trial(tried, kept + len(refuses), refuses, tuple(differing), tuple(outcomes))


def rule_called(catalog: Catalog, name: str) -> OwnRule:
    """The rule that an author means.

    Raises:
        UserError: When there is none, or several policies have one of that name.
    """
    rules = own_rules(catalog)
    wanted = name.removeprefix("POL/")
    found = [rule for rule in rules if wanted in (rule.rule.name, rule.code.removeprefix("POL/"))]
    if len(found) == 1:
        return found[0]
    if found:
        codes = [rule.code.removeprefix("POL/") for rule in found]
        raise UserError(f"Several policies have a rule {name}.", f"Write {text.any_of(codes)}.")
    names = [*(rule.rule.name for rule in rules), *(rule.code.removeprefix("POL/") for rule in rules)]
    hint = text.did_you_mean(wanted, names) or "'itsm policy list' lists the rules."
    raise UserError(f"No policy has a rule {name}.", hint)


def _refuse_faults(session: Session, rule: Judgeable, expression: str) -> None:
    (complaints,) = session.complaints([rule])
    own: Sequence[Complaint] = [each for each in complaints if each.part == EXPRESSION] or complaints
    if own:
        first = own[0]
        at = text.printable(text.shortened(expression[first.start : first.end], _SHOWN))
        where = f" (at character {first.start + 1}: {at})" if at else ""
        raise UserError(f"{first.message}{where}.", first.help)
