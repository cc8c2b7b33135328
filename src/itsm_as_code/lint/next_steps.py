"""What is most useful next: from what was found, from families that sleep, and from what nobody wrote yet.

Steps are ranked by what they mean for the business: how grave a finding is, how critical the services and
business processes above it are, and how many there are of its sort.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.graph import affected
from itsm_as_code.finding import Finding, Severity
from itsm_as_code.lint.absences import absences, families_asleep
from itsm_as_code.lint.result import LintResult
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import CRITICALITIES, HIGH_CRITICALITIES
from itsm_as_code.rules.registry import BY_CODE

SHOWN = 5
"""How many steps are named: more than that is a list, not advice."""

_WEIGHTS = {Severity.ERROR: 1000, Severity.WARNING: 600, Severity.INFO: 200}
_CRITICAL = 60
"""What each rank of criticality above adds."""
_MOST = 50
"""Findings of one rule count up to so many; one more or less is no other step."""

_NEAREST = (
    "SYN",
    "SCH",
    "REF",
    "SVC",
    "AGR",
    "REC",
    "TIM",
    "AVL",
    "LIF",
    "ALN",
    "DEP",
    "CAL",
    "ORG",
    "STK",
    "POL",
)
"""Families of rules by how near to the customer they are; of equals, the nearer comes first."""

_REASON = re.compile(r"^## Why it matters\n\n(.+?)(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)
_SENTENCE = re.compile(r".+?[.?!](?=\s+[A-Z\"“]|$)")
_OWN = "The organisation has set itself this rule."


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step.

    Attributes:
        do: What to do.
        now: How things stand.
        why: What the business has from it.
        begin: The command to begin with.
        effect: What it means for the business; the greater comes first.
        source: Whether it comes from findings, from a family that sleeps, or from what is absent.
        codes: The rules that ask for it.
        entities: The entities concerned (canonical references).
        findings: How many findings it would mend.
    """

    do: str
    now: str
    why: str
    begin: str
    effect: int
    source: Literal["finding", "sleeping", "absent"]
    codes: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    findings: int = 0


def next_steps(catalog: Catalog, result: LintResult, most: int = SHOWN) -> list[NextStep]:
    """The most useful steps, the most useful first.

    Args:
        catalog: The catalogue.
        result: What lint says of it.
        most: How many at most.
    """
    steps = [*_of_findings(catalog, result.findings)]
    steps += [
        NextStep(lack.do, lack.now, lack.why, lack.begin, lack.effect, "sleeping", lack.codes)
        for lack in families_asleep(catalog, result.sleeping)
    ]
    steps += [
        NextStep(lack.do, lack.now, lack.why, lack.begin, lack.effect, "absent") for lack in absences(catalog)
    ]
    return sorted(steps, key=lambda step: (-step.effect, step.codes, step.begin))[:most]


def _of_findings(catalog: Catalog, findings: Sequence[Finding]) -> Iterator[NextStep]:
    """One step for each rule, with its gravest finding as the example."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_code[finding.code].append(finding)
    above = _Above(catalog)
    for code, found in by_code.items():
        worst = max(found, key=lambda finding: (_WEIGHTS[finding.severity], above.rank(finding.entity)))
        rank = above.rank(worst.entity)
        others = f" (and {len(found) - 1:,} more like it)" if len(found) > 1 else ""
        yield NextStep(
            do=_advice(worst),
            now=f"{worst.message}{others}",
            why=f"{_why(catalog, code)}{above.sentence(worst.entity)}",
            begin=f"itsm lint --select {code}" if code in BY_CODE else f"itsm lint {worst.location.path}",
            effect=_WEIGHTS[worst.severity] + _CRITICAL * rank + _nearness(code) + min(len(found), _MOST),
            source="finding",
            codes=(code,),
            entities=tuple(dict.fromkeys(finding.entity for finding in found if finding.entity)),
            findings=len(found),
        )


def _nearness(code: str) -> int:
    family = code[:3]
    return len(_NEAREST) - _NEAREST.index(family) if family in _NEAREST else 0


def _advice(finding: Finding) -> str:
    """What to do about a finding, as a sentence that can stand first."""
    if finding.help is None:
        return "Mend what it says."
    return f"Correct it. {finding.help}" if finding.help.endswith("?") else finding.help


def _why(catalog: Catalog, code: str) -> str:
    """The first sentence of a rule's reason; of a rule of the organisation's own, of its policy's."""
    rule = BY_CODE.get(code)
    if rule is not None:
        reason = _REASON.search(rule.page)
        return _first_sentence(reason[1]) if reason else rule.page.partition("\n")[0]
    policy = catalog.find(Policy, code.split("/")[1]) if code.count("/") == 2 else None
    rationale = policy.entity.spec.rationale if policy else None
    return _first_sentence(rationale) if rationale else _OWN


def _first_sentence(text: str) -> str:
    line = " ".join(text.split())
    sentence = _SENTENCE.match(line)
    return sentence[0] if sentence else line


class _Above:
    """What stands above an entity: the most critical of all that feels it when it changes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, tuple[int, str]] = {}

    def rank(self, ref: str | None) -> int:
        """How critical it is, from 0 (low, or nothing) to 3 (mission-critical)."""
        return self._most(ref)[0]

    def sentence(self, ref: str | None) -> str:
        """Which critical service or business process it concerns, as a sentence; empty when it is none."""
        rank, critical = self._most(ref)
        record = self._catalog.get(critical) if critical else None
        if record is None or CRITICALITIES[rank] not in HIGH_CRITICALITIES:
            return ""
        return f" It concerns {record.title}, which is of {_spoken(CRITICALITIES[rank])} criticality."

    def _most(self, ref: str | None) -> tuple[int, str]:
        if ref is None:
            return 0, ""
        if ref not in self._known:
            refs = [ref, *affected(self._catalog, ref)]
            ranks = [(_criticality(record), each) for each in refs if (record := self._catalog.get(each))]
            self._known[ref] = max(ranks, key=lambda rank: rank[0], default=(0, ""))
        return self._known[ref]


def _criticality(record: Record) -> int:  # type: ignore[type-arg]
    """The rank of an entity's own criticality."""
    entity = record.parsed
    if isinstance(entity, Service | BusinessProcess):
        return CRITICALITIES.index(entity.spec.criticality)
    return 0


def _spoken(criticality: str) -> str:
    return "the highest" if criticality == CRITICALITIES[-1] else criticality
