"""Findings for programs: JSON (RFC 8259, ASCII only), described by `schema/findings.schema.json`.

Every key is always there, `null` where it has nothing to say, so that a reader never has to ask whether it
is. Findings stand in the order of the text report; the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from itsm_as_code.finding import Finding, Fix, Location, Severity, Span
from itsm_as_code.report.formats import Report
from itsm_as_code.report.text import by_rule

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult
    from itsm_as_code.lint.result import Recorded

_Object = dict[str, object]


def render(report: Report) -> str:
    """The report as one JSON object."""
    result = report.result
    content = {
        "apiVersion": "itsm/v1",
        "kind": "Findings",
        "tool": {"name": "itsm-as-code", "version": report.version},
        "asOf": result.today.isoformat(),
        "summary": _summary(result),
        "findings": [finding_object(finding) for finding in result.findings],
        "waived": [
            {
                "waiver": waived.waiver,
                "expires": waived.expires.isoformat(),
                "finding": finding_object(waived.finding),
            }
            for waived in result.waived
        ],
        "baseline": _baseline(result.recorded) if result.recorded else None,
    }
    return json.dumps(content, indent=2) + "\n"


def _summary(result: LintResult) -> _Object:
    numbers = Counter(finding.severity for finding in result.findings)
    return {
        "files": result.files,
        "entities": result.entities,
        "errors": numbers[Severity.ERROR],
        "warnings": numbers[Severity.WARNING],
        "infos": numbers[Severity.INFO],
        "rules": [
            {"code": code, "rule": rule, "severity": severity.value, "findings": number}
            for severity, code, rule, number in by_rule(result.findings)
        ],
        "sleeping": list(result.sleeping),
        "waived": len(result.waived),
        "fixesSought": result.fixes_sought,
    }


def _baseline(recorded: Recorded) -> _Object:
    return {
        "file": recorded.file,
        "recorded": recorded.known,
        "stale": [
            {
                "code": entry.code,
                "rule": entry.rule,
                "entity": entry.entity,
                "path": entry.path,
                "number": entry.number,
                "fingerprint": entry.fingerprint,
            }
            for entry in recorded.stale
        ],
    }


def finding_object(finding: Finding) -> _Object:
    """One finding as the schema describes it."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        **location_object(finding.location),
        "entity": finding.entity,
        "field": finding.field or None,
        "related": [
            {**location_object(related.location), "entity": related.entity, "message": related.message}
            for related in finding.related
        ],
        "help": finding.help,
        "fix": _fix(finding.fix) if finding.fix else None,
        "due": finding.due,
        "fingerprint": finding.fingerprint,
    }


def location_object(location: Location) -> _Object:
    """The keys `path` and `span` of a place."""
    return {"path": location.path, "span": _span(location.span) if location.span else None}


def _span(span: Span) -> _Object:
    return {
        "startLine": span.start_line,
        "startColumn": span.start_column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(fix: Fix) -> _Object:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{**location_object(edit.location), "text": edit.text} for edit in fix.edits],
        "moves": [{"path": move.path, "to": move.to} for move in fix.moves],
    }
