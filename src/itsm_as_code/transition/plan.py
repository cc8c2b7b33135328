"""The plan: what a change is, whom it concerns, and whether its content may go ahead."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, load
from itsm_as_code.catalog.changes import ChangeSet, EntityChange
from itsm_as_code.finding import Finding, Severity
from itsm_as_code.lint import LintResult, lint
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.lints import both
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.transition import governed
from itsm_as_code.transition.changes import compare
from itsm_as_code.transition.impact import Impact, impact_of
from itsm_as_code.transition.moved import Moved, moved
from itsm_as_code.tree import Tree


@dataclass(frozen=True, slots=True)
class Plan:
    """The judgement of one change.

    Attributes:
        base: Name of what the change is judged against.
        head: Name of what is proposed.
        changes: The facts.
        impact: Who and what feels them.
        moved: The services whose figures behind promises it moves.
        new: Findings that the change brings, and those on the change itself, in the order of reports.
        standing: Findings that were there before, on entities that the change touches.
        gone: Findings that it mends.
        remaining: How many findings it leaves as they were, elsewhere.
        today: The day for which both sides were judged.
    """

    base: str
    head: str
    changes: ChangeSet
    impact: Impact
    moved: tuple[Moved, ...]
    new: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    remaining: int
    today: dt.date

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The errors that are new or on what the change touches; while there is one, it may not go ahead."""
        return tuple(finding for finding in (*self.new, *self.standing) if finding.severity is Severity.ERROR)


def plan_trees(
    base: Tree, head: Tree, today: dt.date, folder: Folder | None = None
) -> tuple[Plan, Catalog, Catalog]:
    """Judge the change from one tree to another; only what differs is read and judged twice.

    A base that holds no `itsm.yaml` yet is an empty catalogue: everything in the head is new.

    Args:
        base: The target of the change, as it was when the head left it.
        head: What is proposed.
        today: The day for which to judge.
        folder: What is remembered about the repository; nothing is when absent.

    Returns:
        The plan, and the catalogues of both sides.

    Raises:
        UserError: When a side cannot be read.
    """
    if not base.entries((SETTINGS_FILE,)):
        before, after = Catalog.empty(base.name), load(head)
        return plan(before, after, today), before, after
    target = Contents(base)
    left, right = both(target, Contents(head, like=target), Question(today), folder)
    found = plan(left.catalog, right.catalog, today, (left.result, right.result))
    return found, left.catalog, right.catalog


def plan(
    base: Catalog, head: Catalog, today: dt.date, results: tuple[LintResult, LintResult] | None = None
) -> Plan:
    """Judge the change from one catalogue to another.

    Findings are told apart by fingerprint, so that a fault which only moved is neither new nor gone. Waivers
    count from the moment at which they are part of the target, and as long as the change leaves them there.

    Args:
        base: The catalogue that the change is for.
        head: The catalogue that is proposed.
        today: The day for which to judge.
        results: What a lint of each found, the second with the first as its target, where that is known.
    """
    changes = compare(base, head)
    before, after = results or (lint(base, today), lint(head, today, target=base))
    proposed = governed.findings(base, head, today, after.findings)
    new, gone = _beyond(proposed, before.findings), _beyond(before.findings, proposed)
    left = _beyond(proposed, new)
    touched = {change.ref for change in changes.entities}
    standing = [finding for finding in left if finding.entity in touched]
    on_the_change = governed.on_the_change(base, head, changes, today)
    return Plan(
        base=base.name,
        head=head.name,
        changes=changes,
        impact=impact_of(changes, base, head),
        moved=moved(base, head, {each for change in changes.entities for each in _refs(change)}, today),
        new=tuple(sorted((*new, *on_the_change), key=lambda finding: finding.sort_key)),
        standing=tuple(standing),
        gone=tuple(gone),
        remaining=len(left) - len(standing),
        today=today,
    )


def _refs(change: EntityChange) -> tuple[str, ...]:
    """What an entity is called after the change, and before it."""
    return (change.ref,) if change.was is None else (change.ref, change.was)


def _beyond(findings: Sequence[Finding], known: Sequence[Finding]) -> list[Finding]:
    """The findings that the known ones lack, counting equal fingerprints."""
    left = Counter(finding.fingerprint for finding in known)
    fresh = []
    for finding in findings:
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
        else:
            fresh.append(finding)
    return fresh
