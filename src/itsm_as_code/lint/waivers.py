"""Waivers: which are in force, which findings they keep out of the report, and what became of each.

A waiver is in force from the day in `granted` to the day before `expires`, both in UTC. It suppresses the
findings of its rule that are about an entity in its scope. One that is not in order (GOV001, GOV003)
suppresses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import FieldPath, Finding
from itsm_as_code.lint.result import Waived
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.rules.governance import inadmissible_waiver, uncontrolled_waiver
from itsm_as_code.rules.rule import Context, WaiverUse

_NEEDED: tuple[FieldPath, ...] = (
    ("spec", "rule"),
    ("spec", "scope"),
    ("spec", "compensatingControl"),
    ("spec", "requestedBy"),
    ("spec", "approvedBy"),
    ("spec", "granted"),
    ("spec", "expires"),
)
"""Without one of these a waiver cannot be judged, and so is not in order."""


class Waivers:
    """The waivers of a catalogue that are in order.

    Args:
        context: The catalogue, the day, and the rules that waivers may name.
    """

    def __init__(self, context: Context) -> None:
        self._today = context.today
        self._by_target: dict[tuple[str, str], list[Record[Waiver]]] = defaultdict(list)
        self._codes: dict[str, str] = {}
        for waiver in context.catalog.of(Waiver):
            if _is_in_order(waiver, context):
                spec = waiver.entity.spec
                rule = inadmissible_waiver.named(context.rules, spec.rule)
                self._codes[waiver.ref] = code = rule.code if rule else spec.rule
                for ref in spec.scope:
                    self._by_target[code, ref].append(waiver)

    def of(self, finding: Finding) -> Record[Waiver] | None:
        """The waiver that is in force for a finding on the day on which it holds, the first by path."""
        if not self._by_target or finding.entity is None:
            return None
        day = dt.date.fromisoformat(finding.due) if finding.due else self._today
        candidates = self._by_target.get((finding.code, finding.entity), ())
        return next((waiver for waiver in candidates if _holds(waiver, day)), None)

    def split(
        self, findings: Iterable[Finding], beside: Waivers | None = None
    ) -> tuple[list[Finding], list[Waived]]:
        """Findings that stay in the report, and those that are waived.

        Args:
            findings: What was found.
            beside: Other waivers that must suppress a finding as well.
        """
        kept: list[Finding] = []
        waived: list[Waived] = []
        for finding in findings:
            waiver = self.of(finding)
            if waiver is None or (beside is not None and beside.of(finding) is None):
                kept.append(finding)
            else:
                waived.append(Waived(finding, waiver.ref, waiver.entity.spec.expires))
        return kept, waived

    def uses(self, findings: Iterable[Finding], judged: Collection[str]) -> Iterator[WaiverUse]:
        """What became of each waiver that is in force and whose rule was judged, by path.

        Args:
            findings: All that was found, waived or not.
            judged: The codes of the rules that were judged.
        """
        numbers = Counter(waiver.ref for finding in findings if (waiver := self.of(finding)))
        waivers = {waiver.ref: waiver for found in self._by_target.values() for waiver in found}
        for ref in sorted(waivers, key=lambda ref: waivers[ref].path):
            if self._codes[ref] in judged and _holds(waivers[ref], self._today):
                yield WaiverUse(waivers[ref], numbers[ref])


def _is_in_order(waiver: Record[Waiver], context: Context) -> bool:
    if any(field[: len(path)] == path for field in waiver.broken for path in _NEEDED):
        return False
    checks = uncontrolled_waiver.check, inadmissible_waiver.check
    return not any(True for check in checks for _ in check(waiver, context))


def _holds(waiver: Record[Waiver], day: dt.date) -> bool:
    spec = waiver.entity.spec
    return spec.granted <= day < spec.expires
