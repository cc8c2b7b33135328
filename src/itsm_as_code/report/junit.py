"""Findings as test results: JUnit XML, which every CI server shows.

A test case is a rule, and a suite is a family of rules: names that stay the same from run to run, so that a
server can tell what has newly failed. A rule fails with the findings that fail the run and lists them all;
one whose findings are waived is skipped, and so is a family that sleeps. A baseline is a suite of its own,
which fails when it records what is gone. The form fits the schemas of Ant's JUnit task and of Jenkins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from itsm_as_code.finding import Finding, Severity
from itsm_as_code.report.formats import Report
from itsm_as_code.rules.registry import RULES, selected
from itsm_as_code.rules.rule import ChangeRule
from itsm_as_code.text import all_of, count, printable

if TYPE_CHECKING:
    from itsm_as_code.lint.result import Recorded

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_IN_XML = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})
"""What `printable` leaves and XML 1.0 does not admit."""


def render(report: Report) -> str:
    """The report as one XML document."""
    root = ET.Element("testsuites")
    for family, rules in groupby(_rules(report), key=lambda rule: _family(rule[0])):
        cases = [_case(report, family, code, name) for code, name in rules]
        root.append(_suite(report, len(root), family, cases, list(_remarks(report, family))))
    if report.result.recorded:
        root.append(_of_baseline(report, len(root), report.result.recorded))
    ET.indent(root)
    return _HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _rules(report: Report) -> list[tuple[str, str]]:
    """Code and name of the rules that were judged, and of those that found something unregistered."""
    names = {finding.code: finding.rule for finding in report.result.findings}
    judged = selected(RULES, report.select, report.ignore)
    names = {rule.code: rule.name for rule in judged if not isinstance(rule, ChangeRule)} | names
    families = list(dict.fromkeys(map(_family, names)))
    return sorted(names.items(), key=lambda rule: families.index(_family(rule[0])))


def _family(code: str) -> str:
    """The letters of a code: `POL` of `POL004` and of `POL/agree-before-promise/availability`."""
    return code.partition("/")[0].rstrip("0123456789")


def _suite(
    report: Report, number: int, name: str, cases: Sequence[ET.Element], remarks: Sequence[str]
) -> ET.Element:
    suite = ET.Element(
        "testsuite",
        {
            "name": name,
            "package": "itsm",
            "id": str(number),
            "timestamp": f"{report.result.today.isoformat()}T00:00:00",
            "hostname": "localhost",
            "tests": str(len(cases)),
            "failures": str(sum(case.find("failure") is not None for case in cases)),
            "errors": "0",
            "skipped": str(sum(case.find("skipped") is not None for case in cases)),
            "time": "0",
        },
    )
    ET.SubElement(suite, "properties")
    suite.extend(cases)
    out = ET.SubElement(suite, "system-out")
    if remarks:
        out.text = "\n".join(remarks)
    ET.SubElement(suite, "system-err")
    return suite


def _remarks(report: Report, family: str) -> Iterator[str]:
    """What a family found and does not fail the run, and what is waived."""
    for finding in report.result.findings:
        if _family(finding.code) == family and not report.fails(finding.severity):
            yield _line(finding, report.folder)
    for waived in report.result.waived:
        if _family(waived.finding.code) == family:
            yield f"{_line(waived.finding, report.folder)}, {_shown(str(waived))}"


def _case(report: Report, family: str, code: str, name: str) -> ET.Element:
    element = ET.Element("testcase", {"name": f"{code} {name}", "classname": f"itsm.{family}", "time": "0"})
    found = [finding for finding in report.result.findings if finding.code == code]
    failing = [finding for finding in found if report.fails(finding.severity)]
    waived = sum(each.finding.code == code for each in report.result.waived)
    if family in report.result.sleeping:
        ET.SubElement(element, "skipped", {"message": "Not judged yet: the catalogue has nothing for it"})
    elif failing:
        failure = ET.SubElement(element, "failure", {"message": _counted(failing), "type": name})
        failure.text = "\n".join(_line(finding, report.folder) for finding in failing)
    elif waived:
        ET.SubElement(element, "skipped", {"message": f"Waived: {count(waived, 'finding')}"})
    return element


def _of_baseline(report: Report, number: int, recorded: Recorded) -> ET.Element:
    case = ET.Element("testcase", {"name": "baseline up-to-date", "classname": "itsm.baseline", "time": "0"})
    remarks = [_shown(f"{recorded.file} records {count(recorded.known, 'finding')} of this run")]
    gone = [_shown(str(entry)) for entry in recorded.stale]
    if gone and report.fails(Severity.ERROR):
        attributes = {"message": _shown(recorded.complaint), "type": "stale-baseline"}
        ET.SubElement(case, "failure", attributes).text = "\n".join(gone)
    elif gone:
        remarks += [f"{_shown(recorded.complaint)}:", *gone]
    return _suite(report, number, "baseline", [case], remarks)


def _counted(findings: Sequence[Finding]) -> str:
    numbers = Counter(finding.severity for finding in findings)
    return all_of([count(numbers[severity], severity.value) for severity in Severity if numbers[severity]])


def _line(finding: Finding, folder: str) -> str:
    place = f"{folder}{finding.location}"
    remark = f" ({finding.help})" if finding.help else ""
    return _shown(f"{place}: {finding.severity.value} {finding.code}: {finding.message}{remark}")


def _shown(text: str) -> str:
    return printable(text).translate(_NOT_IN_XML)
