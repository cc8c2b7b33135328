"""The engine: runs rules over a catalogue and makes findings of their faults.

Here alone positions, severities and fingerprints come to a fault. A rule that raises is a bug and raises on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.finding import Finding, Location, Related
from itsm_as_code.lint.identity import field_identity
from itsm_as_code.lint.severity import severity_of
from itsm_as_code.rules.registry import RULES, selected
from itsm_as_code.rules.rule import CatalogRule, Context, EntityRule, Fault, FileRule, Pointer, Rule


@dataclass(frozen=True, slots=True)
class LintResult:
    """What a lint found.

    Attributes:
        findings: In the order of reports: by file, position and code.
        files: How many files were read.
        entities: How many entities they hold.
        today: The day for which it was judged.
    """

    findings: tuple[Finding, ...]
    files: int
    entities: int
    today: dt.date


def lint(
    catalog: Catalog,
    today: dt.date,
    *,
    rules: Sequence[Rule] = RULES,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> LintResult:
    """Judge a catalogue.

    Args:
        catalog: What to judge.
        today: The day for which to judge.
        rules: The rules to choose from.
        select: Codes or prefixes of codes to keep (`REF`, `SYN003`); all when empty.
        ignore: Codes or prefixes to leave out.
        paths: Report only what lies in these files or below these folders; everything when empty.

    Raises:
        UserError: When `select` or `ignore` names no rule.
    """
    context = Context(catalog, today, catalog.profile)
    chosen = selected(rules, select, ignore)
    findings = sorted(_findings(chosen, context), key=lambda finding: finding.sort_key)
    if paths:
        findings = [finding for finding in findings if _within(finding.location.path, paths)]
    return LintResult(tuple(findings), len(catalog.files), len(catalog.records), today)


def _within(path: str, paths: Collection[str]) -> bool:
    return any(path == chosen or path.startswith(f"{chosen}/") or chosen == "." for chosen in paths)


def _findings(rules: Iterable[Rule], context: Context) -> Iterator[Finding]:
    for rule in rules:
        for fault in _faults(rule, context):
            yield _finding(rule, fault, context)


def _faults(rule: Rule, context: Context) -> Iterator[Fault]:
    catalog = context.catalog
    if isinstance(rule, FileRule):
        for file in catalog.files:
            if file.problems:
                yield from rule.check(file, context)
    elif isinstance(rule, EntityRule):
        for record in _subjects(rule, catalog):
            yield from rule.check(record, context)
    elif isinstance(rule, CatalogRule):
        yield from rule.check(catalog, context)


def _subjects(rule: EntityRule, catalog: Catalog) -> Iterator[Record[Any]]:
    records: Iterable[Record[Any]] = catalog.records.values()
    if rule.kinds:
        records = (record for kind in rule.kinds for record in catalog.of_kind(kind))
    return (record for record in records if record.parsed is not None)


def _finding(rule: Rule, fault: Fault, context: Context) -> Finding:
    subject = fault.at.subject
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity_of(rule, fault, subject.path, context),
        message=fault.message,
        location=_location(fault.at),
        entity=_entity(subject),
        field=field_identity(subject.document.value if subject.document else None, fault.at.path),
        related=tuple(
            Related(_location(pointer), pointer.message, _entity(pointer.subject))
            for pointer in fault.related
        ),
        help=fault.help or rule.help,
    )


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
