"""Time: what holds today, and what will hold within thirty days, with the day on which it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from itsm_as_code.catalog import Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Rule

HORIZON = dt.timedelta(days=30)
"""How far ahead a timed rule looks."""

_Identity = tuple[str, FieldPath, bool, str, frozenset[tuple[str, FieldPath]]]


def prepare(rule: EntityRule, records: Sequence[Record[Any]], context: Context) -> None:
    """Tell a rule which entities it judges next, for every day for which it will be asked."""
    if rule.prepare is not None:
        rule.prepare(records, context)
        if rule.timed:
            rule.prepare(records, _on(context, context.today + HORIZON))


def judged(rule: Rule, subject: Any, context: Context) -> Iterator[tuple[Fault, dt.date | None]]:
    """The faults of one subject: those that hold today, then those that will, each with its first day.

    Args:
        rule: The rule; only a timed one is judged ahead.
        subject: What it is judged for.
        context: As of today.
    """
    present = list(rule.check(subject, context))
    yield from ((fault, None) for fault in present)
    if not rule.timed:
        return
    known = {_identity(fault) for fault in present}
    for fault in rule.check(subject, _on(context, context.today + HORIZON)):
        identity = _identity(fault)
        if identity not in known:
            known.add(identity)
            yield _first(rule, subject, context, identity)


def _first(rule: Rule, subject: Any, context: Context, identity: _Identity) -> tuple[Fault, dt.date]:
    """The fault as it stands on its first day, found by halving between today and the horizon."""
    absent, there = 0, HORIZON.days
    while there - absent > 1:
        middle = (absent + there) // 2
        if _find(rule, subject, _on(context, context.today + dt.timedelta(days=middle)), identity):
            there = middle
        else:
            absent = middle
    day = context.today + dt.timedelta(days=there)
    fault = _find(rule, subject, _on(context, day), identity)
    assert fault is not None
    return fault, day


def _find(rule: Rule, subject: Any, context: Context, identity: _Identity) -> Fault | None:
    return next((fault for fault in rule.check(subject, context) if _identity(fault) == identity), None)


def _on(context: Context, day: dt.date) -> Context:
    """The context of another day, made once."""
    memory = context.catalog.memory
    key = (_on, type(context), id(context.rules), day)
    if key not in memory:
        memory[key] = (replace(context, today=day), None)
    return cast("Context", memory[key][0])


def _identity(fault: Fault) -> _Identity:
    """What makes two faults of one rule the same one, whatever day their messages name."""
    at = fault.at
    related = frozenset((pointer.subject.path, pointer.path) for pointer in fault.related)
    return at.subject.path, at.path, at.at_key, fault.about, related
