"""`itsm policy` and `itsm query`: what they print, and how they end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Itsm
from tests.rules.overlays import laid_over

POLICY = """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: service-management, title: How we run services}
spec:
  owner: quality-manager
  approver: it-manager
  objectives: [growth]
  rationale: Whoever sells furniture shall not have to wait for a mailbox.
  statements: [Each service for customers says what it is for.]
  params: {longest: 20}
  rules:
    - name: said
      match: {kind: Service, where: "self.spec.type == 'customer-facing'"}
      expression: "has(self.spec.outcome) && double(size(self.metadata.name)) < params.longest"
      message: A service for customers says what it is for
    - name: kept
      operations: [update]
      match: {kind: Service}
      expression: "self.spec.owner == old.spec.owner"
      message: The owner has changed
  tests:
    - {rule: said, expect: pass, self: {kind: Service, spec: {type: customer-facing, outcome: Mail.}}}
    - {rule: said, expect: fail, title: no outcome, self: {kind: Service, spec: {type: customer-facing}}}
    - rule: kept
      expect: pass
      self: {kind: Service, spec: {owner: a}}
      old: {kind: Service, spec: {owner: a}}
    - rule: kept
      expect: fail
      self: {kind: Service, spec: {owner: a}}
      old: {kind: Service, spec: {owner: b}}
"""


def _write(root: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The base of the rules' fixtures with two rules of its own."""
    files = laid_over({"policies/service-management.yaml": POLICY.encode()})
    return _write(tmp_path / "repository", files)


def test_the_examples_are_judged(itsm: Itsm, repository: Path) -> None:
    run = itsm("policy", "test", cwd=repository)
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "policies/service-management.yaml\n"
        "  ok    said passes\n"
        "  ok    said fails: no outcome\n"
        "  ok    kept passes\n"
        "  ok    kept fails\n"
        "\n"
        "4 examples: 4 come out as they have to\n"
    )


def test_an_example_that_does_not_come_out_right_ends_the_run_with_1(itsm: Itsm, repository: Path) -> None:
    text = POLICY.replace("expect: fail, title: no outcome", "expect: pass, title: no outcome")
    text = text.replace("{type: customer-facing, outcome: Mail.}", "{type: customer-facing, outcom: Mail.}")
    (repository / "policies/service-management.yaml").write_text(text, encoding="utf-8")
    run = itsm("policy", "test", "service-management", "--format", "text", cwd=repository)
    assert run.code == 1
    assert run.out == (
        "policies/service-management.yaml\n"
        "  FAIL  said passes\n"
        "        policies/service-management.yaml:22:94: The example has a field outcom that there is not\n"
        "        Did you mean outcome?\n"
        "  FAIL  said passes: no outcome\n"
        "        policies/service-management.yaml:23:28: The example has to pass, and the rule said lets it "
        "fail\n"
        "  ok    kept passes\n"
        "  ok    kept fails\n"
        "\n"
        "4 examples: 2 come out as they have to, 2 do not\n"
    )


def test_junit_and_json_say_the_same(itsm: Itsm, repository: Path) -> None:
    text = POLICY.replace("expect: fail, title: no outcome", "expect: pass, title: no outcome")
    (repository / "policies/service-management.yaml").write_text(text, encoding="utf-8")
    run = itsm("policy", "test", "--format", "junit", "--format", "json=tests.json", cwd=repository)
    assert run.code == 1
    (suite,) = ET.fromstring(run.out)
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == (
        "policy:service-management",
        "4",
        "1",
    )
    failures = [(case.get("name"), case.findtext("failure")) for case in suite.iter("testcase")]
    assert failures == [
        ("1 said passes", None),
        (
            "2 said passes: no outcome",
            "policies/service-management.yaml:23:28 The example has to pass, and the rule said lets it fail",
        ),
        ("3 kept passes", None),
        ("4 kept fails", None),
    ]
    written = json.loads((repository / "tests.json").read_text(encoding="utf-8"))
    assert [each["passed"] for each in written] == [True, False, True, True]
    assert written[1] == {
        "policy": "policy:service-management",
        "rule": "said",
        "expect": "pass",
        "title": "no outcome",
        "passed": False,
        "fault": "The example has to pass, and the rule said lets it fail",
        "help": None,
        "place": "policies/service-management.yaml:23:28",
    }


def test_an_unknown_policy_is_refused(itsm: Itsm, repository: Path) -> None:
    run = itsm("policy", "test", "service-managment", cwd=repository)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: There is no policy service-managment.\nhint: Did you mean service-management?\n"
    )


def test_the_list_shows_how_policies_are_kept(itsm: Itsm, repository: Path) -> None:
    run = itsm("policy", "list", cwd=repository, environment={"COLUMNS": "200"})
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "policy:service-management  How we run services\n"
        "1 statement, implemented by process:change-enablement, process:continual-improvement and 5 others\n"
        "rule  enforcement  judges                      concerned  kept  waived  violated\n"
        "said  mandatory    each Service                1          1     0       0\n"
        "kept  mandatory    the update of each Service\n"
        "\n"
        "1 policy, 2 rules, 0 violations\n"
    )
    listed = json.loads(itsm("policy", "list", "--format", "json", cwd=repository).out)
    assert listed[0]["rules"][0] == {
        "code": "POL/service-management/said",
        "enforcement": "mandatory",
        "overrideBy": None,
        "kind": "Service",
        "operations": [],
        "faulty": False,
        "concerned": 1,
        "kept": 1,
        "waived": 0,
        "violatedBy": [],
        "notJudged": [],
    }


