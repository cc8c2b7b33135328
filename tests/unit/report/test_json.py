"""Findings for programs: the whole output, and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from itsm_as_code.report.formats import render
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, left_out, report


@pytest.fixture(scope="module")
def schema(root: Path) -> Any:
    return json.loads((root / "schema/findings.schema.json").read_text(encoding="utf-8"))


def test_one_finding() -> None:
    assert json.loads(render("json", report(DANGLING))) == {
        "apiVersion": "itsm/v1",
        "kind": "Findings",
        "tool": {"name": "itsm-as-code", "version": "1.0.0"},
        "asOf": "2026-11-20",
        "summary": {
            "files": 213,
            "entities": 205,
            "errors": 1,
            "warnings": 0,
            "infos": 0,
            "rules": [{"code": "REF001", "rule": "dangling-reference", "severity": "error", "findings": 1}],
            "sleeping": [],
            "waived": 0,
            "fixesSought": True,
        },
        "findings": [
            {
                "code": "REF001",
                "rule": "dangling-reference",
                "severity": "error",
                "message": "There is no stakeholder called retial",
                "path": "catalog/slas/retail.yaml",
                "span": {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 19},
                "entity": "sla:retail",
                "field": "spec.customer",
                "related": [
                    {
                        "path": "catalog/stakeholders/retail.yaml",
                        "span": {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 15},
                        "entity": "stakeholder:retail",
                        "message": "the nearest name",
                    },
                    {
                        "path": "catalog/roles/desk.yaml",
                        "span": None,
                        "entity": None,
                        "message": "not this one",
                    },
                ],
                "help": "Did you mean retail?",
                "fix": {
                    "title": "Write retail",
                    "safe": False,
                    "edits": [
                        {
                            "path": "catalog/slas/retail.yaml",
                            "span": {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 19},
                            "text": "retail",
                        }
                    ],
                    "moves": [],
                },
                "due": None,
                "fingerprint": DANGLING.fingerprint,
            }
        ],
        "waived": [],
        "baseline": None,
    }


def test_every_finding_fits_the_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(render("json", report())))
    validator.validate(json.loads(render("json", report(DANGLING, REPEATED, DUE, UNREADABLE, HINT))))
    validator.validate(json.loads(render("json", left_out())))


def test_what_is_left_out() -> None:
    found = json.loads(render("json", left_out()))
    (waived,) = found.pop("waived")
    assert (waived["waiver"], waived["expires"]) == ("waiver:office-move", "2027-02-01")
    assert (waived["finding"]["code"], waived["finding"]["fingerprint"]) == ("AGR005", DUE.fingerprint)
    assert found["summary"]["waived"] == 1
    assert found["baseline"] == {
        "file": "baseline.json",
        "recorded": 12,
        "stale": [
            {
                "code": "SVC003",
                "rule": "service-without-sla",
                "entity": "service:email",
                "path": "catalog/services/email.yaml",
                "number": 1,
                "fingerprint": "0123456789abcdef0123456789abcdef",
            },
            {
                "code": "REF003",
                "rule": "misplaced-file",
                "entity": None,
                "path": "catalog/notes.txt",
                "number": 2,
                "fingerprint": "fedcba9876543210fedcba9876543210",
            },
        ],
    }


def test_the_schema_asks_for_every_key_and_admits_no_other(schema: Any) -> None:
    def objects(node: Any) -> list[Any]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        below = [found for item in node.values() for found in objects(item)]
        return [node, *below] if "properties" in node else below

    found = objects(schema)
    assert len(found) == 13
    assert [node["required"] for node in found] == [list(node["properties"]) for node in found]
    assert all(node["additionalProperties"] is False for node in found)


def test_nothing_but_ascii() -> None:
    written = render("json", report(UNREADABLE, HINT))
    assert written.isascii()
    assert json.loads(written)["findings"][0]["path"] == "catalog/a\nb\x1b[2J\udcff.yaml"
