"""The head judged as the target weighs: no change makes its own findings lighter.

What the head weighs more heavily counts as well, so that the head's own rules have to be kept too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint, lint_changes


def same_weights(base: Catalog, head: Catalog) -> bool:
    """Whether both sides weigh findings alike."""
    one, other = base.settings, head.settings
    return base.profile == head.profile and one.rules == other.rules and one.waivers == other.waivers


def findings(base: Catalog, head: Catalog, today: dt.date, own: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is found in the head, each finding by the graver of the two weights.

    Args:
        base: The target.
        head: The target with the change.
        today: The day for which to judge.
        own: What is found as the head weighs.
    """
    if same_weights(base, head):
        return tuple(own)
    return _graver(own, lint(head.governed_by(base), today, target=base).findings)


def on_the_change(base: Catalog, head: Catalog, changes: ChangeSet, today: dt.date) -> tuple[Finding, ...]:
    """What the rules about changes find, likewise."""
    own = lint_changes(changes, head, today, target=base)
    if same_weights(base, head):
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