def test_another_wording_is_tried(itsm: Itsm, repository: Path) -> None:
    run = itsm("policy", "try", "said", "--expression", "self.metadata.name == 'x'", cwd=repository)
    assert run.code == 1
    assert run.out == (
        "POL/service-management/said  A service for customers says what it is for\n"
        "1 entity is concerned; 1 of them would be refused.\n"
        "newly refused: service:email\n"
        "\n"
        "policies/service-management.yaml\n"
        "  FAIL  said passes\n"
        "        policies/service-management.yaml:22:28: The example has to pass, and the rule said lets it "
        "fail\n"
        "  ok    said fails: no outcome\n"
        "\n"
        "2 examples: 1 comes out as it has to, 1 does not\n"
    )


def test_a_faulty_wording_is_refused_with_its_place(itsm: Itsm, repository: Path) -> None:
    words = ("policy", "try", "service-management/said", "--expression", "has(self.spec.outcom)")
    run = itsm(*words, cwd=repository)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: There is no field outcom in spec of Service (at character 15: outcom).\n"
        "hint: Did you mean outcome?\n"
    )


def test_an_unknown_rule_is_refused(itsm: Itsm, repository: Path) -> None:
    run = itsm("policy", "try", "sad", "--expression", "true", cwd=repository)
    assert (run.code, run.err) == (2, "error: No policy has a rule sad.\nhint: Did you mean said?\n")


def test_the_catalogue_is_asked(itsm: Itsm, repository: Path) -> None:
    expression = "slasOf(self).exists(s, hasTarget(s, 'availability'))"
    run = itsm("query", expression, "--kind", "services", "--format", "csv", cwd=repository)
    assert (run.code, run.err) == (0, "")
    assert [line.split(",")[0] for line in run.out.splitlines()] == ["reference", "service:email"]


def test_what_cannot_be_asked_is_said(itsm: Itsm, repository: Path) -> None:
    words = ("query", "team('sales').metadata.title == ''", "--kind", "service", "--format", "json")
    run = itsm(*words, cwd=repository)
    assert (run.code, run.out) == (0, "[]\n")
    assert run.err == (
        "note: service:email cannot be asked: there is no team sales\n"
        "note: service:network cannot be asked: there is no team sales\n"
    )


def test_a_faulty_question_is_refused(itsm: Itsm, repository: Path) -> None:
    run = itsm("query", "self.spec.state == 'operationl'", "--kind", "service", cwd=repository)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: self.spec.state is never 'operationl' (at character 20: 'operationl').\n"
        "hint: Did you mean operational?\n"
    )


FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "markdown")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_a_finding_of_a_policy_with_its_place(
    itsm: Itsm, repository: Path, format_: str
) -> None:
    text = POLICY.replace("params: {longest: 20}", "params: {longest: 2}")
    (repository / "policies/service-management.yaml").write_text(text, encoding="utf-8")
    run = itsm("lint", "--no-cache", "--select", "POL/", "--format", format_, cwd=repository)
    assert run.code == 1
    places = {
        "text": "catalog/services/email.yaml:4:9: error[POL/service-management/said]",
        "json": '"code": "POL/service-management/said"',
        "github": "::error file=catalog/services/email.yaml,line=4,endLine=4,col=9,endColumn=14,",
        "gitlab": '"lines": {\n        "begin": 4,\n        "end": 4\n      }',
        "junit": "catalog/services/email.yaml:4:9",
        "sarif": '"ruleId": "POL/service-management/said"',
        "markdown": "POL/service-management/said",
    }
    assert places[format_] in run.out


def test_a_finding_of_a_policy_has_a_fingerprint_that_outlives_its_wording(
    itsm: Itsm, repository: Path
) -> None:
    def fingerprints(text: str) -> list[str]:
        (repository / "policies/service-management.yaml").write_text(text, encoding="utf-8")
        run = itsm("lint", "--select", "POL/", "--format", "json", cwd=repository)
        return [finding["fingerprint"] for finding in json.loads(run.out)["findings"]]

    broken = POLICY.replace("params: {longest: 20}", "params: {longest: 2}")
    reworded = broken.replace("says what it is for", "tells what it is good for")
    first = fingerprints(broken)
    assert len(first) == 1
    assert fingerprints(reworded) == first


def test_a_rule_of_a_policy_is_explained(itsm: Itsm, repository: Path) -> None:
    run = itsm("explain", "POL/service-management/said", cwd=repository)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(
        "POL/service-management/said said\nA service for customers says what it is for.\n"
    )
    assert "Each service for customers says what it is for." in run.out
    assert "has(self.spec.outcome)" in run.out
