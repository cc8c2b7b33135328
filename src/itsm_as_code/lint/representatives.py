"""One finding for many, so as not to flood a report for people: the first of each kind stands for the others.

Baselines, plans and machines are given all of them: there it must not matter which one comes first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from itsm_as_code.finding import Finding
from itsm_as_code.lint.result import LintResult
from itsm_as_code.text import count


def brief(result: LintResult) -> LintResult:
    """A result with the findings of some rules once for each kind, and the number of the others.

    Args:
        result: What is reported on, and nothing else.
    """
    kept: list[Finding] = []
    others: Counter[int] = Counter()
    first: dict[tuple[str, str], int] = {}
    for finding in result.findings:
        key = finding.code, _kind(finding)
        if finding.code in result.once_per_kind and key in first:
            others[first[key]] += 1
        else:
            first[key] = len(kept)
            kept.append(finding)
    for place, number in others.items():
        kept[place] = _counting(kept[place], number)
    return replace(result, findings=tuple(kept))


def _counting(finding: Finding, others: int) -> Finding:
    from itsm_as_code.model.kinds import BY_SHORT

    kind = BY_SHORT[_kind(finding)]
    more = count(others, f"more {kind.title.lower()}", f"more {kind.plural.lower()}")
    return replace(finding, message=f"{finding.message} (and in {more})")


def _kind(finding: Finding) -> str:
    return (finding.entity or "").partition(":")[0]
