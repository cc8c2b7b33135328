"""Findings for GitLab: a Code Quality report, as merge requests show it.

It has no place for what is waived, which is left out. What a baseline records and is gone stands at the file
in which it was found.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from itsm_as_code.finding import Finding, Severity
from itsm_as_code.report.formats import Report
from itsm_as_code.text import printable

if TYPE_CHECKING:
    from itsm_as_code.lint.result import Entry, Recorded

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """The report as a JSON array (ASCII only), in the order of the text report."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.result.findings:
        issues.append(_issue(finding, report.folder, seen[finding.fingerprint]))
        seen[finding.fingerprint] += 1
    if recorded := report.result.recorded:
        issues += [_gone(recorded, entry, report.folder) for entry in recorded.stale]
    return json.dumps(issues, indent=2) + "\n"


def _issue(finding: Finding, folder: str, before: int) -> dict[str, object]:
    span = finding.location.span
    advice = f". {finding.help}" if finding.help else ""
    return {
        "description": printable(finding.message + advice),
        "check_name": f"{finding.code} {finding.rule}",
        "fingerprint": _unique(finding.fingerprint, before),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": _readable(folder + finding.location.path),
            "lines": {"begin": span.start_line if span else 1, "end": span.end_line if span else 1},
        },
    }


def _gone(recorded: Recorded, entry: Entry, folder: str) -> dict[str, object]:
    return {
        "description": printable(f"{recorded.complaint}: {entry}"),
        "check_name": "stale-baseline",
        "fingerprint": hashlib.blake2b(f"gone {entry.fingerprint}".encode(), digest_size=16).hexdigest(),
        "severity": _SEVERITIES[Severity.ERROR],
        "location": {"path": _readable(folder + entry.path), "lines": {"begin": 1, "end": 1}},
    }


def _unique(fingerprint: str, before: int) -> str:
    """The fingerprint of a finding that so many before it share: GitLab shows one of a kind."""
    if before == 0:
        return fingerprint
    return hashlib.blake2b(f"{fingerprint} {before}".encode(), digest_size=16).hexdigest()


def _readable(path: str) -> str:
    """The path with bytes that are no UTF-8 as escapes: JSON has no place for them."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
