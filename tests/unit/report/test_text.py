"""Findings for people, whole outputs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itsm_as_code.finding import Finding, Location
from itsm_as_code.report.formats import render
from itsm_as_code.report.snippet import lines_of
from itsm_as_code.report.style import COLOURED
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, left_out, report

TOTALS = "Found 1 error in 213 files\n"


def test_source_related_file_note_help_and_fix() -> None:
    assert render("text", report(DANGLING)) == (
        "catalog/slas/retail.yaml:4:13: error[REF001] There is no stakeholder called retial\n"
        "   |\n"
        " 4 |   customer: retial\n"
        "   |             ^^^^^^\n"
        "   |\n"
        "  ::: catalog/stakeholders/retail.yaml:3:9\n"
        "   |\n"
        " 3 |   name: retail\n"
        "   |         ------ the nearest name\n"
        "   |\n"
        "   = note: not this one: catalog/roles/desk.yaml\n"
        "   = help: Did you mean retail?\n"
        "   = fix: Write retail (unsafe: look at it)\n"
        "\n" + TOTALS
    )


def test_a_related_place_in_the_same_file() -> None:
    assert render("text", report(REPEATED)) == (
        "catalog/slas/retail.yaml:5:3: error[SYN003] The key owner stands here a second time\n"
        "   |\n"
        " 3 |   owner: desk\n"
        "   |   ----- first here\n"
        " 4 |   customer: retial\n"
        " 5 |   owner: office\n"
        "   |   ^^^^^\n"
        "   |\n"
        "   = fix: Delete the line\n"
        "\n" + TOTALS
    )


def test_the_day_from_which_it_holds() -> None:
    assert render("text", report(DUE)) == (
        "catalog/stakeholders/retail.yaml:1:1: warning[AGR005] The review was due\n"
        "   |\n"
        " 1 | kind: Stakeholder\n"
        "   | ^^^^\n"
        "   |\n"
        "   = due: holds from 2026-12-01\n"
        "\n"
        "Found 1 warning in 213 files\n"
    )


def test_what_could_act_on_a_terminal_is_shown() -> None:
    assert render("text", report(UNREADABLE, HINT)) == (
        "catalog/a\\nb\\x1b[2J\\udcff.yaml: error[SYN001] The file is not UTF-8\n"
        "   = help: Save it as UTF-8.\n"
        "\n"
        "catalog/stakeholders/retail.yaml:3:9: info[GOV006] \\u202eThis text still stands\n"
        "   |\n"
        " 3 |   name: retail\n"
        "   |         ^^^^^^\n"
        "\n"
        "Found 1 error and 1 info in 213 files\n"
    )


def test_colour() -> None:
    assert render("text", replace(report(DUE), style=COLOURED)) == (
        "\x1b[1mcatalog/stakeholders/retail.yaml:1:1:\x1b[0m "
        "\x1b[1;33mwarning[AGR005]\x1b[0m The review was due\n"
        "\x1b[1;94m   |\x1b[0m\n"
        "\x1b[1;94m 1 |\x1b[0m kind: Stakeholder\n"
        "\x1b[1;94m   |\x1b[0m \x1b[1;33m^^^^\x1b[0m\n"
        "\x1b[1;94m   |\x1b[0m\n"
        "\x1b[1;94m   =\x1b[0m \x1b[1mdue:\x1b[0m holds from 2026-12-01\n"
        "\n"
        "Found \x1b[1;33m1 warning\x1b[0m in 213 files\n"
    )


def test_statistics_worst_and_most_frequent_first() -> None:
    findings = [DUE, HINT, *[DANGLING] * 1_200, *[REPEATED] * 3, UNREADABLE, UNREADABLE, UNREADABLE]
    assert render("text", report(*findings, statistics=True)) == (
        "1,200  error    REF001  dangling-reference\n"
        "    3  error    SYN001  encoding\n"
        "    3  error    SYN003  duplicate-key\n"
        "    1  warning  AGR005  review-overdue\n"
        "    1  info     GOV006  placeholder\n"
        "\n"
        "Found 1,206 errors, 1 warning and 1 info in 213 files\n"
    )


@pytest.mark.parametrize("statistics", [False, True])
def test_nothing_found(statistics: bool) -> None:
    assert render("text", report(statistics=statistics)) == "213 files, 205 entities: no findings\n"


def test_a_file_is_split_into_lines_once_however_many_findings_it_has() -> None:
    big = "x: 1\n" * 100_000
    findings: list[Finding] = [replace(DUE, location=Location("big.yaml", DUE.location.span))] * 2_000
    lines_of.cache_clear()
    shown = render("text", replace(report(*findings), source=lambda _: big))
    assert shown.count("\n 1 | x: 1\n") == 2_000
    assert lines_of.cache_info().misses == 1


def test_rules_that_sleep_are_named() -> None:
    asleep = report(DUE, statistics=True)
    asleep = replace(asleep, result=replace(asleep.result, sleeping=("ALN", "LEX")))
    assert render("text", asleep) == (
        "1  warning  AGR005  review-overdue\n"
        "\n"
        "Found 1 warning in 213 files\n"
        "Not judged yet: business alignment and lexicon. "
        "These rules wake when the catalogue has something for them; 'itsm next' says what to add.\n"
    )


def test_what_is_left_out_is_counted() -> None:
    assert render("text", left_out()) == (
        "213 files, 205 entities: no findings beyond the baseline\n"
        "Recorded in baseline.json: 12 findings\n"
        "error: baseline.json records what is gone; --update-baseline strikes it out:\n"
        "  SVC003 service-without-sla: service:email\n"
        "  REF003 misplaced-file: catalog/notes.txt (2 times)\n"
        "Waived: 1 finding by 1 waiver\n"
    )


def test_statistics_list_what_is_waived() -> None:
    listed, _, totals = render("text", left_out(HINT, statistics=True)).partition("\n\nFound")
    assert listed == (
        "1  info     GOV006  placeholder\n"
        "\n"
        "Waived\n"
        "  AGR005 review-overdue: catalog/stakeholders/retail.yaml by waiver:office-move, "
        "which expires on 2027-02-01"
    )
    assert totals.startswith(" 1 info in 213 files\nRecorded in baseline.json: 12 findings\n")


def test_that_fixes_were_not_sought_is_said_once() -> None:
    whole = report(DANGLING, REPEATED)
    lines = render("text", replace(whole, result=replace(whole.result, fixes_sought=False))).splitlines()
    assert lines[-2:] == [
        "Found 2 errors in 213 files",
        "There is so much to mend that a fix was not sought for every finding. Mend some, then lint again.",
    ]
