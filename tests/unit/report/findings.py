"""Findings to report on, made by hand: every attribute in use somewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from itsm_as_code.finding import Edit, Finding, Fix, Location, Related, Severity, Span
from itsm_as_code.lint import LintResult
from itsm_as_code.lint.result import Entry, Recorded, Waived
from itsm_as_code.report.formats import Report

SLA = "catalog/slas/retail.yaml"
STAKEHOLDER = "catalog/stakeholders/retail.yaml"
SOURCES = {
    SLA: "kind: ServiceLevelAgreement\nspec:\n  owner: desk\n  customer: retial\n  owner: office\n",
    STAKEHOLDER: "kind: Stakeholder\nmetadata:\n  name: retail\n",
}

DANGLING = Finding(
    code="REF001",
    rule="dangling-reference",
    severity=Severity.ERROR,
    message="There is no stakeholder called retial",
    location=Location(SLA, Span(4, 13, 4, 19)),
    entity="sla:retail",
    field="spec.customer",
    related=(
        Related(Location(STAKEHOLDER, Span(3, 9, 3, 15)), "the nearest name", "stakeholder:retail"),
        Related(Location("catalog/roles/desk.yaml"), "not this one"),
    ),
    help="Did you mean retail?",
    fix=Fix("Write retail", (Edit(Location(SLA, Span(4, 13, 4, 19)), "retail"),), safe=False),
)
REPEATED = Finding(
    code="SYN003",
    rule="duplicate-key",
    severity=Severity.ERROR,
    message="The key owner stands here a second time",
    location=Location(SLA, Span(5, 3, 5, 8)),
    related=(Related(Location(SLA, Span(3, 3, 3, 8)), "first here"),),
    fix=Fix("Delete the line", (Edit(Location(SLA, Span(5, 1, 6, 1)), ""),)),
)
DUE = Finding(
    code="AGR005",
    rule="review-overdue",
    severity=Severity.WARNING,
    message="The review was due",
    location=Location(STAKEHOLDER, Span(1, 1, 1, 5)),
    due="2026-12-01",
)
UNREADABLE = Finding(
    code="SYN001",
    rule="encoding",
    severity=Severity.ERROR,
    message="The file is not UTF-8",
    location=Location("catalog/a\nb\x1b[2J\udcff.yaml"),
    help="Save it as UTF-8.",
)
HINT = Finding(
    code="GOV006",
    rule="placeholder",
    severity=Severity.INFO,
    message="\u202eThis text still stands",
    location=Location(STAKEHOLDER, Span(3, 9, 3, 15)),
)


def report(*findings: Finding, statistics: bool = False) -> Report:
    """A report of these findings over 213 files."""
    result = LintResult(findings, files=213, entities=205, today=dt.date(2026, 11, 20))
    return Report(result, lambda path: SOURCES.get(path, ""), "1.0.0", statistics=statistics)


def left_out(*findings: Finding, statistics: bool = False) -> Report:
    """A report of these findings beside a waived one, and those of a baseline of which two are gone."""
    whole = report(*findings, statistics=statistics)
    stale = (
        Entry(
            fingerprint="0123456789abcdef0123456789abcdef",
            code="SVC003",
            rule="service-without-sla",
            entity="service:email",
            path="catalog/services/email.yaml",
        ),
        Entry(
            fingerprint="fedcba9876543210fedcba9876543210",
            code="REF003",
            rule="misplaced-file",
            entity=None,
            path="catalog/notes.txt",
            number=2,
        ),
    )
    result = replace(
        whole.result,
        waived=(Waived(DUE, "waiver:office-move", dt.date(2027, 2, 1)),),
        recorded=Recorded("baseline.json", 12, stale),
    )
    return replace(whole, result=result)
