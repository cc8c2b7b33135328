"""Findings for people, in the manner of a good compiler: place, judgement, source line, way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from itsm_as_code.finding import Finding, Location, Severity
from itsm_as_code.report.families import asleep
from itsm_as_code.report.formats import Report
from itsm_as_code.report.snippet import Mark, lines_of, snippet
from itsm_as_code.report.style import Style, Tone, tone_of
from itsm_as_code.text import all_of, count, printable

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult
    from itsm_as_code.lint.result import Recorded, Waived


FIXES_NOT_SOUGHT = (
    "There is so much to mend that a fix was not sought for every finding. Mend some, then lint again."
)


def render(report: Report) -> str:
    """The report as text: every finding with its source, or the counts by rule, and the totals."""
    findings = report.result.findings
    if report.statistics:
        blocks = ["\n".join(_statistics(findings, report.style))] if findings else []
        if report.result.waived:
            blocks.append("\n".join(_waived(report.result.waived, report.style)))
    else:
        blocks = [
            "\n".join(block(finding, report.source, report.style, report.width)) for finding in findings
        ]
    return "\n\n".join([*blocks, totals(report.result, report.style)]) + "\n"


def totals(result: LintResult, style: Style) -> str:
    """How many findings there are, by severity, in how many files; what is left out; which rules sleep."""
    lines = [_counted(result, style)]
    if result.recorded:
        lines += _recorded(result.recorded, style)
    if result.waived:
        waivers = len({each.waiver for each in result.waived})
        lines.append(f"Waived: {count(len(result.waived), 'finding')} by {count(waivers, 'waiver')}")
    if result.sleeping:
        lines.append(asleep(result.sleeping))
    if not result.fixes_sought:
        lines.append(FIXES_NOT_SOUGHT)
    return "\n".join(lines)


def _counted(result: LintResult, style: Style) -> str:
    files = count(result.files, "file")
    if not result.findings:
        entities = count(result.entities, "entity", "entities")
        beyond = " beyond the baseline" if result.recorded else ""
        return style.paint(f"{files}, {entities}: no findings{beyond}", Tone.GOOD)
    numbers = Counter(finding.severity for finding in result.findings)
    found = [
        style.paint(count(numbers[severity], severity.value), tone_of(severity))
        for severity in Severity
        if numbers[severity]
    ]
    return f"Found {all_of(found)} in {files}"


def _recorded(recorded: Recorded, style: Style) -> Iterator[str]:
    """What a baseline accounts for, and each entry that accounts for nothing any more."""
    yield f"Recorded in {printable(recorded.file)}: {count(recorded.known, 'finding')}"
    if recorded.stale:
        label = style.paint("error:", tone_of(Severity.ERROR))
        yield f"{label} {printable(recorded.complaint)}:"
        for entry in recorded.stale:
            code, _, rest = str(entry).partition(" ")
            yield f"  {style.paint(code, Tone.STRONG)} {printable(rest)}"


def _waived(waived: Iterable[Waived], style: Style) -> Iterator[str]:
    """Each finding that is waived, with its waiver and the first day on which it no longer holds."""
    yield "Waived"
    for each in waived:
        finding = each.finding
        subject = finding.entity or finding.location.path
        yield (
            f"  {style.paint(finding.code, Tone.STRONG)} {printable(finding.rule)}: {printable(subject)} "
            f"by {printable(each.waiver)}, which expires on {each.expires}"
        )


def _statistics(findings: Iterable[Finding], style: Style) -> Iterator[str]:
    rows = by_rule(findings)
    digits = len(f"{max(number for *_, number in rows):,}")
    for severity, code, rule, number in rows:
        label = style.paint(f"{severity.value:<7}", tone_of(severity))
        yield f"{number:>{digits},}  {label}  {style.paint(code, Tone.STRONG)}  {printable(rule)}"


def by_rule(findings: Iterable[Finding]) -> list[tuple[Severity, str, str, int]]:
    """Severity, code and name of each rule with the number of its findings, the worst first."""
    numbers = Counter((finding.severity, finding.code, finding.rule) for finding in findings)
    return sorted(
        ((*key, number) for key, number in numbers.items()),
        key=lambda row: (row[0].rank, -row[3], row[1]),
    )


def block(finding: Finding, source: Callable[[str], str], style: Style, width: int) -> Iterator[str]:
    """One finding as lines: its headline, the source it is about, and what to do.

    Args:
        finding: The finding.
        source: Gives the text of a file, empty where it could not be decoded.
        style: Whether to colour.
        width: Cells that a source line may take.
    """
    here = finding.location
    label = style.paint(f"{finding.severity.value}[{finding.code}]", tone_of(finding.severity))
    yield f"{style.paint(f'{printable(str(here))}:', Tone.STRONG)} {label} {printable(finding.message)}"
    places = [here, *(related.location for related in finding.related)]
    gutter = len(str(max((place.span.end_line for place in places if place.span), default=0))) + 1
    edge = style.paint(" " * gutter + " |", Tone.NOTE)
    below = False
    for path, marks in _marks(finding).items():
        shown = snippet(lines_of(source(path)), marks, gutter=gutter, width=width, style=style)
        if path != here.path:
            place = Location(path, marks[0].span)
            if below:
                yield edge
            yield f"{' ' * gutter}{style.paint(':::', Tone.NOTE)} {printable(str(place))}"
        if shown:
            yield from (edge, *shown)
            below = True
    remarks = list(_remarks(finding))
    if remarks and below:
        yield edge
    for word, remark in remarks:
        sign = style.paint(f"{' ' * gutter} =", Tone.NOTE)
        yield f"{sign} {style.paint(f'{word}:', Tone.STRONG)} {printable(remark)}"


def _marks(finding: Finding) -> dict[str, list[Mark]]:
    """What to underline, file by file, that of the finding first."""
    marks: dict[str, list[Mark]] = {}
    if finding.location.span:
        marks[finding.location.path] = [Mark(finding.location.span, "", tone_of(finding.severity))]
    for related in finding.related:
        if related.location.span:
            mark = Mark(related.location.span, printable(related.message), Tone.NOTE, "-")
            marks.setdefault(related.location.path, []).append(mark)
    return marks


def _remarks(finding: Finding) -> Iterator[tuple[str, str]]:
    """What stands below the source: related files without a place in them, the day, the way out."""
    for related in finding.related:
        if related.location.span is None:
            yield (
                "note",
                f"{related.message}: {related.location}" if related.message else str(related.location),
            )
    if finding.due:
        yield "due", f"holds from {finding.due}"
    if finding.help:
        yield "help", finding.help
    if finding.fix:
        yield "fix", finding.fix.title if finding.fix.safe else f"{finding.fix.title} (unsafe: look at it)"
