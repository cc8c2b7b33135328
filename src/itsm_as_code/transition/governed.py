"""The head under the target's policies, profile and severities: no change makes its own findings lighter.

What the head asks for counts as well, so that its own policies have to be kept too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint, lint_changes


def governs_alike(base: Catalog, head: Catalog) -> bool:
    """Whether both sides have the same policies, profile, severities and waiver limits."""
    one, other = base.settings, head.settings
    weights = base.profile == head.profile and one.rules == other.rules and one.waivers == other.waivers
    return weights and _policies(base) == _policies(head)


def _policies(catalog: Catalog) -> dict[str, str]:
    return {record.ref: record.document.text for record in catalog.of_kind("Policy")}


def findings(base: Catalog, head: Catalog, today: dt.date, own: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is found in the head, each finding by the graver of the two weights.

    Args:
        base: The target.
        head: The target with the change.
        today: The day for which to judge.
        own: What is found as the head weighs.
    """
    if governs_alike(base, head):
        return tuple(own)
    return _graver(own, lint(head.governed_by(base), today, target=base).findings)


def on_the_change(base: Catalog, head: Catalog, changes: ChangeSet, today: dt.date) -> tuple[Finding, ...]:
    """What the rules about changes find, likewise."""
    own = lint_changes(changes, head, today, target=base)
    if governs_alike(base, head):
        return own
    return _graver(own, lint_changes(changes, head.governed_by(base), today, target=base))


def _graver(one: Sequence[Finding], other: Sequence[Finding]) -> tuple[Finding, ...]:
    """Every finding of both, each once, by the graver of its two severities."""
    found: dict[tuple[str, int], Finding] = {}
    for side in (one, other):
        seen: Counter[str] = Counter()
        for finding in side:
            key = finding.fingerprint, seen[finding.fingerprint]
            seen[finding.fingerprint] += 1
            known = found.get(key)
            if known is None or finding.severity.rank < known.severity.rank:
                found[key] = finding
    return tuple(sorted(found.values(), key=lambda finding: finding.sort_key))
