"""Rules of policies within a lint: what explodes is refused while the rest goes on; what is remembered."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.lint import lint
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.session import judge
from itsm_as_code.policy import wire
from itsm_as_code.policy.changes import Difference, differences
from itsm_as_code.policy.own import own_rules
from itsm_as_code.policy.worker import Worker
from itsm_as_code.transition import plan
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import TODAY, laid_over, line_of

POLICY = "policies/service-management.yaml"
_TEN = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
_NESTED = "".join(f"{_TEN}.all({name}, " for name in "abcdefg") + "true" + ")" * 7


def policy(*rules: str, tests: str = "") -> bytes:
    """The policy of the base with some rules."""
    text = f"""\
apiVersion: itsm/v1
kind: Policy
metadata: {{name: service-management, title: How we run services}}
spec:
  owner: quality-manager
  approver: it-manager
  objectives: [growth]
  rationale: Whoever sells furniture shall not have to wait for a mailbox.
  statements: [Services are what they are.]
  rules:
{"".join(rules)}{tests}"""
    return text.encode()


def rule(name: str, expression: str, *, variables: str = "", more: str = "") -> str:
    """A rule about services."""
    held = f"      variables: {variables}\n" if variables else ""
    return (
        f"    - name: {name}\n      match: {{kind: Service}}\n{held}{more}"
        f'      expression: "{expression}"\n      message: {name} is broken\n'
    )


def found(files: Mapping[str, bytes], today: dt.date = TODAY) -> list[str]:
    """What a lint says of policies, without the examples that these rules do not have."""
    result = lint(load(MemoryTree(laid_over(files))), today, select=["POL"], ignore=["POL007"])
    return [line_of(finding) for finding in result.findings]


def test_rules_that_explode_are_refused_while_the_lint_goes_on() -> None:
    doubled = ", ".join(
        [
            "{name: v0, expression: \"'aaaaaaaaaaaaaaaa'\"}",
            *(
                f'{{name: v{number}, expression: "variables.v{number - 1} + variables.v{number - 1}"}}'
                for number in range(1, 31)
            ),
        ]
    )
    lines = found(
        {
            POLICY: policy(
                rule("nested", _NESTED),
                rule("doubled", "size(variables.v30) > 0", variables=f"[{doubled}]"),
                rule("plain", "self.metadata.name != 'network'"),
            )
        }
    )
    assert len(lines) == 3
    assert lines[0] == ("catalog/services/network.yaml:4:9-4:16 POL/service-management/plain plain is broken")
    assert lines[1].endswith(
        "POL009 The rule nested could not be judged for 2 entities, such as service:email: "
        "Iteration budget exceeded"
    )
    assert (
        "POL009 The rule doubled could not be judged for 2 entities, such as service:email: it " in lines[2]
    )


def test_a_rule_that_kills_its_process_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine has no known way to die of an expression, so its process is ended from here."""
    post, collect = Worker.post, Worker.collect
    posted: deque[Any] = deque()
    fatal: list[bool] = []

    def posting(self: Worker, request: Any) -> None:
        posted.append(request)
        post(self, request)

    def collecting(self: Worker, *rest: Any) -> Any:
        answer = collect(self, *rest)
        request = posted.popleft()
        if isinstance(request, wire.Prepare):
            fatal[:] = [each.expression == "true || false" for each in request.rules]
        elif isinstance(request, wire.Judge) and any(fatal[number] for number in request.rules):
            posted.clear()
            assert self._process is not None
            self._process.kill()
            raise self._died()
        return answer

    monkeypatch.setattr(Worker, "post", posting)
    monkeypatch.setattr(Worker, "collect", collecting)
    lines = found({POLICY: policy(rule("fatal", "true || false"), rule("plain", "false"))})
    assert lines == [
        "catalog/services/email.yaml:4:9-4:14 POL/service-management/plain plain is broken",
        "catalog/services/network.yaml:4:9-4:16 POL/service-management/plain plain is broken",
        "policies/service-management.yaml:13:19-13:34 POL009 The rule fatal could not be judged for 2 "
        "entities, such as service:email: it needed more than 1 GiB of memory, or broke the engine",
    ]


def test_a_timed_rule_warns_of_what_is_to_come() -> None:
    name = rule("soon", "today < date('2026-12-01')")
    lines = found({POLICY: policy(name)})
    assert [line.partition(" ")[2] for line in lines] == ["POL/service-management/soon soon is broken"] * 2
    result = lint(load(MemoryTree(laid_over({POLICY: policy(name)}))), TODAY, select=["POL/"])
    assert {(finding.severity.value, finding.due) for finding in result.findings} == {
        ("warning", "2026-12-01")
    }


