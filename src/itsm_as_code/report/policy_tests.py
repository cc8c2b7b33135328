"""The examples of policies as a test runner prints them, and as JUnit XML and JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from itsm_as_code import text
from itsm_as_code.policy.testing import Outcome
from itsm_as_code.report.style import Style, Tone


def render_text(outcomes: Sequence[Outcome], style: Style) -> str:
    """A line for each example, what is wrong below those that fail, and the sum."""
    lines: list[str] = []
    for path, group in groupby(outcomes, key=lambda outcome: outcome.policy.path):
        lines.append(style.paint(path, Tone.STRONG))
        for outcome in group:
            lines += _lines(outcome, style)
        lines.append("")
    failed = sum(outcome.fault is not None for outcome in outcomes)
    passed = len(outcomes) - failed
    phrase = "comes out as it has to" if passed == 1 else "come out as they have to"
    summary = f"{text.count(len(outcomes), 'example')}: {passed:,} {phrase}"
    if failed:
        summary += f", {failed:,} {'does' if failed == 1 else 'do'} not"
    lines.append(style.paint(summary, Tone.ERROR if failed else Tone.STRONG))
    return "\n".join(lines) + "\n"


def _lines(outcome: Outcome, style: Style) -> Iterator[str]:
    name = text.printable(outcome.name)
    if outcome.fault is None:
        yield f"  {style.paint('ok', Tone.FAINT)}    {name}"
        return
    yield f"  {style.paint('FAIL', Tone.ERROR)}  {name}"
    yield f"        {place(outcome)}: {text.printable(outcome.fault)}"
    if outcome.help:
        yield f"        {text.printable(outcome.help)}"


def place(outcome: Outcome) -> str:
    """Where the fault of an example stands: `policies/x.yaml:12:7`."""
    span = outcome.policy.document.span(outcome.path)
    return f"{outcome.policy.path}:{span.start_line}:{span.start_column}"


def render_json(outcomes: Sequence[Outcome]) -> str:
    """The examples as a JSON array."""
    content = [
        {
            "policy": outcome.policy.ref,
            "rule": outcome.test.rule,
            "expect": outcome.test.expect,
            "title": outcome.test.title,
            "passed": outcome.fault is None,
            "fault": outcome.fault,
            "help": outcome.help,
            "place": place(outcome),
        }
        for outcome in outcomes
    ]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def render_junit(outcomes: Sequence[Outcome], today: dt.date) -> str:
    """The examples as JUnit XML: a suite for each policy, a case for each example."""
    root = ET.Element("testsuites")
    for ref, group in groupby(outcomes, key=lambda outcome: outcome.policy.ref):
        root.append(_suite(len(root), ref, list(group), today))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(number: int, ref: str, outcomes: Sequence[Outcome], today: dt.date) -> ET.Element:
    facts = {
        "name": ref,
        "package": "itsm.policy",
        "id": str(number),
        "timestamp": f"{today.isoformat()}T00:00:00",
        "hostname": "localhost",
        "tests": str(len(outcomes)),
        "failures": str(sum(outcome.fault is not None for outcome in outcomes)),
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    suite = ET.Element("testsuite", facts)
    ET.SubElement(suite, "properties")
    for outcome in outcomes:
        name = text.printable(f"{outcome.index + 1} {outcome.name}")
        case = ET.SubElement(suite, "testcase", {"name": name, "classname": f"itsm.{ref}", "time": "0"})
        if outcome.fault is not None:
            fault = text.printable(outcome.fault)
            failure = ET.SubElement(case, "failure", {"message": fault, "type": "example"})
            failure.text = f"{place(outcome)} {fault}"
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")
    return suite
