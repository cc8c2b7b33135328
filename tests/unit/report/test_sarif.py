"""SARIF 2.1.0: the whole output, the official schema, and references that cannot lead astray."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.finding import Location, Related, Span
from itsm_as_code.report import sarif
from itsm_as_code.report.formats import render
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, left_out, report


@pytest.fixture(scope="module")
def schema(corpora: Path) -> Any:
    return json.loads((corpora / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(text: str) -> dict[str, Any]:
    (run,) = json.loads(text)["runs"]
    return dict(run)


def test_one_finding() -> None:
    whole = json.loads(render("sarif", report(DANGLING)))
    (rule,) = whole["runs"][0]["tool"]["driver"].pop("rules")
    assert whole == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "itsm",
                        "fullName": "itsm-as-code 1.0.0",
                        "semanticVersion": "1.0.0",
                    }
                },
                "invocations": [{"executionSuccessful": True}],
                "originalUriBaseIds": {
                    "%SRCROOT%": {"description": {"text": "The top of the git repository."}}
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "REF001",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "There is no stakeholder called retial. Did you mean retail?"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "catalog/slas/retail.yaml",
                                        "uriBaseId": "%SRCROOT%",
                                    },
                                    "region": {
                                        "startLine": 4,
                                        "startColumn": 13,
                                        "endLine": 4,
                                        "endColumn": 19,
                                    },
                                },
                                "logicalLocations": [
                                    {"fullyQualifiedName": "sla:retail", "name": "retail", "kind": "sla"}
                                ],
                            }
                        ],
                        "partialFingerprints": {"finding/v1": f"{DANGLING.fingerprint}:1"},
                        "suppressions": [],
                        "relatedLocations": [
                            {
                                "id": 1,
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "catalog/stakeholders/retail.yaml",
                                        "uriBaseId": "%SRCROOT%",
                                    },
                                    "region": {
                                        "startLine": 3,
                                        "startColumn": 9,
                                        "endLine": 3,
                                        "endColumn": 15,
                                    },
                                },
                                "message": {"text": "the nearest name"},
                            },
                            {
                                "id": 2,
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "catalog/roles/desk.yaml",
                                        "uriBaseId": "%SRCROOT%",
                                    },
                                    "region": {"startLine": 1},
                                },
                                "message": {"text": "not this one"},
                            },
                        ],
                    }
                ],
                "properties": {"asOf": "2026-11-20"},
            }
        ],
    }
    markdown = rule["help"].pop("markdown")
    assert "\n## Why it matters\n" in markdown
    assert rule == {
        "id": "REF001",
        "name": "dangling-reference",
        "shortDescription": {"text": "A reference leads nowhere."},
        "fullDescription": {"text": "A reference leads nowhere."},
        "help": {"text": "A reference leads nowhere. 'itsm explain REF001' shows its page."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["REF"]},
    }


def test_rules_are_listed_once_and_pointed_at() -> None:
    own = replace(DUE, code="POL/agree-before-promise/signed", rule="signed")
    run = run_of(render("sarif", report(DANGLING, own, REPEATED, replace(DANGLING, entity=None))))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["POL/agree-before-promise/signed", "REF001", "SYN003"]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        "REF001",
        "POL/agree-before-promise/signed",
        "SYN003",
        "REF001",
    ]
    assert run["tool"]["driver"]["rules"][0] == {"id": own.code, "name": "signed"}


def test_levels_due_dates_and_repeated_fingerprints() -> None:
    results = run_of(render("sarif", report(DANGLING, DUE, DUE, HINT)))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "warning", "note"]
    assert results[1]["properties"] == {"due": "2026-12-01"}
    assert results[1]["message"]["text"] == "The review was due (holds from 2026-12-01)"
    prints = [result["partialFingerprints"]["finding/v1"] for result in results]
    assert prints == [
        f"{DANGLING.fingerprint}:1",
        f"{DUE.fingerprint}:1",
        f"{DUE.fingerprint}:2",
        f"{HINT.fingerprint}:1",
    ]


def test_what_is_waived_is_suppressed_and_what_is_gone_is_a_notification() -> None:
    run = run_of(render("sarif", left_out(DANGLING, DUE)))
    by = [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "waived by waiver:office-move, which expires on 2027-02-01",
        }
    ]
    found = [(each["ruleId"], each["ruleIndex"], each["suppressions"]) for each in run["results"]]
    assert found == [("REF001", 1, []), ("AGR005", 0, []), ("AGR005", 0, by)]
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolConfigurationNotifications": [
                {
                    "descriptor": {"id": "stale-baseline"},
                    "level": "error",
                    "message": {
                        "text": "baseline.json records what is gone; --update-baseline strikes it out:\n"
                        "SVC003 service-without-sla: service:email\n"
                        "REF003 misplaced-file: catalog/notes.txt (2 times)"
                    },
                }
            ],
        }
    ]


def test_messages_hold_neither_placeholders_nor_links() -> None:
    message = "{0} and [a](1) and [b](https://example.com) {{x}}"
    (result,) = run_of(render("sarif", report(replace(DUE, due=None, message=message))))["results"]
    assert result["message"]["text"] == ("{{0}} and [a] (1) and [b] (https://example.com) {{{{x}}}}")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("catalog/services/email.yaml", "catalog/services/email.yaml"),
        ("catalog/a b#c?d%e.yaml", "catalog/a%20b%23c%3Fd%25e.yaml"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("catalog/a\nb\x1b.yaml", "catalog/a%0Ab%1B.yaml"),
        ("catalog/Größe/店.yaml", "catalog/Gr%C3%B6%C3%9Fe/%E5%BA%97.yaml"),
        ("catalog/\udcff.yaml", "catalog/%FF.yaml"),
        ("catalog/\ud800.yaml", "catalog/%ED%A0%80.yaml"),
        ("../../etc/passwd", "etc/passwd"),
        ("//host/share", "host/share"),
        ("C:\\x", "C%3A%5Cx"),
    ],
)
def test_references(path: str, uri: str) -> None:
    assert sarif.reference(path) == uri


@given(st.text(alphabet=st.characters(), min_size=1))
def test_no_reference_leads_out(path: str) -> None:
    uri = sarif.reference(path)
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert uri.isascii()
    assert not uri.startswith("/")
    assert not {"", ".", ".."} & set(uri.split("/")) - ({""} if not uri else set())
    kept = [step for step in path.split("/") if step not in ("", ".", "..")]
    steps = [unquote_to_bytes(step).decode("utf-8", "surrogatepass") for step in uri.split("/") if step]
    assert steps == kept


def test_files_are_named_from_the_top_of_the_repository() -> None:
    (result,) = run_of(render("sarif", replace(report(DUE), folder="it services/")))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "it%20services/catalog/stakeholders/retail.yaml"


def test_the_official_schema(schema: Any) -> None:
    jsonschema.Draft4Validator.check_schema(schema)
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    own = replace(DUE, code="POL/agree-before-promise/signed", rule="signed")
    for findings in ((), (DANGLING, REPEATED, DUE, UNREADABLE, HINT, own, own)):
        validator.validate(json.loads(render("sarif", report(*findings))))
        validator.validate(json.loads(render("sarif", left_out(*findings))))
    broken = json.loads(render("sarif", report(DUE)))
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.json_path for error in validator.iter_errors(broken)] == ["$.runs[0].results[0].level"]


def test_the_official_schema_with_hostile_strings(schema: Any, corpora: Path) -> None:
    validator = jsonschema.Draft4Validator(schema)
    naughty = json.loads((corpora / "blns.json").read_text(encoding="utf-8"))
    findings = [
        replace(
            DANGLING,
            message=text,
            help=text,
            location=Location(f"catalog/{text}", Span(1, 1, 1, 2)),
            related=(Related(Location(text), text, text),),
        )
        for text in naughty
        if text
    ]
    text = render("sarif", report(*findings))
    assert text.isascii()
    validator.validate(json.loads(text))
    assert len(run_of(text)["results"]) == len(findings) > 500
