"""GitLab Code Quality: the whole output, and fingerprints that tell findings apart."""

from __future__ import annotations

import json
from dataclasses import replace

from itsm_as_code.report.formats import render
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, left_out, report


def test_whole_output() -> None:
    assert json.loads(render("gitlab", report(DANGLING, DUE, UNREADABLE, HINT))) == [
        {
            "description": "There is no stakeholder called retial. Did you mean retail?",
            "check_name": "REF001 dangling-reference",
            "fingerprint": DANGLING.fingerprint,
            "severity": "major",
            "location": {"path": "catalog/slas/retail.yaml", "lines": {"begin": 4, "end": 4}},
        },
        {
            "description": "The review was due",
            "check_name": "AGR005 review-overdue",
            "fingerprint": DUE.fingerprint,
            "severity": "minor",
            "location": {"path": "catalog/stakeholders/retail.yaml", "lines": {"begin": 1, "end": 1}},
        },
        {
            "description": "The file is not UTF-8. Save it as UTF-8.",
            "check_name": "SYN001 encoding",
            "fingerprint": UNREADABLE.fingerprint,
            "severity": "major",
            "location": {"path": "catalog/a\nb\x1b[2J\\udcff.yaml", "lines": {"begin": 1, "end": 1}},
        },
        {
            "description": "\\u202eThis text still stands",
            "check_name": "GOV006 placeholder",
            "fingerprint": HINT.fingerprint,
            "severity": "info",
            "location": {"path": "catalog/stakeholders/retail.yaml", "lines": {"begin": 3, "end": 3}},
        },
    ]


def test_nothing_found() -> None:
    assert render("gitlab", report()) == "[]\n"


def test_files_are_named_from_the_top_of_the_repository() -> None:
    (issue,) = json.loads(render("gitlab", replace(report(DUE), folder="it/")))
    assert issue["location"]["path"] == "it/catalog/stakeholders/retail.yaml"


def test_what_a_baseline_records_and_is_gone_stands_where_it_was() -> None:
    issues = json.loads(render("gitlab", replace(left_out(), folder="it/")))
    assert len({issue.pop("fingerprint") for issue in issues}) == 2
    said = "baseline.json records what is gone; --update-baseline strikes it out:"
    assert issues == [
        {
            "description": f"{said} {what}",
            "check_name": "stale-baseline",
            "severity": "major",
            "location": {"path": f"it/catalog/{path}", "lines": {"begin": 1, "end": 1}},
        }
        for what, path in (
            ("SVC003 service-without-sla: service:email", "services/email.yaml"),
            ("REF003 misplaced-file: catalog/notes.txt (2 times)", "notes.txt"),
        )
    ]


def test_fingerprints_are_unique_and_stay() -> None:
    def fingerprints(*numbers: int) -> list[str]:
        found = [replace(REPEATED, message=f"number {number}") for number in numbers]
        return [issue["fingerprint"] for issue in json.loads(render("gitlab", report(*found)))]

    three = fingerprints(1, 2, 3)
    assert len(set(three)) == 3
    assert three[0] == REPEATED.fingerprint
    assert fingerprints(4, 5) == three[:2]
