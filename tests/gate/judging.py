"""Judging a change without a repository: two catalogues in memory, and what was given."""

from __future__ import annotations

import datetime as dt
import functools

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.model.approvals import Approvals
from itsm_as_code.transition import governed, plan
from itsm_as_code.transition.classification.case import Case
from itsm_as_code.transition.judging import Evidence, judge
from itsm_as_code.transition.verdict import Verdict
from itsm_as_code.tree import Branch, FileDelta, MemoryTree, differences
from tests.gate.oakleaf import Changes, changed, oakleaf
from tests.rules.overlays import TODAY

COMMIT = "c" * 40


@functools.lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[str, bytes], ...]) -> Catalog:
    return load(MemoryTree(dict(files)))


def verdict(
    head: Changes,
    base: Changes | None = None,
    *,
    today: dt.date = TODAY,
    trailers: tuple[tuple[str, str], ...] = (),
    people: frozenset[str] = frozenset(),
    approvals: Approvals | None = None,
) -> Verdict:
    """The verdict on a change of Oakleaf's files.

    Args:
        head: What the change does to the target.
        base: What the target has beside Oakleaf's files.
        today: The day.
        trailers: What the commits claim.
        people: Whom the commits name.
        approvals: What the host says.
    """
    target = changed(oakleaf(), base or {})
    proposed = changed(target, head)
    before, after = MemoryTree(target), MemoryTree(proposed)
    old, new = _loaded(tuple(target.items())), load(after)
    found = plan(old, new, today)
    files = differences(before, after)
    deltas = tuple(
        FileDelta(
            path,
            "" if path in files.added else "100644",
            "" if path in files.removed else "100644",
            "",
            "",
        )
        for path in files.paths
    )
    claims = Branch(people, trailers, True)
    case = Case(old, new, found.changes, today, found.new)
    evidence = Evidence(
        deltas=deltas,
        commit=COMMIT,
        claims=claims,
        approvals=approvals,
        effects=governed.effects(old, new, today),
        errors=found.refusals,
    )
    return judge(case, evidence)


def told(verdict: Verdict) -> dict[str, list[str]]:
    """Who has to agree, each with the rows that ask for it."""
    return {
        " or ".join(each.authorities): sorted({reason.row for reason in each.reasons})
        for each in verdict.requirements
    }
