"""The rules that policies write themselves, as rules like any other: `POL/<policy>/<rule>`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.finding import Severity
from itsm_as_code.policy import session as sessions
from itsm_as_code.policy import wire
from itsm_as_code.policy.batches import ANY_DAY, Verdict
from itsm_as_code.policy.changes import concerns, verdict_on
from itsm_as_code.policy.own import OwnRule, own_rules
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import NOT_JUDGED, ChangeRule, Context, EntityRule, Fault, Pointer, Rule

_KEPT = frozenset({wire.HOLDS, wire.NOT_CONCERNED})


def own_rules_of(catalog: Catalog) -> tuple[Rule, ...]:
    """The rules that the policies of a catalogue write."""
    return tuple(declared(rule) for rule in own_rules(catalog))


def declared(own: OwnRule) -> EntityRule | ChangeRule:
    """A policy's rule as the engine of the linter takes it."""
    rule = own.rule
    override = f" Who may override it: {rule.override_by}." if rule.override_by else ""
    severity = Severity.WARNING if rule.enforcement == "advisory" else Severity.ERROR
    title = own.policy.title
    help_ = f"It is a rule of the policy “{title}”.{override}"
    if rule.operations:
        return ChangeRule(
            own.code,
            rule.name,
            severity,
            partial(_check_change, own),
            help=help_,
            documentation=_page(own),
            version=_version(own),
        )
    return EntityRule(
        own.code,
        rule.name,
        severity,
        partial(_check, own),
        timed=own.is_timed,
        help=help_,
        documentation=_page(own),
        version=_version(own),
        kinds=(own.kind,),
        prepare=partial(_prepare, own),
    )


def _version(own: OwnRule) -> str:
    """A digest of all that its findings rest on, beside what they read."""
    rule, policy = own.rule, own.policy
    parts = (own.definition, rule.enforcement, rule.message, rule.at, rule.override_by, policy.title)
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=12).hexdigest()


def _prepare(own: OwnRule, records: Sequence[Record[Any]], context: Context) -> None:
    sessions.session(context.catalog).prepare(own.kind, records, _day(own, context))


def _check(own: OwnRule, record: Record[Any], context: Context) -> Iterator[Fault]:
    verdict = sessions.session(context.catalog).verdict(own, record, _day(own, context))
    if verdict.code not in _KEPT:
        yield from _faults(own, verdict, record)


def _day(own: OwnRule, context: Context) -> Any:
    """The day for which a rule judges; one that does not ask for it is not noted as reading it."""
    return context.today if own.is_timed else ANY_DAY


def _check_change(own: OwnRule, change: EntityChange, context: Context) -> Iterator[Fault]:
    if concerns(own, change):
        session = sessions.session(context.catalog)
        verdict = verdict_on(own, change, session, context.catalog, context.today)
        yield from _faults(own, verdict, change.record)


def _faults(own: OwnRule, verdict: Verdict, record: Record[Any]) -> Iterator[Fault]:
    at = Pointer(record, own.at) if own.at else name_of(record)
    related = (Pointer(own.policy, own.path_of("expression"), "the rule"),)
    if verdict.code == wire.VIOLATED:
        yield Fault(verdict.text or own.rule.message, at, related)
    elif verdict.code in (wire.FAILED, wire.NOT_JUDGED):
        yield Fault(verdict.text, at, related, about=NOT_JUDGED)


def _page(own: OwnRule) -> str:
    """What `itsm explain` says of a policy's rule: its message, the policy behind it, its expressions."""
    spec = own.policy.entity.spec
    statements = "".join(f"- {statement}\n" for statement in spec.statements)
    why = f"{spec.rationale}\n\n" if spec.rationale else ""
    where = f"Where `{own.rule.match.where}`:\n\n" if own.rule.match.where else ""
    owner = f"{own.policy.ref} in {own.policy.path}, which {spec.owner} answers for"
    return (
        f"{own.rule.message}.\n\n## Why it matters\n\n{why}{statements}\n## The rule\n\n"
        f"It judges each {own.kind}. {where}\n```cel\n{own.rule.expression}\n```\n\n"
        f"## Source\n\nThe policy “{own.policy.title}” ({owner})."
    )
