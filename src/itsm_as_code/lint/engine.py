"""The engine: runs rules over a catalogue and makes findings of their faults.

Here alone positions, severities and fingerprints come to a fault. A rule that raises is a bug and raises on.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.catalog.changes import ChangeSet, EntityChange
from itsm_as_code.finding import Finding, Location, Related, Severity
from itsm_as_code.lint.identity import field_identity
from itsm_as_code.lint.mending import fix_of, settled
from itsm_as_code.lint.result import LintResult
from itsm_as_code.lint.severity import severity_of
from itsm_as_code.lint.sleep import sleeping
from itsm_as_code.lint.time import judged, prepare
from itsm_as_code.lint.waivers import Waivers
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.registry import RULES, selected
from itsm_as_code.rules.rule import (
    NOT_JUDGED,
    TEXT_FOR_FIXES,
    CatalogRule,
    ChangeRule,
    Context,
    Effort,
    EntityRule,
    Failure,
    FailureRule,
    Fault,
    FileRule,
    Pointer,
    Rule,
    WaiverRule,
    WaiverUse,
)

_OF_THE_FILE = frozenset({"SYN", "SCH", "REF"})
"""Families that report what is broken; all others pass over broken fields."""


Finder = Callable[[Sequence[Rule], Context], Iterable[Finding]]
"""Judges some rules."""


def lint(
    catalog: Catalog,
    today: dt.date,
    *,
    rules: Sequence[Rule] = RULES,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
    target: Catalog | None = None,
    finder: Finder | None = None,
    effort: int = TEXT_FOR_FIXES,
) -> LintResult:
    """Judge a catalogue.

    Args:
        catalog: What to judge.
        today: The day for which to judge.
        rules: The rules to choose from.
        select: Codes or prefixes of codes to keep (`REF`, `SYN003`); all when empty.
        ignore: Codes or prefixes to leave out.
        paths: Report only what lies in these files or below these folders; everything when empty.
        target: The catalogue that a proposed one is to replace: a waiver counts where both have it, so that
            nobody waives a fault in the change that brings it.
        finder: Judges the rules in another way than one after the other, with the same outcome.
        effort: Characters that are worked through at most to find fixes.

    Raises:
        UserError: When `select` or `ignore` names no rule.
    """
    every = with_own(rules, catalog)
    context = Context(catalog, today, catalog.profile, every, Effort(effort))
    chosen = selected(every, select, ignore)
    try:
        found, fixes_sought = settled((finder or _findings)(chosen, context), Effort(effort))
    finally:
        end_of_judging(catalog)
    found = _with_failures(chosen, found, context)
    waivers = Waivers(context)
    findings, waived = waivers.split(found, _waivers(target, context))
    asleep = sleeping(context)
    codes = {rule.code for rule in chosen if rule.family not in asleep and not isinstance(rule, ChangeRule)}
    findings += _of_waivers(chosen, waivers.uses(found, codes), context)
    findings.sort(key=lambda finding: finding.sort_key)
    once = [rule.code for rule in chosen if isinstance(rule, EntityRule) and rule.once_per_kind]
    result = LintResult(
        tuple(findings),
        len(catalog.files),
        len(catalog.records),
        today,
        tuple(sorted(asleep & {rule.family for rule in chosen})),
        tuple(sorted(waived, key=lambda each: each.finding.sort_key)),
        fixes_sought=fixes_sought,
        once_per_kind=tuple(once),
    )
    return result.within(
        paths,
        (file.path for file in catalog.files),
        (record.path for record in catalog.records.values()),
    )


def lint_changes(
    changes: ChangeSet,
    head: Catalog,
    today: dt.date,
    *,
    rules: Sequence[Rule] = RULES,
    target: Catalog | None = None,
) -> tuple[Finding, ...]:
    """Judge a change by the rules that are about changes.

    Args:
        changes: What differs.
        head: The catalogue after the change.
        today: The day for which to judge.
        rules: The rules to choose from.
        target: The catalogue before the change: a waiver counts where both have it.

    Returns:
        The findings in the order of reports, without those that are waived. One about an entity that is gone
        is placed where it was.
    """
    every = with_own(rules, head)
    chosen = [rule for rule in every if isinstance(rule, ChangeRule)]
    context = Context(head, today, head.profile, every)
    try:
        found, _ = settled(_findings(chosen, context, changes.entities), Effort())
    finally:
        end_of_judging(head)
    failing = [rule for rule in every if isinstance(rule, FailureRule)]
    found = _with_failures(failing, found, context)
    findings, _ = Waivers(context).split(found, _waivers(target, context))
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def with_own(rules: Sequence[Rule], catalog: Catalog) -> Sequence[Rule]:
    """Every rule that there is for a catalogue: ours, and those that its policies write."""
    if rules is not RULES or not catalog.of_kind("Policy"):
        return rules
    from itsm_as_code.rules.policies.own import own_rules_of

    return (*rules, *own_rules_of(catalog))


def end_of_judging(catalog: Catalog) -> None:
    """End the process that judged the rules of a catalogue's policies, if there is one."""
    if "itsm_as_code.policy.session" in sys.modules:
        from itsm_as_code.policy.session import close

        close(catalog)


