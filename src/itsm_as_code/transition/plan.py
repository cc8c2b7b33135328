"""The plan: what a change is, whom it concerns, and whether its content may go ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.finding import Finding, Severity
from itsm_as_code.lint import LintResult, lint, lint_changes
from itsm_as_code.transition.changes import compare
from itsm_as_code.transition.impact import Impact, impact_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The judgement of one change.

    Attributes:
        base: Name of what the change is judged against.
        head: Name of what is proposed.
        changes: The facts.
        impact: Who and what feels them.
        new: Findings that the change brings, and those on the change itself, in the order of reports.
        gone: Findings that it mends.
        remaining: How many findings it leaves as they were.
        today: The day for which both sides were judged.
    """

    base: str
    head: str
    changes: ChangeSet
    impact: Impact
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    remaining: int
    today: dt.date

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The new errors; the change may not go ahead while there is one."""
        return tuple(finding for finding in self.new if finding.severity is Severity.ERROR)


def plan(base: Catalog, head: Catalog, today: dt.date) -> Plan:
    """Judge the change from one catalogue to another.

    Findings are told apart by fingerprint, so that a fault which only moved is neither new nor gone. Waivers
    count from the moment at which they are part of the target, and as long as the change leaves them there.
    """
    changes = compare(base, head)
    before, after = lint(base, today), lint(head, today, target=base)
    new, gone = _beyond(after, before), _beyond(before, after)
    on_the_change = lint_changes(changes, head, today, target=base)
    return Plan(
        base=base.name,
        head=head.name,
        changes=changes,
        impact=impact_of(changes, base, head),
        new=tuple(sorted((*new, *on_the_change), key=lambda finding: finding.sort_key)),
        gone=gone,
        remaining=len(after.findings) - len(new),
        today=today,
    )


def _beyond(result: LintResult, other: LintResult) -> tuple[Finding, ...]:
    """The findings of one result that the other lacks, counting equal fingerprints."""
    return tuple(_without(result.findings, other.findings))


def _without(findings: Sequence[Finding], known: Sequence[Finding]) -> list[Finding]:
    left: dict[str, int] = {}
    for finding in known:
        left[finding.fingerprint] = left.get(finding.fingerprint, 0) + 1
    fresh = []
    for finding in findings:
        if left.get(finding.fingerprint, 0):
            left[finding.fingerprint] -= 1
        else:
            fresh.append(finding)
    return fresh
