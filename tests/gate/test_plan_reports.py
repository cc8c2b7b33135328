"""The plan in every format, of one change that has everything."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from itsm_as_code import api
from itsm_as_code.report import plan_formats
from itsm_as_code.report.style import PLAIN
from tests.gate.oakleaf import EMAIL, SLA, WIKI
from tests.gate.pull_request import PullRequest, template


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of a lowered promise that Ida has agreed to, by format."""
    folder = tmp_path_factory.mktemp("plan")
    pr = PullRequest.of(template(folder / "template"), folder / "repository")
    pr.change(
        {SLA: ("atLeast: 99.0", "atLeast: 98.5"), WIKI: "spec: {level: Gold}", EMAIL: "spec: {owner: nemo}"}
    )
    pr.approve("ida")
    pr.approve("robot", isBot=True)
    judgement = pr.judged()
    order = plan_formats.Order(PLAIN, 100, True, api.source)
    short = {judgement.proposal.commit[:7]: "1111111", judgement.proposal.target[:7]: "2222222"}  # type: ignore[index]
    found = {name: plan_formats.render(name, judgement, order) for name in plan_formats.FORMATS}
    for commit, word in short.items():
        found = {name: text.replace(commit, word) for name, text in found.items()}
    return found


def registry(root: Path) -> Registry[Any]:
    content = json.loads((root / "schema/findings.schema.json").read_text(encoding="utf-8"))
    resource = DRAFT202012.create_resource(content)
    found: Registry[Any] = Registry().with_resource("findings.schema.json", resource)
    return found


def test_json_fits_its_schema(shown: dict[str, str], root: Path) -> None:
    schema = json.loads((root / "schema/plan.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, registry=registry(root))
    plan = json.loads(shown["json"])
    assert [error.message for error in validator.iter_errors(plan)] == []
    del plan["verdict"]
    assert [error.message for error in validator.iter_errors(plan)] == ["'verdict' is a required property"]


@pytest.mark.parametrize("name", ["text", "markdown", "github"])
def test_what_people_read(shown: dict[str, str], name: str, root: Path) -> None:
    file = root / "tests/gate/expected" / f"plan.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown[name], encoding="utf-8")
    assert shown[name] == file.read_text(encoding="utf-8")


def test_sarif_names_what_the_gate_says(shown: dict[str, str]) -> None:
    (run,) = json.loads(shown["sarif"])["runs"]
    told = [(each["ruleId"], each["level"]) for each in run["results"]]
    assert told == [
        ("GATE/go-live", "error"),
        ("GATE/go-live", "error"),
        ("GATE/handed-over", "error"),
        ("GATE/handed-over", "error"),
        ("REF001", "error"),
        ("ALN005", "warning"),
        ("GATE/sla-loosened", "error"),
    ]