def _findings(
    rules: Iterable[Rule], context: Context, changes: Sequence[EntityChange] = ()
) -> Iterator[Finding]:
    asleep = sleeping(context)
    awake = [rule for rule in rules if rule.family not in asleep]
    for rule in awake:
        if isinstance(rule, EntityRule) and rule.prepare is not None:
            prepare(rule, list(subjects_of(rule, context.catalog)), context)
    for rule in awake:
        for subject in subjects_of(rule, context.catalog, changes):
            yield from findings_of(rule, subject, context)


def _with_failures(rules: Iterable[Rule], found: Iterable[Finding], context: Context) -> list[Finding]:
    """Findings, where one about each rule that failed stands for all entities that it could not judge."""
    chosen = [rule for rule in rules if isinstance(rule, FailureRule)]
    kept: list[Finding] = []
    failed: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.about == NOT_JUDGED and finding.code.startswith("POL/"):
            failed[finding.code].append(finding)
        else:
            kept.append(finding)
    for code in sorted(failed):
        _, policy, rule_name = code.split("/")
        record = context.catalog.find(Policy, policy)
        assert record is not None
        ordered = sorted(failed[code], key=lambda finding: finding.sort_key)
        failure = Failure(record, rule_name, tuple(ordered))
        for rule in chosen:
            kept += list(findings_of(rule, failure, context))
    return kept


def _waivers(target: Catalog | None, context: Context) -> Waivers | None:
    return Waivers(replace(context, catalog=target)) if target is not None else None


def _of_waivers(rules: Iterable[Rule], uses: Iterable[WaiverUse], context: Context) -> Iterator[Finding]:
    """The second phase: the rules that ask what became of each waiver."""
    chosen = [rule for rule in rules if isinstance(rule, WaiverRule)]
    for use in uses:
        for rule in chosen:
            for fault in rule.check(use, context):
                finding = _finding(rule, fault, None, context)
                if finding is not None:
                    yield finding


def findings_of(rule: Rule, subject: Any, context: Context) -> Iterator[Finding]:
    """What one rule finds for one subject."""
    for fault, due in judged(rule, subject, context):
        finding = _finding(rule, fault, due, context)
        if finding is not None:
            yield finding


def subjects_of(rule: Rule, catalog: Catalog, changes: Sequence[EntityChange] = ()) -> Iterable[Any]:
    """What a rule is judged for: files with problems, typed entities of its kinds, the catalogue, changes."""
    if isinstance(rule, FileRule):
        return (file for file in catalog.files if file.problems)
    if isinstance(rule, CatalogRule):
        return (catalog,)
    if isinstance(rule, ChangeRule):
        return changes
    if isinstance(rule, WaiverRule | FailureRule):
        return ()
    records: Iterable[Record[Any]] = catalog.records.values()
    if rule.kinds:
        records = (record for kind in rule.kinds for record in catalog.of_kind(kind))
    return (record for record in records if record.is_typed)


def _finding(rule: Rule, fault: Fault, due: dt.date | None, context: Context) -> Finding | None:
    subject = fault.at.subject
    severity = severity_of(rule, fault, subject.path, context)
    if severity is None or (rule.family not in _OF_THE_FILE and _rests_on_broken_field(fault.at)):
        return None
    if due is not None and severity is Severity.ERROR:
        severity = Severity.WARNING
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity,
        message=fault.message,
        location=_location(fault.at),
        entity=_entity(subject),
        field=field_identity(subject.document.value if subject.document else None, fault.at.path),
        related=tuple(
            Related(_location(pointer), pointer.message, _entity(pointer.subject))
            for pointer in fault.related
        ),
        help=fault.help or rule.help,
        due=due.isoformat() if due else None,
        fix=fix_of(rule, fault.mend, context.effort) if fault.mend else None,
        about=fault.about,
    )


def _rests_on_broken_field(pointer: Pointer) -> bool:
    """Whether a fault is about a field that the schema has refused already, or about what holds it."""
    if isinstance(pointer.subject, SourceFile):
        return False
    path = pointer.path
    return any(path[: len(field)] == field[: len(path)] for field in pointer.subject.broken)


def _entity(subject: Record[Any] | SourceFile) -> str | None:
    if isinstance(subject, SourceFile):
        return subject.record.ref if subject.record else None
    return subject.ref


def _location(pointer: Pointer) -> Location:
    document = pointer.subject.document
    if pointer.span is not None or document is None:
        return Location(pointer.subject.path, pointer.span)
    span = document.key_span(pointer.path) if pointer.at_key else document.span(pointer.path)
    return Location(pointer.subject.path, span)
