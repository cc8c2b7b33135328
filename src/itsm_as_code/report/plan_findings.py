"""A plan as findings, for formats that know no plan: what refuses it, what is missing, what lint says."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.finding import Finding, Location, Severity
from itsm_as_code.lint import LintResult
from itsm_as_code.report import verdict as words
from itsm_as_code.report.formats import Report
from itsm_as_code.transition.judgement import Judgement
from itsm_as_code.transition.table import UNREADABLE, Outcome
from itsm_as_code.transition.verdict import Reason

PREFIX = "GATE/"
"""Begins the code of what the gate says, before the name of the row."""


def report_of(judgement: Judgement, version: str) -> Report:
    """A report of lint with what the change brings, and what the gate says of it.

    Args:
        judgement: The judgement.
        version: Version of the tool.
    """
    plan = judgement.plan
    found = sorted((*_gate(judgement), *plan.new, *plan.standing), key=lambda finding: finding.sort_key)
    files = {finding.location.path for finding in found}
    result = LintResult(tuple(found), len(files), len(plan.changes.entities), plan.today)
    return Report(result, lambda _: "", version, folder=judgement.proposal.prefix)


def _gate(judgement: Judgement) -> Iterator[Finding]:
    verdict = judgement.verdict
    for reason in verdict.refusals:
        if reason.row != UNREADABLE.name or reason.location is None:
            yield _finding(judgement, reason, Severity.ERROR, words.sentence(reason), None)
    for each in verdict.missing:
        stands_in_the_way = verdict.enforced or each.until is Outcome.REFUSE
        severity = Severity.ERROR if stands_in_the_way else Severity.WARNING
        first = each.reasons[0]
        message = f"Waits for {words.title(each)}: {words.sentence(first)}"
        yield _finding(judgement, first, severity, message, words.asking(each) or None)


def _finding(
    judgement: Judgement, reason: Reason, severity: Severity, message: str, advice: str | None
) -> Finding:
    record = judgement.head.get(reason.subject) or judgement.base.get(reason.subject)
    place = reason.location or Location(record.path if record is not None else reason.subject)
    return Finding(
        code=f"{PREFIX}{reason.row}",
        rule=reason.row,
        severity=severity,
        message=message,
        location=place,
        entity=record.ref if record is not None else None,
        help=advice,
        about=message,
    )
