"""Findings as Markdown (GitHub and GitLab flavour): a table for a comment or the summary of a step.

What comes from the repository is shown and does nothing: no HTML, no links, no mentions, no references to
issues, no emphasis, no way out of its cell. The text is capped, since hosts refuse what is too long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.finding import Finding, Severity
from itsm_as_code.report.families import asleep
from itsm_as_code.report.formats import Report
from itsm_as_code.text import all_of, count, printable, shortened

LIMIT = 60_000
"""Bytes of a report at most: within what the hosts accept as a comment (65,536 characters)."""

_LONGEST = 500
"""Characters of a message, a piece of advice or a path at most."""

_COLUMNS = "| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n"
_LAST_LINE = 100
"""Bytes of the line that counts what had no room, at most."""

_MARKUP = re.compile(r"[\\`*_\[\]|~$]|(?<=:)//|(?<=(?i:www))\.")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CALL = re.compile(r"(?:[@#!$~%^&]|\b[Gg][Hh]-)(?=\S)")
"""What begins a mention of somebody, or a reference to an issue, a merge request, a label …"""
_APART = "\u200b"


def render(report: Report) -> str:
    """The report, short enough for a comment."""
    return within(report, LIMIT)


def within(report: Report, limit: int) -> str:
    """The report in so many bytes, the worst findings first; what has no room is counted.

    Args:
        report: What to show.
        limit: The most bytes in UTF-8.
    """
    result = report.result
    blocks = [f"**itsm lint**: {_totals(report)}\n"]
    if result.sleeping:
        blocks.append(f"{asleep(result.sleeping)}\n")
    parts = list(_parts(report))
    room = limit - _size("\n".join(blocks)) - sum(part.least for part in parts)
    for part in parts:
        block = part.within(room)
        room -= _size(block) + 1 - part.least
        blocks.append(block)
    return "\n".join(blocks)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the report that gives way to the limit.

    Attributes:
        head: What stands above its rows.
        rows: Its rows.
        foot: What stands below.
    """

    head: str
    rows: Sequence[str]
    foot: str = ""

    @property
    def least(self) -> int:
        """Bytes that it takes without any row."""
        return _size(f"\n{self.head}{self.foot}") + _LAST_LINE

    def within(self, room: int) -> str:
        """It, with rows in so many bytes."""
        kept = _fitting(self.rows, room)
        left = len(self.rows) - kept
        verb = "has" if left == 1 else "have"
        rest = f"\n{count(left, 'more finding')} {verb} no room here.\n" if left else ""
        return f"{self.head}{''.join(self.rows[:kept])}{rest}{self.foot}"


def _parts(report: Report) -> Iterator[_Part]:
    """The findings, what a baseline records and is gone, and what is waived, folded away."""
    result = report.result
    if result.findings:
        rows = [_row(finding, report.folder) for finding in _worst_first(result.findings)]
        yield _Part(_COLUMNS, rows)
    if result.recorded and result.recorded.stale:
        entries = [f"- {_shown(str(entry))}\n" for entry in result.recorded.stale]
        yield _Part(f"**error**: {_shown(result.recorded.complaint)}:\n\n", entries)
    if result.waived:
        rows = [_row(each.finding, report.folder, str(each)) for each in result.waived]
        counted = count(len(rows), "waived finding")
        head = f"<details><summary>{counted}</summary>\n\n{_COLUMNS}"
        yield _Part(head, rows, "\n</details>\n")


def _totals(report: Report) -> str:
    files = count(report.result.files, "file")
    numbers = Counter(finding.severity for finding in report.result.findings)
    found = [count(numbers[severity], severity.value) for severity in Severity if numbers[severity]]
    return f"{all_of(found) or 'no findings'} in {files}"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _row(finding: Finding, folder: str, remark: str = "") -> str:
    what = _shown(finding.message)
    if finding.due:
        what += f" (holds from {finding.due})"
    if finding.help:
        what += f". {_shown(finding.help)}"
    if remark:
        what += f" ({_shown(remark)})"
    rule, place = _shown(f"{finding.code} {finding.rule}"), _shown(f"{folder}{finding.location}")
    return f"| {finding.severity.value} | {rule} | {place} | {what} |\n"


def _shown(text: str) -> str:
    return inert(shortened(text, _LONGEST))


def _fitting(rows: Sequence[str], room: int) -> int:
    """How many rows, from the first, fit into so many bytes."""
    number = 0
    while number < len(rows) and room >= _size(rows[number]):
        room -= _size(rows[number])
        number += 1
    return number


def _size(text: str) -> int:
    return len(text.encode())


def inert(text: str) -> str:
    """Text that Markdown shows as it is, on one line, wherever it stands within a line.

    What could be markup is escaped. What would call somebody or refer to something is set apart from its sign
    by a space without width, since hosts look for it after all escapes are undone.
    """
    apart = _CALL.sub(lambda sign: sign[0] + _APART, printable(text))
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", apart).translate(_ENTITIES)
