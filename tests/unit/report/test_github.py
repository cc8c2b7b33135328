"""Workflow commands of GitHub Actions: whole outputs, room, escaping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itsm_as_code.finding import Finding, Location, Severity, Span
from itsm_as_code.report import github
from itsm_as_code.report.formats import render
from tests.unit.report.findings import (
    DANGLING,
    DUE,
    HINT,
    REPEATED,
    STAKEHOLDER,
    UNREADABLE,
    left_out,
    report,
)


def test_whole_output() -> None:
    assert render("github", report(DANGLING, REPEATED, DUE, UNREADABLE, HINT)) == (
        "::error file=catalog/slas/retail.yaml,line=4,endLine=4,col=13,endColumn=19,"
        "title=REF001 dangling-reference::There is no stakeholder called retial%0ADid you mean retail?\n"
        "::error file=catalog/slas/retail.yaml,line=5,endLine=5,col=3,endColumn=8,"
        "title=SYN003 duplicate-key::The key owner stands here a second time\n"
        "::error file=catalog/a\\nb\\x1b[2J\\udcff.yaml,"
        "title=SYN001 encoding::The file is not UTF-8%0ASave it as UTF-8.\n"
        "::warning file=catalog/stakeholders/retail.yaml,line=1,endLine=1,col=1,endColumn=5,"
        "title=AGR005 review-overdue::The review was due%0AHolds from 2026-12-01.\n"
        "::notice file=catalog/stakeholders/retail.yaml,line=3,endLine=3,col=9,endColumn=15,"
        "title=GOV006 placeholder::\\u202eThis text still stands\n"
        "Found 3 errors, 1 warning and 1 info in 213 files\n"
    )


def test_nothing_found() -> None:
    assert render("github", report()) == "213 files, 205 entities: no findings\n"


def test_files_are_named_from_the_top_of_the_repository() -> None:
    first, _ = render("github", replace(report(DUE), folder="it/")).splitlines()
    assert first.startswith("::warning file=it/catalog/stakeholders/retail.yaml,line=1,")


def test_a_span_over_several_lines_has_no_columns() -> None:
    tall = replace(DUE, location=Location(STAKEHOLDER, Span(1, 1, 3, 5)))
    first, _ = render("github", report(tall)).splitlines()
    assert first.startswith(f"::warning file={STAKEHOLDER},line=1,endLine=3,title=AGR005 review-overdue::")


def _many(errors: int, warnings: int, infos: int) -> list[Finding]:
    """So many findings of each severity, the mildest first as a file may have them."""
    numbered = [(DUE, warnings), (HINT, infos), (DANGLING, errors)]
    return [replace(finding, message=f"number {n}") for finding, size in numbered for n in range(size)]


@pytest.mark.parametrize(
    ("found", "shown", "rest"),
    [
        ((10, 10, 10), (10, 10, 10), None),
        ((11, 10, 10), (10, 10, 9), "1 error and 1 info more have no room here"),
        ((14, 0, 0), (10, 0, 0), "4 errors more have no room here"),
        ((0, 11, 0), (0, 10, 0), "1 warning more has no room here"),
        ((0, 0, 11), (0, 0, 9), "2 infos more have no room here"),
        ((30, 1200, 0), (10, 10, 0), "20 errors and 1,190 warnings more have no room here"),
    ],
)
def test_the_worst_have_the_room(
    found: tuple[int, int, int], shown: tuple[int, int, int], rest: str | None
) -> None:
    lines = render("github", report(*_many(*found))).splitlines()
    levels = [line[2:].split(" ", 1)[0] for line in lines if line.startswith("::") and "file=" in line]
    assert levels == ["error"] * shown[0] + ["warning"] * shown[1] + ["notice"] * shown[2]
    about = [line for line in lines if line.startswith("::notice title=itsm lint::")]
    explained = (
        ", since GitHub shows 10 of each level. The summary of this step lists them, and so does 'itsm lint'."
    )
    assert about == ([f"::notice title=itsm lint::{rest}{explained}"] if rest else [])
    assert lines[-1].startswith("Found ")


def test_what_a_baseline_records_and_is_gone_comes_first_and_takes_room() -> None:
    lines = render("github", left_out(*_many(10, 0, 0))).splitlines()
    gone = [
        "SVC003 service-without-sla: service:email",
        "REF003 misplaced-file: catalog/notes.txt (2 times)",
    ]
    said = "baseline.json records what is gone; --update-baseline strikes it out:"
    assert lines[0] == f"::error title=itsm lint::{'%0A'.join([said, *gone])}"
    assert [line.split("::")[-1].split("%0A")[0] for line in lines[1:10]] == [f"number {n}" for n in range(9)]
    assert lines[10].startswith("::notice title=itsm lint::1 error more has no room here")
    assert lines[11:] == [
        "Found 10 errors in 213 files",
        "Recorded in baseline.json: 12 findings",
        f"error: {said}",
        *(f"  {each}" for each in gone),
        "Waived: 1 finding by 1 waiver",
    ]


def test_within_a_severity_the_order_of_the_report_stays() -> None:
    lines = render("github", report(*_many(12, 0, 0))).splitlines()
    assert [line.split("::")[-1].split("%0A")[0] for line in lines[:10]] == [f"number {n}" for n in range(10)]


@pytest.mark.parametrize(
    ("text", "data", "value"),
    [
        ("100 % of a: b, c", "100 %25 of a: b, c", "100 %25 of a%3A b%2C c"),
        ("%0A", "%250A", "%250A"),
        ("::stop-commands::x", "::stop-commands::x", "%3A%3Astop-commands%3A%3Ax"),
        ("a\r\n::error::b", "a\\r\\n::error::b", "a\\r\\n%3A%3Aerror%3A%3Ab"),
    ],
)
def test_escaping(text: str, data: str, value: str) -> None:
    """Line breaks are shown as escapes before they could become part of a command."""
    finding = replace(DUE, due=None, message=text, location=Location(text))
    first, second, *others = render("github", report(finding)).split("\n")
    assert first == f"::warning file={value},title=AGR005 review-overdue::{data}"
    assert (second, others) == ("Found 1 warning in 213 files", [""])


def test_the_summary_lists_everything() -> None:
    summary = github.summary(report(*_many(14, 30, 12)))
    rows = [line for line in summary.splitlines() if line.startswith(("| error", "| warning", "| info"))]
    assert len(rows) == 56
    assert summary.startswith("**itsm lint**: 14 errors, 30 warnings and 12 infos in 213 files\n")


def test_the_summary_stays_within_what_github_accepts() -> None:
    long = replace(DANGLING, message="é" * 400, help="ü" * 400)
    summary = github.summary(report(*[long] * 2_000))
    assert 990_000 < len(summary.encode()) <= github.SUMMARY_LIMIT
    rows = summary.count("\n| error ")
    assert summary.endswith(f"\n{2_000 - rows:,} more findings have no room here.\n")


def test_severities_have_a_level_each() -> None:
    levels = {
        severity: render("github", report(replace(DUE, severity=severity))).split(" ")[0]
        for severity in Severity
    }
    assert levels == {
        Severity.ERROR: "::error",
        Severity.WARNING: "::warning",
        Severity.INFO: "::notice",
    }
