"""JUnit XML: the form of the schemas of Ant's JUnit task and of Jenkins, and what fails."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from itsm_as_code.finding import Severity
from itsm_as_code.report.formats import Report, render
from tests.unit.report.findings import DANGLING, DUE, HINT, REPEATED, UNREADABLE, left_out, report

SUITE = {
    "name": r".+",
    "package": r"itsm",
    "id": r"\d+",
    "timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "hostname": r"localhost",
    "tests": r"\d+",
    "failures": r"\d+",
    "errors": r"0",
    "skipped": r"\d+",
    "time": r"0",
}
CASE = {"name": r"\S+ \S+", "classname": r"itsm\.\S+", "time": r"0"}
OUTCOMES = {"failure": {"message": r".+", "type": r".+"}, "skipped": {"message": r".+"}}


def conform(root: ET.Element) -> None:
    """Check what the schemas ask for: elements in their order, each attribute in its form."""

    def attributes(element: ET.Element, expected: dict[str, str]) -> None:
        assert element.keys() == list(expected)
        for name, form in expected.items():
            assert re.fullmatch(form, element.get(name, "")), (element.tag, name, element.get(name))

    assert (root.tag, root.attrib) == ("testsuites", {})
    for number, suite in enumerate(root):
        attributes(suite, SUITE)
        assert suite.get("id") == str(number)
        head, *cases, out, err = suite
        assert [element.tag for element in (head, out, err)] == ["properties", "system-out", "system-err"]
        for case in cases:
            assert case.tag == "testcase"
            attributes(case, CASE)
            assert len(case) <= 1
            for outcome in case:
                attributes(outcome, OUTCOMES[outcome.tag])
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))


def parsed(what: Report) -> ET.Element:
    root = ET.fromstring(render("junit", what))
    conform(root)
    return root


def outcome(root: ET.Element, code: str) -> ET.Element | str:
    """The failure of a rule, or `passed` or `skipped`."""
    (case,) = [case for case in root.iter("testcase") if case.get("name", "").split()[0] == code]
    failure = case.find("failure")
    if failure is not None:
        return failure
    return "passed" if case.find("skipped") is None else "skipped"


def test_whole_output() -> None:
    found = replace(report(REPEATED, UNREADABLE), select=("SYN00",), ignore=("SYN004", "SYN005", "SYN006"))
    assert render("junit", found) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<testsuites>\n"
        '  <testsuite name="SYN" package="itsm" id="0" timestamp="2026-11-20T00:00:00" hostname="localhost" '
        'tests="6" failures="2" errors="0" skipped="0" time="0">\n'
        "    <properties />\n"
        '    <testcase name="SYN001 encoding" classname="itsm.SYN" time="0">\n'
        '      <failure message="1 error" type="encoding">catalog/a\\nb\\x1b[2J\\udcff.yaml: error SYN001: '
        "The file is not UTF-8 (Save it as UTF-8.)</failure>\n"
        "    </testcase>\n"
        '    <testcase name="SYN002 syntax-error" classname="itsm.SYN" time="0" />\n'
        '    <testcase name="SYN003 duplicate-key" classname="itsm.SYN" time="0">\n'
        '      <failure message="1 error" type="duplicate-key">catalog/slas/retail.yaml:5:3: error SYN003: '
        "The key owner stands here a second time</failure>\n"
        "    </testcase>\n"
        '    <testcase name="SYN007 forbidden-character" classname="itsm.SYN" time="0" />\n'
        '    <testcase name="SYN008 too-large" classname="itsm.SYN" time="0" />\n'
        '    <testcase name="SYN009 too-deep" classname="itsm.SYN" time="0" />\n'
        "    <system-out />\n"
        "    <system-err />\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (Severity.ERROR, ["REF001"]),
        (Severity.WARNING, ["REF001", "AGR005"]),
        (Severity.INFO, ["REF001", "AGR005", "GOV006"]),
        (None, []),
    ],
)
def test_what_fails_the_run_fails_the_rule(fail_on: Severity | None, failing: list[str]) -> None:
    codes = ("REF001", "AGR005", "GOV006")
    root = parsed(replace(report(DANGLING, DUE, HINT), fail_on=fail_on))
    assert [code for code in codes if isinstance(outcome(root, code), ET.Element)] == failing


def test_what_does_not_fail_is_in_the_output_of_its_family() -> None:
    root = parsed(report(DUE, HINT))
    out = {suite.get("name"): suite.findtext("system-out") for suite in root if suite.findtext("system-out")}
    assert out == {
        "AGR": "catalog/stakeholders/retail.yaml:1:1: warning AGR005: The review was due",
        "GOV": "catalog/stakeholders/retail.yaml:3:9: info GOV006: \\u202eThis text still stands",
    }


def test_every_finding_of_a_rule_is_listed() -> None:
    other = replace(DUE, code="REF001", rule="dangling-reference")
    failure = outcome(parsed(replace(report(DANGLING, other), fail_on=Severity.WARNING)), "REF001")
    assert isinstance(failure, ET.Element)
    assert failure.get("message") == "1 error and 1 warning"
    assert failure.text == (
        "catalog/slas/retail.yaml:4:13: error REF001: There is no stakeholder called retial "
        "(Did you mean retail?)\n"
        "catalog/stakeholders/retail.yaml:1:1: warning REF001: The review was due"
    )


def test_a_family_that_sleeps_is_skipped() -> None:
    awake = report()
    root = parsed(replace(awake, result=replace(awake.result, sleeping=("ALN",))))
    assert outcome(root, "ALN001") == "skipped"
    assert outcome(root, "REF001") == "passed"


def test_a_rule_whose_findings_are_waived_is_skipped() -> None:
    root = parsed(left_out())
    assert outcome(root, "AGR005") == "skipped"
    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == "Waived: 1 finding"
    out = {suite.get("name"): suite.findtext("system-out") for suite in root if suite.findtext("system-out")}
    assert out["AGR"] == (
        "catalog/stakeholders/retail.yaml:1:1: warning AGR005: The review was due, "
        "waived by waiver:office-move, which expires on 2027-02-01"
    )
    failing = outcome(parsed(replace(left_out(DUE), fail_on=Severity.WARNING)), "AGR005")
    assert isinstance(failing, ET.Element)


def test_a_baseline_is_a_suite_that_fails_when_something_is_gone() -> None:
    *_, suite = parsed(left_out())
    assert suite.get("name") == "baseline"
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "baseline.json records what is gone; --update-baseline strikes it out"
    gone = "SVC003 service-without-sla: service:email\nREF003 misplaced-file: catalog/notes.txt (2 times)"
    assert failure.text == gone
    assert suite.findtext("system-out") == "baseline.json records 12 findings of this run"
    *_, suite = parsed(replace(left_out(), fail_on=None))
    assert suite.find("testcase/failure") is None
    assert suite.findtext("system-out") == (
        "baseline.json records 12 findings of this run\n"
        f"baseline.json records what is gone; --update-baseline strikes it out:\n{gone}"
    )


def test_a_rule_of_the_organisation_has_its_case_too() -> None:
    own = replace(DANGLING, code="POL/agree-before-promise/signed", rule="signed")
    root = parsed(report(own))
    assert isinstance(outcome(root, own.code), ET.Element)
    families = [suite.get("name") for suite in root]
    assert len(set(families)) == len(families)


def test_rules_about_changes_are_not_judged_here() -> None:
    names = [case.get("name") for case in parsed(report()).iter("testcase")]
    assert "LIF002 requirement-not-live" in names
    assert "LIF001 forbidden-state-transition" not in names


def test_what_xml_cannot_hold_is_escaped() -> None:
    message = '<b> & "q" ]]> \x00\x0b\ufffe\uffff\ud800 \U0001f600'
    failure = outcome(parsed(report(replace(DANGLING, message=message, help=None))), "REF001")
    assert isinstance(failure, ET.Element)
    assert failure.text == (
        "catalog/slas/retail.yaml:4:13: error REF001: "
        '<b> & "q" ]]> \\x00\\x0b\\ufffe\\uffff\\ud800 \U0001f600'
    )
