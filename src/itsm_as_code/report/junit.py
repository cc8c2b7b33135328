"""Findings as test results: JUnit XML, which every CI server shows.

A test case is a rule, and a suite is a family of rules: names that stay the same from run to run, so that a
server can tell what has newly failed. A rule fails with the findings that fail the run and lists them all;
a family that sleeps is skipped. The form fits the schema of Ant's JUnit task, and so that of Jenkins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from itsm_as_code.finding import Finding, Severity
from itsm_as_code.report.formats import Report
from itsm_as_code.rules.registry import RULES, selected
from itsm_as_code.rules.rule import ChangeRule
from itsm_as_code.text import all_of, count, printable

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_IN_XML = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})
"""What `printable` leaves and XML 1.0 does not admit."""


def render(report: Report) -> str:
    """The report as one XML document."""
    root = ET.Element("testsuites")
    for number, (family, rules) in enumerate(groupby(_rules(report), key=lambda rule: _family(rule[0]))):
        root.append(_suite(report, number, family, list(rules)))
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


def _suite(report: Report, number: int, family: str, rules: Sequence[tuple[str, str]]) -> ET.Element:
    elements = [_case(report, family, code, name) for code, name in rules]
    suite = ET.Element(
        "testsuite",
        {
            "name": family,
            "package": "itsm",
            "id": str(number),
            "timestamp": f"{report.result.today.isoformat()}T00:00:00",
            "hostname": "localhost",
            "tests": str(len(elements)),
            "failures": str(sum(element.find("failure") is not None for element in elements)),
            "errors": "0",
            "skipped": str(sum(element.find("skipped") is not None for element in elements)),
            "time": "0",
        },
    )
    ET.SubElement(suite, "properties")
    suite.extend(elements)
    out = ET.SubElement(suite, "system-out")
    passed = [
        _line(finding, report.folder)
        for finding in report.result.findings
        if _family(finding.code) == family and not report.fails(finding.severity)
    ]
    if passed:
        out.text = "\n".join(passed)
    ET.SubElement(suite, "system-err")
    return suite


def _case(report: Report, family: str, code: str, name: str) -> ET.Element:
    element = ET.Element("testcase", {"name": f"{code} {name}", "classname": f"itsm.{family}", "time": "0"})
    found = [finding for finding in report.result.findings if finding.code == code]
    failing = [finding for finding in found if report.fails(finding.severity)]
    if family in report.result.sleeping:
        ET.SubElement(element, "skipped", {"message": "Not judged yet: the catalogue has nothing for it"})
    elif failing:
        failure = ET.SubElement(element, "failure", {"message": _counted(failing), "type": name})
        failure.text = "\n".join(_line(finding, report.folder) for finding in failing)
    return element


def _counted(findings: Sequence[Finding]) -> str:
    numbers = Counter(finding.severity for finding in findings)
    return all_of([count(numbers[severity], severity.value) for severity in Severity if numbers[severity]])


def _line(finding: Finding, folder: str) -> str:
    place = f"{folder}{finding.location}"
    remark = f" ({finding.help})" if finding.help else ""
    shown = f"{place}: {finding.severity.value} {finding.code}: {finding.message}{remark}"
    return printable(shown).translate(_NOT_IN_XML)
