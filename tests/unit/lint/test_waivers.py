"""Waivers: when they hold, what they suppress, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import pytest

from itsm_as_code.catalog import Catalog, Record, load
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.finding import Severity
from itsm_as_code.lint import LintResult, lint, lint_changes
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.registry import RULES
from itsm_as_code.rules.rule import ChangeRule, Context, EntityRule, Fault, Pointer, Rule
from itsm_as_code.transition import compare, plan
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

TODAY = dt.date(2026, 11, 20)
WAIVER = "policies/waivers/late.yaml"
PROCEDURE = "catalog/procedures/restore-email.yaml"


def waiver(**fields: str) -> dict[str, bytes]:
    """A waiver of REC006 for the procedure of the base that restores e-mail, with other fields."""
    spec = {
        "owner": "service-desk-lead",
        "rule": "REC006",
        "scope": "[procedure:restore-email]",
        "reason": "The mail host moves.",
        "compensatingControl": "A backup is read back.",
        "requestedBy": "role:service-desk-lead",
        "approvedBy": "role:it-manager",
        "granted": "2026-11-02",
        "expires": "2027-02-01",
        **fields,
    }
    head = "apiVersion: itsm/v1\nkind: Waiver\nmetadata: {name: late, title: Late}\nspec:\n"
    return {WAIVER: (head + "".join(f"  {key}: {value}\n" for key, value in spec.items() if value)).encode()}


def rehearsed(day: str) -> dict[str, bytes]:
    """The procedure that restores e-mail, last tested on another day."""
    return {PROCEDURE: base()[PROCEDURE].replace(b"lastTested: 2026-09-01", f"lastTested: {day}".encode())}


LATE = rehearsed("2025-11-03")


def catalog(*overlays: Mapping[str, bytes]) -> Catalog:
    """The base with overlays."""
    files = dict(base())
    for overlay in overlays:
        files |= overlay
    return load(MemoryTree(files))


def judged(
    *overlays: Mapping[str, bytes], today: dt.date = TODAY, rules: Sequence[Rule] = RULES
) -> LintResult:
    """The base with overlays, judged."""
    return lint(catalog(*overlays), today, rules=rules)


def codes(result: LintResult) -> tuple[list[str], list[str]]:
    """The codes of what is reported, and of what is waived."""
    return [finding.code for finding in result.findings], [each.finding.code for each in result.waived]


def test_a_waived_finding_leaves_the_report_and_stays_on_the_record() -> None:
    result = judged(LATE, waiver())
    assert result.findings == ()
    (waived,) = result.waived
    assert (waived.finding.code, waived.finding.entity) == ("REC006", "procedure:restore-email")
    assert (waived.waiver, waived.expires) == ("waiver:late", dt.date(2027, 2, 1))


@pytest.mark.parametrize("rule", ["REC006", "untested-recovery-procedure"])
def test_a_rule_is_named_by_its_code_or_its_name(rule: str) -> None:
    assert codes(judged(LATE, waiver(rule=rule))) == ([], ["REC006"])


@pytest.mark.parametrize(
    ("granted", "expires", "reported", "waived"),
    [
        ("2026-11-20", "2027-02-01", [], ["REC006"]),
        ("2026-11-21", "2027-02-01", ["REC006"], []),
        ("2026-06-01", "2026-11-20", ["REC006", "GOV002"], []),
        ("2026-06-01", "2026-11-21", ["GOV002"], ["REC006"]),
    ],
)
def test_it_holds_from_its_first_day_to_the_day_before_its_end(
    granted: str, expires: str, reported: list[str], waived: list[str]
) -> None:
    assert codes(judged(LATE, waiver(granted=granted, expires=expires))) == (reported, waived)


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ({"compensatingControl": ""}, ["REC006", "GOV001"]),
        ({"expires": "2027-05-02"}, ["REC006", "GOV001"]),
        ({"approvedBy": "role:service-desk-lead"}, ["REC006", "GOV003"]),
        ({"rule": "REC066"}, ["REC006", "GOV003"]),
        ({"granted": "2026-02-30"}, ["REC006", "SCH006"]),
        ({"compensatingControl": "7"}, ["REC006", "SCH004"]),
        ({"requestedBy": "somebody"}, ["REC006", "SCH006"]),
    ],
)
def test_one_that_is_not_in_order_suppresses_nothing(fields: dict[str, str], reported: list[str]) -> None:
    assert codes(judged(LATE, waiver(**fields))) == (reported, [])


def test_settings_do_not_put_one_in_order() -> None:
    settings = base()["itsm.yaml"] + b"rules: {GOV001: {severity: 'off', reason: We trust each other.}}\n"
    result = judged(LATE, waiver(compensatingControl=""), {"itsm.yaml": settings})
    assert codes(result) == (["REC006"], [])


def test_other_entities_and_other_rules_are_not_waived() -> None:
    assert codes(judged(LATE, waiver(scope="[procedure:test-alarm]"))) == (["REC006", "GOV005"], [])
    assert codes(judged(LATE, waiver(rule="PRD006"))) == (["REC006", "GOV005"], [])


def test_what_will_hold_is_waived_when_the_waiver_holds_then() -> None:
    soon = rehearsed("2025-12-09")  # falls due on 10 December
    assert codes(judged(soon, waiver())) == ([], ["REC006"])
    assert codes(judged(soon, waiver(granted="2026-12-01"))) == ([], ["REC006"])
    result = judged(soon, waiver(expires="2026-12-10"))
    assert codes(result) == (["REC006", "GOV005", "GOV002"], [])
    assert {finding.severity for finding in result.findings} == {Severity.WARNING}


def test_a_waiver_of_a_rule_that_was_not_judged_is_not_idle() -> None:
    assert codes(judged(waiver())) == (["GOV005"], [])
    assert lint(catalog(waiver()), TODAY, ignore=["REC"]).findings == ()
    assert lint(catalog(waiver()), TODAY, select=["GOV"]).findings == ()
    assert codes(lint(catalog(waiver()), TODAY, select=["GOV005", "REC006"])) == (["GOV005"], [])


def test_a_waiver_of_a_family_that_sleeps_is_not_idle() -> None:
    organization = "catalog/organization.yaml"
    starter = base()[organization].replace(b"profile: standard", b"profile: starter")
    service = "catalog/services/email.yaml"
    easy = base()[service].replace(b"    recoveryTime: 8h\n", b"")
    assert "GOV005" not in codes(judged(waiver(), {organization: starter, service: easy}))[0]


def test_paths_narrow_what_is_waived_too() -> None:
    assert codes(lint(catalog(LATE, waiver()), TODAY, paths=["policies"])) == ([], [])
    assert codes(lint(catalog(LATE, waiver()), TODAY, paths=[PROCEDURE])) == ([], ["REC006"])


def test_the_first_of_two_waivers_is_named_and_the_other_counts_as_idle() -> None:
    second = {"policies/waivers/also.yaml": waiver()[WAIVER].replace(b"name: late", b"name: also")}
    result = judged(LATE, waiver(), second)
    assert [each.waiver for each in result.waived] == ["waiver:also"]
    assert [(finding.code, finding.entity) for finding in result.findings] == [("GOV005", "waiver:late")]


def test_a_change_cannot_waive_what_it_brings() -> None:
    before, after = catalog(), catalog(LATE, waiver())
    assert [finding.code for finding in plan(before, after, TODAY).new] == ["REC006"]
    assert plan(catalog(waiver()), after, TODAY).new == ()


def test_a_change_that_takes_a_waiver_away_brings_the_finding_back() -> None:
    assert [finding.code for finding in plan(catalog(LATE, waiver()), catalog(LATE), TODAY).new] == ["REC006"]


def _touched(change: EntityChange, _context: Context) -> Iterator[Fault]:
    if isinstance(change.after, Record):
        yield Fault("is touched", Pointer(change.after, ("spec",)))


def test_rules_for_changes_can_be_waived() -> None:
    rules = [*RULES, ChangeRule("TST001", "untouchable", Severity.ERROR, _touched)]
    before, after = catalog(waiver(rule="TST001")), catalog(LATE, waiver(rule="TST001"))
    changes = compare(before, after)
    assert [each.code for each in lint_changes(changes, after, TODAY, rules=rules, target=catalog())] == [
        "TST001"
    ]
    assert lint_changes(changes, after, TODAY, rules=rules, target=before) == ()
    assert "GOV005" not in codes(lint(after, TODAY, rules=rules))[0]


def _two(record: Record[Procedure], _context: Context) -> Iterator[Fault]:
    for about in ("one", "two"):
        yield Fault("has two faults", Pointer(record, ("spec",), at_key=True), about=about)


def test_faults_at_one_place_are_told_apart() -> None:
    rule = EntityRule("TST002", "two-faults", Severity.ERROR, _two, kinds=("Procedure",))
    found = lint(catalog(), TODAY, rules=[rule], paths=[PROCEDURE]).findings
    assert len(found) == 2
    assert len({finding.fingerprint for finding in found}) == 2
