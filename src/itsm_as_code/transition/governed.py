"""The head under the target's policies, profile and severities: no change makes its own findings lighter.

What the head asks for counts as well, so that its own policies have to be kept too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint, lint_changes
from itsm_as_code.transition.classification.policies import Effects

_POLICIES = "POL"
_CANNOT_JUDGE = "POL009"


def findings(base: Catalog, head: Catalog, today: dt.date, own: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is found in the head, each finding by the graver of the two sides' weights.

    Args:
        base: The target.
        head: The target with the change.
        today: The day for which to judge.
        own: What is found by the head's own policies, profile and severities.
    """
    found = tuple(own)
    if not _weigh_alike(base, head):
        found = _graver(found, lint(head.governed_by(base), today, target=base).findings)
    if not _same_policies(base, head):
        under = lint(head.governed_by(base, policies=True), today, select=(_POLICIES,), target=base)
        found = _graver(found, _of_rules(under.findings))
    return found


def on_the_change(base: Catalog, head: Catalog, changes: ChangeSet, today: dt.date) -> tuple[Finding, ...]:
    """What the rules about changes find, likewise."""
    found = lint_changes(changes, head, today, target=base)
    if not _weigh_alike(base, head):
        found = _graver(found, lint_changes(changes, head.governed_by(base), today, target=base))
    if not _same_policies(base, head):
        under = lint_changes(changes, head.governed_by(base, policies=True), today, target=base)
        found = _graver(found, _of_rules(under))
    return found


def effects(base: Catalog, head: Catalog, today: dt.date) -> Effects:
    """What changed rules of policies let through and stop: old and new rules are judged over both sides.

    Args:
        base: The target.
        head: The target with the change.
        today: The day for which to judge.
    """
    if _same_policies(base, head):
        return Effects()
    sides = (base, head)
    old = {each for side in sides for each in _stopped(side.governed_by(base, policies=True), today)}
    new = {each for side in sides for each in _stopped(side.governed_by(head, policies=True), today)}
    return Effects(_by_policy(old - new), _by_policy(new - old))


def _stopped(catalog: Catalog, today: dt.date) -> Iterator[tuple[str, str]]:
    """The entities that the rules of each policy stop, each with the policy's canonical reference."""
    for finding in lint(catalog, today, select=(_POLICIES,)).findings:
        if finding.code.startswith(f"{_POLICIES}/") and finding.entity and not finding.due:
            yield f"policy:{finding.code.split('/')[1]}", finding.entity


def _by_policy(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for policy, entity in sorted(pairs):
        found[policy] = (*found.get(policy, ()), entity)
    return found


def _weigh_alike(base: Catalog, head: Catalog) -> bool:
    """Whether both sides have the same profile, severities and waiver limits."""
    one, other = base.settings, head.settings
    return base.profile == head.profile and one.rules == other.rules and one.waivers == other.waivers


def _same_policies(base: Catalog, head: Catalog) -> bool:
    one, other = ({each.ref: each for each in side.of_kind("Policy")} for side in (base, head))
    return one.keys() == other.keys() and all(
        each is other[ref] or each.document.text == other[ref].document.text for ref, each in one.items()
    )


def _of_rules(found: Sequence[Finding]) -> list[Finding]:
    """The findings of rules that policies write, and of those that could not be judged."""
    return [each for each in found if each.code.startswith(f"{_POLICIES}/") or each.code == _CANNOT_JUDGE]


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
