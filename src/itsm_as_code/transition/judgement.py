"""A proposed change, judged: from two revisions and what was given for it to a verdict with its grounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, require_this_tool
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.model.approvals import Approvals
from itsm_as_code.transition import governed, sides, split
from itsm_as_code.transition.classification.case import Case, Found
from itsm_as_code.transition.classification.gate import PATHS
from itsm_as_code.transition.judging import Evidence, judge
from itsm_as_code.transition.plan import Plan, plan_trees
from itsm_as_code.transition.verdict import Verdict
from itsm_as_code.tree import branch


@dataclass(frozen=True, slots=True)
class Judgement:
    """A change with its facts, its impact and its verdict.

    Attributes:
        plan: The facts, the impact and the findings.
        verdict: Whether it may go ahead.
        base: The catalogue of the target.
        head: The catalogue of the target with the change.
        proposal: Where both come from.
    """

    plan: Plan
    verdict: Verdict
    base: Catalog
    head: Catalog
    proposal: sides.Proposal


def judged(
    root: Path,
    today: dt.date,
    target: str,
    head: str,
    *,
    approvals: Approvals | None = None,
    folder: Folder | None = None,
) -> Judgement:
    """Judge a proposed change.

    Args:
        root: The folder that holds `itsm.yaml`, inside a git repository.
        today: The day for which to judge.
        target: The revision that the change is for.
        head: The proposed revision, or `WORKTREE`.
        approvals: What the host says; nothing counts as agreed when absent.
        folder: What is remembered about the repository; nothing is when absent.

    Raises:
        UserError: When a side cannot be read, or is for other versions of the tool.
    """
    found = sides.proposal(root, target, head, PATHS)
    if found.base.entries((SETTINGS_FILE,)):
        require_this_tool(found.base)
    require_this_tool(found.head)
    plan, before, after = plan_trees(found.base, found.head, today, folder)
    case = Case(before, after, plan.changes, today, plan.new)
    evidence = Evidence(
        deltas=found.deltas,
        prefix=found.prefix,
        conflicts=found.conflicts,
        commit=found.commit,
        claims=branch(found.merge.repository, found.target, found.commit) if found.commit else None,
        approvals=approvals,
        effects=governed.effects(before, after, today),
        errors=plan.refusals,
        further=tuple(_further(root, case, found)),
    )
    return Judgement(plan, judge(case, evidence), before, after, found)


def _further(root: Path, case: Case, found: sides.Proposal) -> Iterator[Found]:
    pattern = case.base.settings.gate.baseline
    last = sides.baseline(root, found, pattern) if pattern is not None and case.changes.entities else None
    if last is not None:
        yield from split.further(case, *last)
