"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

GitHub keeps ten annotations of each level and drops the rest without a word. So the worst come first, and the
last notice says how many had no room. `summary` is the whole list, for the summary of the step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from itsm_as_code.finding import Finding, Severity
from itsm_as_code.report import markdown
from itsm_as_code.report.formats import Report
from itsm_as_code.report.style import PLAIN
from itsm_as_code.report.text import totals
from itsm_as_code.text import all_of, count, printable

if TYPE_CHECKING:
    from itsm_as_code.lint.result import Recorded

ROOM = 10
"""Annotations of one level that GitHub keeps of a step."""

SUMMARY_LIMIT = 1_000_000
"""Bytes of a step's summary; GitHub drops one of more than 1 MiB."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, verb: str = "lint") -> str:
    """The annotations that GitHub keeps, the worst first, and the totals as a line of the log.

    Args:
        report: What to show.
        verb: The verb that says the rest.
    """
    findings = report.result.findings
    recorded = report.result.recorded
    lines = [f"::error title=itsm lint::{_data(_gone(recorded))}"] if recorded and recorded.stale else []
    shown = _shown(findings, ROOM - len(lines))
    lines += [_annotation(finding, report.folder) for finding in shown]
    left = Counter(finding.severity for finding in findings)
    left.subtract(finding.severity for finding in shown)
    if +left:
        lines.append(f"::notice title=itsm {verb}::{_data(_rest(left, verb))}")
    lines.append(totals(report.result, PLAIN).replace("##[", "## ["))  # an older form of commands
    return "\n".join(lines) + "\n"


def summary(report: Report) -> str:
    """The whole list as Markdown, for the file that GITHUB_STEP_SUMMARY names."""
    return markdown.within(report, SUMMARY_LIMIT)


def _gone(recorded: Recorded) -> str:
    lines = [f"{recorded.complaint}:", *map(str, recorded.stale)]
    return "\n".join(map(printable, lines))


def _shown(findings: Sequence[Finding], errors: int) -> list[Finding]:
    """The first of each severity, so many errors; one notice fewer where a notice has to tell of the rest."""
    numbers = Counter(finding.severity for finding in findings)
    room = dict.fromkeys(Severity, ROOM) | {Severity.ERROR: errors}
    if any(numbers[severity] > room[severity] for severity in Severity):
        room[Severity.INFO] = ROOM - 1
    return [finding for severity in Severity for finding in islice(_of(findings, severity), room[severity])]


def _of(findings: Sequence[Finding], severity: Severity) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is severity)


def _rest(left: Counter[Severity], verb: str) -> str:
    cut = [count(left[severity], severity.value) for severity in Severity if left[severity]]
    has = "has" if left.total() == 1 else "have"
    return (
        f"{all_of(cut)} more {has} no room here, since GitHub shows {ROOM} of each level. "
        f"The summary of this step lists them, and so does 'itsm {verb}'."
    )


def _annotation(finding: Finding, folder: str) -> str:
    place = finding.location
    properties = {"file": printable(folder + place.path)}
    if place.span is not None:
        properties |= {"line": str(place.span.start_line), "endLine": str(place.span.end_line)}
        if place.span.start_line == place.span.end_line:  # columns count on a single line only
            properties |= {"col": str(place.span.start_column), "endColumn": str(place.span.end_column)}
    properties["title"] = f"{finding.code} {finding.rule}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {written}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.due:
        lines.append(f"Holds from {finding.due}.")
    if finding.help:
        lines.append(finding.help)
    return "\n".join(map(printable, lines))


def _data(text: str) -> str:
    """Text behind the second pair of colons."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
