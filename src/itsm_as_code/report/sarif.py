"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning and viewers.

Files are named from the top of the git repository, as relative references of RFC 3986: every byte that could
mean something else is percent-encoded, so that none has a scheme or leads out of the repository.

What is waived is there too, with its suppression; every other result says that it has none (3.27.23). What a
baseline records and is gone is a notification about the configuration of the run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from itsm_as_code.finding import Finding, Location, Severity, Span
from itsm_as_code.report.formats import Report
from itsm_as_code.rules.registry import BY_CODE
from itsm_as_code.text import printable

if TYPE_CHECKING:
    from itsm_as_code.lint.result import Recorded, Waived

_Object = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """The report as one JSON object (ASCII only)."""
    waived = report.result.waived
    findings = [*report.result.findings, *(each.finding for each in waived)]
    suppressions = [None] * len(report.result.findings) + [*waived]
    rules = {finding.code: finding for finding in sorted(findings, key=lambda finding: finding.code)}
    numbers = {code: number for number, code in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(report.version, rules.values())},
        "invocations": [{"executionSuccessful": True, **_notifications(report.result.recorded)}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the git repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, numbers[finding.code], report.folder, before)
            | {"suppressions": _suppressions(by)}
            for (finding, before), by in zip(_counted(findings), suppressions, strict=True)
        ],
        "properties": {"asOf": report.result.today.isoformat()},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _notifications(recorded: Recorded | None) -> _Object:
    """What a baseline records and is gone."""
    if recorded is None or not recorded.stale:
        return {}
    text = "\n".join([f"{recorded.complaint}:", *map(str, recorded.stale)])
    return {
        "toolConfigurationNotifications": [
            {
                "descriptor": {"id": "stale-baseline"},
                "level": "error",
                "message": {"text": "\n".join(_text(printable(line)) for line in text.splitlines())},
            }
        ]
    }


def _suppressions(by: Waived | None) -> list[_Object]:
    if by is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": printable(str(by))}]


def _driver(version: str, rules: Iterable[Finding]) -> _Object:
    return {
        "name": "itsm",
        "fullName": f"itsm-as-code {version}",
        "semanticVersion": version,
        "rules": [_rule(example) for example in rules],
    }


def _rule(example: Finding) -> _Object:
    """A rule that found something; one that the organisation wrote itself has no page of ours."""
    head: _Object = {"id": example.code, "name": example.rule}
    rule = BY_CODE.get(example.code)
    if rule is None:
        return head
    summary, _, body = rule.page.partition("\n\n")
    short = " ".join(summary.split())
    return head | {
        "shortDescription": {"text": short},
        "fullDescription": {"text": short},
        "help": {"text": f"{short} 'itsm explain {rule.code}' shows its page.", "markdown": body},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _counted(findings: Iterable[Finding]) -> Iterable[tuple[Finding, int]]:
    """Each finding with the number of those before it that share its fingerprint."""
    seen: Counter[str] = Counter()
    for finding in findings:
        yield finding, seen[finding.fingerprint]
        seen[finding.fingerprint] += 1


def _result(finding: Finding, rule: int, folder: str, before: int) -> _Object:
    location = _location(finding.location, folder)
    if finding.entity:
        kind, _, name = finding.entity.partition(":")
        location["logicalLocations"] = [{"fullyQualifiedName": finding.entity, "name": name, "kind": kind}]
    result: _Object = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": f"{finding.fingerprint}:{before + 1}"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.location, folder), **_note(related.message)}
            for number, related in enumerate(finding.related, start=1)
        ]
    if finding.due:
        result["properties"] = {"due": finding.due}
    return result


def _note(message: str) -> _Object:
    return {"message": {"text": _text(printable(message))}} if message else {}


def _message(finding: Finding) -> str:
    due = f" (holds from {finding.due})" if finding.due else ""
    advice = f". {finding.help}" if finding.help else ""
    return _text(printable(f"{finding.message}{due}{advice}"))


def _text(text: str) -> str:
    """Text of a message (3.11.5, 3.11.6): braces doubled, so that no placeholder arises, and no link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(place: Location, folder: str) -> _Object:
    artifact = {"uri": reference(folder + place.path), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(place.span)}}


def _region(span: Span | None) -> dict[str, int]:
    """The place; the first line for a file as a whole, since viewers ask for a region."""
    if span is None:
        return {"startLine": 1}
    return {
        "startLine": span.start_line,
        "startColumn": span.start_column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def reference(path: str) -> str:
    """The relative reference (RFC 3986, 4.2) of a path with forward slashes; it never leads upwards."""
    steps = (quote(_bytes(step), safe="") for step in path.split("/") if step not in ("", ".", ".."))
    return "/".join(steps)


def _bytes(step: str) -> bytes:
    """A file's name as the system has it: bytes that are no UTF-8 came in as surrogates."""
    try:
        return step.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return step.encode("utf-8", "surrogatepass")