def test_enforcement_is_severity() -> None:
    advisory = rule("mild", "false", more="      enforcement: advisory\n")
    strict = rule("hard", "false", more="      enforcement: strict\n")
    catalog = load(MemoryTree(laid_over({POLICY: policy(advisory, strict, rule("usual", "false"))})))
    findings = lint(catalog, TODAY, select=["POL/"]).findings
    assert {(finding.rule, finding.severity.value) for finding in findings} == {
        ("mild", "warning"),
        ("hard", "error"),
        ("usual", "error"),
    }


def test_an_unchanged_lint_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = MemoryTree(laid_over({POLICY: policy(rule("plain", "self.metadata.name != 'network'"))}))
    folder = Folder(tmp_path, tmp_path)
    first = judge(tree, Question(TODAY), folder).within(())
    assert any(finding.code == "POL/service-management/plain" for finding in first.findings)

    def refused(self: Worker) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(Worker, "start", refused)
    assert judge(tree, Question(TODAY), folder).within(()) == first


def _both(before: Mapping[str, bytes], after: Mapping[str, bytes], tmp_path: Path) -> None:
    """A lint that remembers finds what one that does not finds."""
    folder = Folder(tmp_path, tmp_path)
    judge(MemoryTree(laid_over(before)), Question(TODAY), folder)
    later = MemoryTree(laid_over(after))
    assert judge(later, Question(TODAY), folder).within(()) == judge(later, Question(TODAY)).within(())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rule("plain", "true"), rule("plain", "false")),
        (rule("plain", "false"), rule("other", "false")),
        (rule("plain", "false"), rule("plain", "false", more="      enforcement: advisory\n")),
        (rule("plain", "false"), rule("plain", "false").replace("kind: Service", "kind: Team")),
        (rule("plain", "self.spec.ownr == ''"), rule("plain", "self.spec.owner == ''")),
        (rule("plain", "false"), ""),
    ],
)
def test_an_edited_policy_is_judged_anew(before: str, after: str, tmp_path: Path) -> None:
    _both({POLICY: policy(before)}, {POLICY: policy(after or rule("x", "true"))}, tmp_path)


def test_what_a_function_reads_is_noted(tmp_path: Path) -> None:
    rules = {POLICY: policy(rule("agreed", "slasOf(self).exists(s, s.metadata.title == 'Other')"))}
    base = laid_over(rules)
    path = next(name for name in base if name.startswith("catalog/slas/"))
    text = base[path].decode()
    title = next(line for line in text.splitlines() if line.startswith("  title:"))
    _both(rules, {**rules, path: text.replace(title, "  title: Other").encode()}, tmp_path)


def test_an_entity_that_alone_met_a_condition_is_edited(tmp_path: Path) -> None:
    where = rule("few", "true").replace(
        "{kind: Service}", "{kind: Service, where: \"self.spec.state == 'operational'\"}"
    )
    base = laid_over({})
    pipeline = {
        path: base[path].replace(b"state: operational", b"state: chartered")
        for path in base
        if path.startswith("catalog/services/")
    }
    _both({POLICY: policy(where)}, {POLICY: policy(where), **pipeline}, tmp_path)


CHANGE = """\
    - name: stays
      operations: [update, delete]
      match: {kind: Service}
      expression: "has(old.spec.outcome) == has(self.spec.outcome) && self.metadata.name != 'gone'"
      message: What a service is for stays said
      at: spec.outcome
"""


def test_a_rule_about_changes_is_judged_by_the_plan() -> None:
    base = laid_over({POLICY: policy(CHANGE)})
    path = "catalog/services/email.yaml"
    text = base[path].decode()
    line = next(line for line in text.splitlines() if line.startswith("  outcome:"))
    head = {**base, path: text.replace(f"{line}\n", "").encode()}
    found = plan(load(MemoryTree(base)), load(MemoryTree(head)), TODAY).new
    assert [line_of(finding) for finding in found if finding.code.startswith("POL/")] == [
        "catalog/services/email.yaml:7:1-7:5 POL/service-management/stays What a service is for stays said"
    ]


def test_what_another_wording_newly_allows_and_refuses() -> None:
    base = load(MemoryTree(laid_over({POLICY: policy(rule("plain", "self.metadata.name != 'network'"))})))
    head = load(MemoryTree(laid_over({POLICY: policy(rule("plain", "self.metadata.name != 'email'"))})))
    code = "POL/service-management/plain"
    assert differences(base, head, TODAY, own_rules(base), own_rules(head)) == [
        Difference(code, "service:network", allowed=True, proposed=False),
        Difference(code, "service:email", allowed=False, proposed=False),
        Difference(code, "service:network", allowed=True, proposed=True),
        Difference(code, "service:email", allowed=False, proposed=True),
    ]
    assert differences(base, base, TODAY, own_rules(base), own_rules(base)) == []
    assert differences(base, base, TODAY, own_rules(base), []) == [
        Difference(code, "service:network", allowed=True, proposed=False),
        Difference(code, "service:network", allowed=True, proposed=True),
    ]
