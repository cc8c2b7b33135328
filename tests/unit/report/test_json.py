"""Findings for programs: the whole output, and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from itsm_as_code.report.formats import render
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, report


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
                },
                "due": None,
                "fingerprint": DANGLING.fingerprint,
            }
        ],
    }


def test_every_finding_fits_the_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(render("json", report())))
    validator.validate(json.loads(render("json", report(DANGLING, REPEATED, DUE, UNREADABLE, HINT))))


def test_the_schema_asks_for_every_key_and_admits_no_other(schema: Any) -> None:
    def objects(node: Any) -> list[Any]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        below = [found for item in node.values() for found in objects(item)]
        return [node, *below] if "properties" in node else below

    found = objects(schema)
    assert len(found) == 9
    assert [node["required"] for node in found] == [list(node["properties"]) for node in found]
    assert all(node["additionalProperties"] is False for node in found)


def test_nothing_but_ascii() -> None:
    written = render("json", report(UNREADABLE, HINT))
    assert written.isascii()
    assert json.loads(written)["findings"][0]["path"] == "catalog/a\nb\x1b[2J\udcff.yaml"
