"""The most useful next steps: from findings, from families that sleep, from what nobody wrote; ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from itsm_as_code import api
from itsm_as_code.catalog import Catalog
from itsm_as_code.finding import Finding, Location, Severity
from itsm_as_code.lint import LintResult
from itsm_as_code.lint.next_steps import NextStep, next_steps
from itsm_as_code.rules.registry import RULES
from itsm_as_code.tree import MemoryTree
from tests.cli.conftest import SMALL
from tests.rules.overlays import base

TODAY = dt.date(2026, 11, 20)
NONE = LintResult((), 0, 0, TODAY)


def catalog(files: Mapping[str, bytes | str]) -> Catalog:
    return api.load(MemoryTree(files))


def finding(
    code: str = "ALN008",
    severity: Severity = Severity.WARNING,
    entity: str | None = "service:email",
    *,
    message: str = "It is so",
    help_: str | None = "Mend it.",
) -> Finding:
    return Finding(code, "some-rule", severity, message, Location("catalog/x.yaml"), entity, help=help_)


def of_findings(files: Mapping[str, bytes | str], *findings: Finding) -> list[NextStep]:
    steps = next_steps(catalog(files), replace(NONE, findings=findings), most=100)
    return [step for step in steps if step.source == "finding"]


def test_one_step_for_each_rule_with_its_gravest_finding() -> None:
    (step,) = of_findings(
        SMALL,
        finding(message="one"),
        finding(severity=Severity.ERROR, message="two", entity=None),
        finding(message="three", entity="role:it-manager"),
    )
    assert step == NextStep(
        do="Mend it.",
        now="two (and 2 more like it)",
        why="An objective without a figure is met by everybody and missed by nobody.",
        begin="itsm lint --select ALN008",
        effect=1009,
        source="finding",
        codes=("ALN008",),
        entities=("service:email", "role:it-manager"),
        findings=3,
    )


@pytest.mark.parametrize(
    ("help_", "do"),
    [
        ("Did you mean it-manager?", "Correct it. Did you mean it-manager?"),
        ("Write a day.", "Write a day."),
        (None, "Mend what it says."),
    ],
)
def test_advice_can_stand_first(help_: str | None, do: str) -> None:
    (step,) = of_findings(SMALL, finding(help_=help_))
    assert step.do == do


def test_what_stands_above_weighs() -> None:
    """The base: e-mail and the network under it enable selling, which is of high criticality."""
    files = base()
    assert [
        step.why.partition("nobody.")[2] for step in of_findings(files, finding(entity="ci:core-switch"))
    ] == [" It concerns Network, which is of high criticality."]
    low, high = of_findings(files, finding(entity="role:it-manager")), of_findings(files, finding())
    assert (low[0].effect, high[0].effect) == (607, 607 + 2 * 60)
    assert low[0].why == "An objective without a figure is met by everybody and missed by nobody."


def test_severity_weighs_more_than_criticality_and_number() -> None:
    files = base()
    steps = of_findings(
        files,
        *[finding("SVC002")] * 200,
        finding("SVC003", Severity.ERROR, "role:it-manager"),
        *[finding("AGR003", Severity.INFO)] * 200,
    )
    assert [(step.codes[0], step.effect) for step in steps] == [
        ("SVC003", 1000 + 12 + 1),
        ("SVC002", 600 + 120 + 12 + 50),
        ("AGR003", 200 + 120 + 11 + 50),
    ]


def test_of_equals_the_nearer_to_the_customer_comes_first() -> None:
    codes = ["LEX001", "CAL002", "AGR009", "SVC003", "PRC006"]
    steps = of_findings(SMALL, *[finding(code) for code in codes])
    assert [step.codes[0] for step in steps] == ["SVC003", "AGR009", "CAL002", "LEX001", "PRC006"]


def test_a_rule_of_the_organisation_has_the_reason_of_its_policy() -> None:
    files = base()
    own, unknown = finding("POL/service-management/signed", help_=None), finding("POL/gone/signed")
    steps = {step.codes[0]: step for step in of_findings(files, own, unknown)}
    assert steps[own.code].why.startswith("Whoever sells furniture shall not have to wait for a mailbox.")
    assert (steps[own.code].do, steps[own.code].begin) == ("Mend what it says.", "itsm lint catalog/x.yaml")
    assert steps[unknown.code].why.startswith("The organisation has set itself this rule.")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_reason_to_tell(rule: object) -> None:
    code = str(getattr(rule, "code", ""))
    (step,) = of_findings(SMALL, finding(code, entity=None))
    assert step.why.endswith((".", "?"))
    assert "\n" not in step.why
    assert 20 <= len(step.why) <= 300


def test_families_that_sleep_are_steps() -> None:
    files = catalog(SMALL)
    asleep = ("ALN", "AVL", "FLW", "LEX", "ORG", "POL", "PRC", "PRD", "REC")
    steps = [
        step for step in next_steps(files, replace(NONE, sleeping=asleep), 100) if step.source == "sleeping"
    ]
    assert [(step.codes, step.begin) for step in steps] == [
        (("ALN",), "itsm new business-process"),
        (("REC",), "itsm show service:email"),
        (("PRD",), "itsm new procedure"),
        (("AVL",), "itsm new ci"),
        (("FLW", "ORG", "PRC"), "itsm new process incident-management"),
        (("POL",), "itsm new policy"),
        (("LEX",), "itsm new term"),
    ]
    some = next_steps(files, replace(NONE, sleeping=("LEX",)), 100)
    assert [step.codes for step in some if step.source == "sleeping"] == [("LEX",)]


def test_without_a_service_there_is_one_thing_to_do() -> None:
    files = {path: text for path, text in SMALL.items() if "services" not in path}
    (step,) = next_steps(catalog(files), replace(NONE, sleeping=("ALN", "PRC")), 100)
    assert (step.do, step.begin) == ("Write down the service that would be missed first.", "itsm new service")


def absent(files: Mapping[str, bytes | str]) -> list[str]:
    return [step.now for step in next_steps(catalog(files), NONE, 100)]


def test_what_is_nowhere_is_a_step() -> None:
    assert absent(SMALL) == [
        "No supplier is written down.",
        "Nobody has a deputy.",
        "No service offers anything to order.",
        "No risk is written down.",
        "No improvement is under way.",
    ]
    two = {**SMALL, "catalog/services/fax.yaml": SMALL["catalog/services/email.yaml"].replace("email", "fax")}
    assert absent(two)[0] == "No service says what it stands on."
    required = two["catalog/services/fax.yaml"] + "  requires: [service:email]\n"
    assert "No service says what it stands on." not in absent({**two, "catalog/services/fax.yaml": required})


def test_what_is_written_somewhere_is_no_step() -> None:
    assert absent(base()) == []


def test_there_are_five_at_most() -> None:
    steps = next_steps(catalog(SMALL), replace(NONE, sleeping=("ALN", "REC", "LEX")))
    assert [step.effect for step in steps] == [540, 520, 440, 430, 410]
