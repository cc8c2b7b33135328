"""Attacks on what the gate says, and on its time and memory."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from itsm_as_code import api
from itsm_as_code.report import plan_formats
from itsm_as_code.report.markdown import LIMIT
from itsm_as_code.report.style import PLAIN
from tests.gate.attack import Expected, Held, Refused, attack
from tests.gate.oakleaf import EMAIL, POLICY, WIKI
from tests.gate.pull_request import PullRequest

_THEME = "output"
_BIDI = "\u202e"


def said(pr: PullRequest) -> dict[str, str]:
    """What the gate says, by format."""
    judgement = pr.judged()
    order = plan_formats.Order(PLAIN, 100, True, api.source)
    return {name: plan_formats.render(name, judgement, order) for name in plan_formats.FORMATS}


def titled(pr: PullRequest, title: str) -> dict[str, str]:
    """What the gate says of a service that is given a title."""
    pr.change({WIKI: f"metadata: {{title: {json.dumps(title)}}}"})
    return said(pr)


@attack(_THEME, "HTML in a title")
def _(pr: PullRequest) -> Expected:
    shown = titled(pr, "<img src=x onerror=alert(1)></details><script>")["markdown"]
    assert re.findall(r"<[^>]*>", shown) == [
        "<!-- itsm plan -->",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
    ]
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "Markdown in a title")
def _(pr: PullRequest) -> Expected:
    shown = titled(pr, "[Approved](https://evil.example) **May be merged** `x` | y")["markdown"]
    assert not re.search(r"(?<!\\)\]\(", shown)
    assert "\\*\\*May be merged\\*\\* \\`x\\` \\| y" in shown
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "a mention and a reference in a title")
def _(pr: PullRequest) -> Expected:
    shown = titled(pr, "@everybody closes #1 and GH-2")["markdown"]
    assert not re.search(r"@everybody|#1|GH-2", shown)
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "a fence and a heading in a value of several lines")
def _(pr: PullRequest) -> Expected:
    pr.change({EMAIL: 'spec: {outcome: "```\\n\\n## May be merged\\n\\n</details>\\n"}'})
    shown = said(pr)["markdown"]
    assert "```" not in shown
    assert [line for line in shown.splitlines() if line.startswith("## ")] == [
        "## On hold: 1 agreement is missing."
    ]
    return Held("role:application-lead", "other-live")


@attack(_THEME, "a command to the workflow in a title")
def _(pr: PullRequest) -> Expected:
    shown = titled(pr, "::set-output name=x::1 ::error::Approved")["github"]
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ", "Found ")) for line in shown.splitlines()
    )
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "an older form of commands in a title")
def _(pr: PullRequest) -> Expected:
    for text in titled(pr, "##[set-output name=x]1").values():
        assert not re.search(r"^##\[", text, re.MULTILINE)
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "escape sequences and line breaks in the name of a file")
def _(pr: PullRequest) -> Expected:
    name = "catalog/services/a\x1b[2J\n::error::Approved.yaml"
    pr.repository.write(name, "x: 1\n")
    pr.repository.commit("Change")
    for text in said(pr).values():
        assert "\x1b" not in text
        assert not re.search(r"^::error::Approved", text, re.MULTILINE)
    return Refused("SCH003: metadata is missing")


@attack(_THEME, "the name of a file that leads elsewhere")
def _(pr: PullRequest) -> Expected:
    pr.repository.write("catalog/services/javascript:alert(1).yaml", "x: 1\n")
    pr.repository.write("catalog/services/%2e%2e/x.yaml", "x: 1\n")
    pr.repository.commit("Change")
    results = json.loads(said(pr)["sarif"])["runs"][0]["results"]
    for each in results:
        uri = each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert ":" not in uri
        assert ".." not in unquote(uri).split("/")
    return Refused("REF003")


@attack(_THEME, "text that runs backwards in the name of a file")
def _(pr: PullRequest) -> Expected:
    pr.repository.write(f"catalog/services/a{_BIDI}lmay.yaml", "x: 1\n")
    pr.repository.commit("Change")
    for text in said(pr).values():
        assert _BIDI not in text
    return Refused("SCH003: metadata is missing")


@attack(_THEME, "a change too large for a comment hides its verdict")
def _(pr: PullRequest) -> Expected:
    for number in range(400):
        text = (pr.path / WIKI).read_text(encoding="utf-8").replace("operational", "proposed")
        text = text.replace("title: Wiki", f"title: {'W' * 250}")
        pr.repository.write(
            f"catalog/services/s{number}.yaml", text.replace("name: wiki", f"name: s{number}")
        )
    pr.repository.commit("Change")
    shown = said(pr)["markdown"]
    assert len(shown.encode()) <= LIMIT
    assert shown.splitlines()[1] == "## On hold: 1 agreement is missing."
    assert "more lines have no room here." in shown
    assert shown.endswith("</details>\n")
    return Held("role:service-desk-lead", "new-pipeline-service")


@attack(_THEME, "a value as long as a book")
def _(pr: PullRequest) -> Expected:
    pr.change({EMAIL: f"spec: {{outcome: {json.dumps('word ' * 20_000)}}}"})
    shown = said(pr)
    assert max(map(len, shown["markdown"].splitlines())) < 1_000
    assert max(map(len, shown["text"].splitlines())) < 1_000
    return Held("role:application-lead", "other-live")


def _rule(expression: str) -> tuple[str, str]:
    old = "!hasTarget(self, 'availability') || target(self, 'availability') >= params.least"
    return old, expression


@attack(_THEME, "an expression that never comes to an end")
def _(pr: PullRequest) -> Expected:
    lists = "[1,2,3,4,5,6,7,8,9,10]"
    nested = "true"
    for level in range(8):
        nested = f"{lists}.all(x{level}, {nested})"
    pr.change({POLICY: _rule(nested)})
    return Refused("POL00")


@attack(_THEME, "an expression that takes all memory")
def _(pr: PullRequest) -> Expected:
    doubled = "'x'"
    for _ in range(6):
        doubled = f"[{doubled}, {doubled}].map(a, a + a + a + a + a + a + a + a)[0]"
    pr.change({POLICY: _rule(f"{doubled} == ''")})
    return Refused("POL0")


@attack(_THEME, "a pattern that never comes to an end")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: _rule("'" + "a" * 40 + "!'.matches('^(a+)+$')")})
    return Held("role:it-manager", "policy-weakened")
