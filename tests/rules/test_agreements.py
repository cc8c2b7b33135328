"""How grave the faults of agreements are where their rules make a difference."""

from __future__ import annotations

import pytest

from itsm_as_code.finding import Finding
from tests.rules.overlays import RULES, files_in, findings


@pytest.mark.parametrize(
    ("fixture", "code", "severity", "due"),
    [
        ("agreement-without-signature/bad", "AGR002", "error", None),
        ("agreement-without-signature/bad-late", "AGR002", "warning", None),
        ("agreement-without-signature/bad-not-yet", "AGR002", "error", None),
        ("agreement-without-signature/bad-soon", "AGR002", "warning", "2026-12-10"),
        ("review-overdue/bad", "AGR005", "warning", None),
        ("review-overdue/bad-service", "AGR005", "error", None),
        ("review-overdue/bad-soon", "AGR005", "warning", "2026-12-02"),
        ("undecided-renewal/bad-soon", "AGR007", "warning", "2026-12-02"),
        ("target-not-followed-up/bad", "AGR014", "warning", None),
        ("target-not-followed-up/bad-soon", "AGR014", "warning", "2026-12-17"),
        ("contradicting-agreements/bad-soon", "AGR011", "warning", "2026-12-01"),
    ],
)
def test_severity_and_day(fixture: str, code: str, severity: str, due: str | None) -> None:
    found = [finding for finding in _judged(fixture) if finding.code == code]
    assert [(finding.severity.value, finding.due) for finding in found] == [(severity, due)]


def _judged(fixture: str) -> tuple[Finding, ...]:
    files = files_in(RULES / fixture)
    del files["expected.txt"]
    return findings(files)
