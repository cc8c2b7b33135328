"""One finding for many: the first of each kind stands for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from itsm_as_code.finding import Finding
from itsm_as_code.model.kinds import BY_SHORT
from itsm_as_code.text import count


def represented(findings: Iterable[Finding], codes: Collection[str]) -> list[Finding]:
    """Findings in their order, those of some rules once for each kind, with the number of the others.

    Args:
        findings: In the order of reports.
        codes: The codes of the rules that are reported once for each kind.
    """
    if not codes:
        return list(findings)
    kept: list[Finding] = []
    numbers: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = finding.code, _kind(finding)
        if finding.code not in codes or not numbers[key]:
            kept.append(finding)
        numbers[key] += 1
    return [_counting(finding, numbers) if finding.code in codes else finding for finding in kept]


def _counting(finding: Finding, numbers: Counter[tuple[str, str]]) -> Finding:
    kind = _kind(finding)
    others = numbers[finding.code, kind] - 1
    if not others:
        return finding
    title, plural = BY_SHORT[kind].title.lower(), BY_SHORT[kind].plural.lower()
    return replace(
        finding, message=f"{finding.message} (and in {count(others, f'more {title}', f'more {plural}')})"
    )


def _kind(finding: Finding) -> str:
    return (finding.entity or "").partition(":")[0]
