"""From what a rule would change to exact edits of text, for as many findings as can be had in good time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from itsm_as_code.document import Document
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Edit, Finding, Fix, Location
from itsm_as_code.rules.rule import Effort, Mend, Rule

if TYPE_CHECKING:
    from itsm_as_code.document.edits import Change


def fix_of(rule: Rule, mend: Mend, effort: Effort) -> Fix:
    """The fix that a rule's mend amounts to; one that does nothing where no exact edit brings it about.

    Args:
        rule: The rule.
        mend: What it would change.
        effort: What working out fixes may still cost.
    """
    assert rule.fix is not None, f"{rule.code} mends and does not say how safely"
    document = mend.subject.document
    cost = len(document.text) if mend.changes and document is not None else 0
    found: tuple[Edit, ...] = ()
    if document is not None and mend.changes and effort.allows(cost):
        found = _edits(mend.subject.path, document, mend.changes)
    return Fix(mend.title, found, safe=rule.fix == "safe", moves=mend.moves, effort=cost)


def _edits(path: str, document: Document, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits of a file that some changes amount to; none where there are no exact ones."""
    from itsm_as_code.document.edits import Impossible, Resave, edits

    if _is_damaged(document):
        return ()
    try:
        found = edits(document, changes)
    except Impossible:
        return ()
    if changes == (Resave(),):
        return (Edit(Location(path), document.text),)
    source = Source(document.text)
    return tuple(Edit(Location(path, source.span(start, end)), text) for start, end, text in found)


def _is_damaged(document: Document) -> bool:
    """Whether its bytes are no UTF-8, so that its text is not all of it."""
    return any(problem.rule == "encoding" and problem.suggestion is None for problem in document.problems)


def settled(findings: Iterable[Finding], effort: Effort) -> tuple[list[Finding], bool]:
    """Findings with the fixes that they have, in so far as the effort allows.

    A fix that is remembered from an earlier lint costs what it cost then, so that a report does not depend
    on what is remembered.

    Args:
        findings: In the order in which they were judged.
        effort: What working out all of their fixes may cost.

    Returns:
        The findings, and whether a fix was sought for all of them.
    """
    kept: list[Finding] = []
    for_all = True
    for finding in findings:
        fix = finding.fix
        if fix is not None:
            is_sought = effort.allows(fix.effort)
            for_all = for_all and is_sought
            kept.append(finding if is_sought and fix.is_possible else replace(finding, fix=None))
        else:
            kept.append(finding)
    return kept, for_all
