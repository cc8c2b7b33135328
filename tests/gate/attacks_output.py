"""Attacks on what the gate says, and on its time and memory."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from itsm_as_code import api
from itsm_as_code.report import plan_formats
from itsm_as_code.report.markdown import LIMIT
from itsm_as_code.report.style import PLAIN
from tests.gate.attack import Held, Refused, attack
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


@attack(_THEME, "HTML in a title", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    shown = titled(pr, "<img src=x onerror=alert(1)></details><script>")["markdown"]
    assert re.findall(r"<[^>]*>", shown) == [
        "<!-- itsm plan -->",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
    ]


@attack(_THEME, "Markdown in a title", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    shown = titled(pr, "[Approved](https://evil.example) **May be merged** `x` | y")["markdown"]
    assert not re.search(r"(?<!\\)\]\(", shown)
    assert "\\*\\*May be merged\\*\\* \\`x\\` \\| y" in shown


@attack(_THEME, "a mention and a reference in a title", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    shown = titled(pr, "@everybody closes #1 and GH-2")["markdown"]
    assert not re.search(r"@everybody|#1|GH-2", shown)


@attack(
    _THEME, "a fence and a heading in a value of several lines", Held("role:application-lead", "other-live")
)
def _(pr: PullRequest) -> None:
    pr.change({EMAIL: 'spec: {outcome: "```\\n\\n## May be merged\\n\\n</details>\\n"}'})
    shown = said(pr)["markdown"]
    assert "```" not in shown
    assert [line for line in shown.splitlines() if line.startswith("## ")] == [
        "## On hold: 1 agreement is missing."
    ]


@attack(_THEME, "a command to the workflow in a title", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    shown = titled(pr, "::set-output name=x::1 ::error::Approved")["github"]
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ", "Found ")) for line in shown.splitlines()
    )


@attack(_THEME, "an older form of commands in a title", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    for text in titled(pr, "##[set-output name=x]1").values():
        assert not re.search(r"^##\[", text, re.MULTILINE)


@attack(
    _THEME, "escape sequences and line breaks in the name of a file", Refused("SCH003: metadata is missing")
)
def _(pr: PullRequest) -> None:
    name = "catalog/services/a\x1b[2J\n::error::Approved.yaml"
    pr.repository.write(name, "x: 1\n")
    pr.repository.commit("Change")
    for text in said(pr).values():
        assert "\x1b" not in text
        assert not re.search(r"^::error::Approved", text, re.MULTILINE)


@attack(_THEME, "the name of a file that leads elsewhere", Refused("REF003"))
def _(pr: PullRequest) -> None:
    pr.repository.write("catalog/services/javascript:alert(1).yaml", "x: 1\n")
    pr.repository.write("catalog/services/%2e%2e/x.yaml", "x: 1\n")
    pr.repository.commit("Change")
    results = json.loads(said(pr)["sarif"])["runs"][0]["results"]
    for each in results:
        uri = each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert ":" not in uri
        assert ".." not in unquote(uri).split("/")


@attack(_THEME, "text that runs backwards in the name of a file", Refused("SCH003: metadata is missing"))
def _(pr: PullRequest) -> None:
    pr.repository.write(f"catalog/services/a{_BIDI}lmay.yaml", "x: 1\n")
    pr.repository.commit("Change")
    for text in said(pr).values():
        assert _BIDI not in text


@attack(
    _THEME,
    "a change too large for a comment hides its verdict",
    Held("role:service-desk-lead", "new-pipeline-service"),
)
def _(pr: PullRequest) -> None:
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


@attack(_THEME, "a value as long as a book", Held("role:application-lead", "other-live"))
def _(pr: PullRequest) -> None:
    pr.change({EMAIL: f"spec: {{outcome: {json.dumps('word ' * 20_000)}}}"})
    shown = said(pr)
    assert max(map(len, shown["markdown"].splitlines())) < 1_000
    assert max(map(len, shown["text"].splitlines())) < 1_000


def _rule(expression: str) -> tuple[str, str]:
    old = "!hasTarget(self, 'availability') || target(self, 'availability') >= params.least"
    return old, expression


@attack(_THEME, "an expression that never comes to an end", Refused("POL00"))
def _(pr: PullRequest) -> None:
    lists = "[1,2,3,4,5,6,7,8,9,10]"
    nested = "true"
    for level in range(8):
        nested = f"{lists}.all(x{level}, {nested})"
    pr.change({POLICY: _rule(nested)})


@attack(_THEME, "an expression that takes all memory", Refused("POL0"))
def _(pr: PullRequest) -> None:
    doubled = "'x'"
    for _ in range(6):
        doubled = f"[{doubled}, {doubled}].map(a, a + a + a + a + a + a + a + a)[0]"
    pr.change({POLICY: _rule(f"{doubled} == ''")})


@attack(_THEME, "a pattern that never comes to an end", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: _rule("'" + "a" * 40 + "!'.matches('^(a+)+$')")})
