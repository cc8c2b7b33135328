"""What falls due: each sort of it, on its day, and what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from itsm_as_code import api
from itsm_as_code.catalog import load
from itsm_as_code.catalog.due import TITLES, Due
from itsm_as_code.text import field_path
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

TODAY = dt.date(2026, 11, 20)
FAR = dt.date(2040, 1, 1)


def due(
    edits: Mapping[str, tuple[str, str]] | None = None,
    files: Mapping[str, str] | None = None,
    until: dt.date = FAR,
    today: dt.date = TODAY,
) -> list[Due]:
    """What falls due in the base with changes."""
    changed = dict(base())
    for path, (old, new) in (edits or {}).items():
        text = changed[path].decode()
        assert text.count(old) == 1, path
        changed[path] = text.replace(old, new).encode()
    changed |= {path: text.encode() for path, text in (files or {}).items()}
    return api.due(load(MemoryTree(changed)), today, until)


def lines(found: list[Due], *what: str) -> list[str]:
    """Day, sort, entity and detail of some sorts, or of all."""
    return [
        f"{each.day} {each.what} {each.record.ref}" + (f": {each.detail}" if each.detail else "")
        for each in found
        if not what or each.what in what
    ]


def test_the_base() -> None:
    assert lines(due(until=dt.date(2027, 9, 1))) == [
        "2027-01-01 maintenance procedure:test-alarm: every 3mo, last done on 2026-10-01",
        "2027-03-31 action improvement:clearer-reports",
        "2027-08-31 review contract:mail",
        "2027-08-31 review ola:network",
        "2027-08-31 review risk:one-switch",
        "2027-08-31 review sla:sales",
        "2027-09-01 test procedure:restore-email: last tested on 2026-09-01",
    ]


def test_where_it_is_written_and_who_answers_for_it() -> None:
    found = {each.what: each for each in due()}
    assert {what: field_path(each.field) for what, each in found.items()} == {
        "maintenance": "spec.lastDone",
        "action": "spec.due",
        "review": "spec.nextReview",
        "test": "spec.lastTested",
        "evaluation": "spec.evaluatedOn",
    }
    assert found["maintenance"].owner == "role:network-lead"


def test_up_to_and_with_the_last_day() -> None:
    assert lines(due(until=dt.date(2027, 1, 1))) != []
    assert lines(due(until=dt.date(2026, 12, 31))) == []


PROCEDURE = "catalog/procedures/restore-email.yaml"
ALARM = "catalog/procedures/test-alarm.yaml"


def test_what_was_never_done_is_due_today() -> None:
    found = due(
        {PROCEDURE: ("  lastTested: 2026-09-01\n", ""), ALARM: ("  lastDone: 2026-10-01\n", "")}, until=TODAY
    )
    assert lines(found) == [
        "2026-11-20 test procedure:restore-email: never tested",
        "2026-11-20 maintenance procedure:test-alarm: every 3mo, never done",
    ]


def test_what_is_overdue_stays() -> None:
    found = due({PROCEDURE: ("lastTested: 2026-09-01", "lastTested: 2024-02-29")}, until=TODAY)
    assert lines(found) == ["2025-02-28 test procedure:restore-email: last tested on 2024-02-29"]


CONTRACT = "catalog/contracts/mail.yaml"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("validTo: 2027-07-01", ["2027-04-01 notice: ends on 2027-07-01, undecided", "2027-07-01 end"]),
        ("validTo: 2027-07-01, renewal: renew", ["2027-07-01 end"]),
        ("validTo: 2027-07-01, renewal: end", ["2027-07-01 end"]),
        (
            "validTo: 2027-07-01, renewal: end, autoRenew: true",
            ["2027-04-01 notice: to end on 2027-07-01", "2027-07-01 end"],
        ),
        (
            "validTo: 2027-07-01, autoRenew: true",
            ["2027-04-01 notice: ends on 2027-07-01, undecided", "2027-07-01 end: renews itself"],
        ),
        (
            "validTo: 2026-12-01",
            ["2026-09-01 notice: ends on 2026-12-01, undecided", "2026-12-01 end"],
        ),
        ("validTo: 2026-11-20", ["2026-08-20 notice: ends on 2026-11-20, undecided", "2026-11-20 end"]),
        ("validTo: 2026-11-19", []),
        ("renewal: undecided", []),
    ],
)
def test_an_agreement(terms: str, expected: list[str]) -> None:
    written = "".join(f"  {term}\n" for term in terms.split(", "))
    found = due({CONTRACT: ("  notice: 3mo\n", f"{written}  notice: 3mo\n")})
    shown = lines(found, "notice", "end")
    assert [line.replace(" contract:mail", "") for line in shown] == expected


def test_an_agreement_without_notice() -> None:
    found = due({CONTRACT: ("  notice: 3mo\n", "  validTo: 2027-07-01\n")})
    assert lines(found, "notice", "end") == ["2027-07-01 end contract:mail"]


SUPPLIER = "catalog/stakeholders/mail-host.yaml"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({}, ["2027-09-15 evaluation stakeholder:mail-host: last evaluated on 2026-09-15"]),
        (
            {SUPPLIER: ("  evaluatedOn: 2026-09-15\n", "")},
            ["2027-01-01 evaluation stakeholder:mail-host: never evaluated"],
        ),
        ({CONTRACT: ("  notice: 3mo\n", "  validTo: 2026-11-20\n")}, []),
        ({CONTRACT: ("  supplier: mail-host\n", "  supplier: sales\n")}, []),
    ],
)
def test_a_supplier(edits: Mapping[str, tuple[str, str]], expected: list[str]) -> None:
    assert lines(due(edits), "evaluation") == expected


WAIVER = """\
apiVersion: itsm/v1
kind: Waiver
metadata: {name: late, title: Late}
spec:
  owner: it-manager
  rule: REC006
  scope: [procedure:restore-email]
  reason: The mail host moves.
  requestedBy: role:network-lead
  approvedBy: role:it-manager
  granted: 2026-06-01
  expires: 2026-11-01
  nextReview: 2026-10-01
"""


def test_a_waiver_that_has_expired_has_to_go_but_needs_no_review() -> None:
    found = due(files={"policies/waivers/late.yaml": WAIVER}, until=TODAY)
    assert lines(found) == ["2026-11-01 waiver waiver:late: REC006 counts again"]


IMPROVEMENT = "catalog/improvements/clearer-reports.yaml"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("status: open", "status: open"), ["2027-03-31 action improvement:clearer-reports"]),
        (("status: open", "status: done"), []),
        (("status: open", "status: rejected"), []),
        (("  due: 2027-03-31\n", ""), []),
    ],
)
def test_an_improvement(edit: tuple[str, str], expected: list[str]) -> None:
    assert lines(due({IMPROVEMENT: edit}), "action") == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("retiring", ["2027-03-31 retirement service:email"]), ("retired", [])]
)
def test_a_retirement(state: str, expected: list[str]) -> None:
    found = due(
        {"catalog/services/email.yaml": ("state: operational", f"state: {state}\n  retireOn: 2027-03-31")}
    )
    assert lines(found, "retirement") == expected


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("asset: {endOfSupport: 2026-01-14}", ["2026-01-14 support ci:core-switch"]),
        ("state: retired\n  asset: {endOfSupport: 2026-01-14}", []),
        ("asset: {bought: 2020-01-14}", []),
    ],
)
def test_an_end_of_support(spec: str, expected: list[str]) -> None:
    found = due({"catalog/configuration-items/core-switch.yaml": ("spec:\n", f"spec:\n  {spec}\n")})
    assert lines(found, "support") == expected


def test_what_is_over_needs_no_review() -> None:
    found = due({"catalog/risks/one-switch.yaml": ("status: accepted", "status: closed")})
    assert "risk:one-switch" not in {each.record.ref for each in found}


def test_a_field_that_does_not_fit_its_schema_is_passed_over() -> None:
    assert lines(due({IMPROVEMENT: ("due: 2027-03-31", "due: 2027-02-30")}), "action") == []


def freeze(spec: str) -> dict[str, str]:
    head = (
        "apiVersion: itsm/v1\nkind: Calendar\nmetadata: {name: sale, title: Sale}\n"
        "spec:\n  owner: it-manager\n  freeze: true\n  appliesTo: all\n"
    )
    return {"catalog/calendars/sale.yaml": head + "".join(f"  {line}\n" for line in spec.split("\n"))}


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (
            "once: [{from: 2026-11-27, to: 2027-01-02, title: Black Friday}]",
            ["2026-11-27 to 2027-01-02: Black Friday"],
        ),
        ("once: [{from: 2026-11-27T18:00, to: 2026-11-30T06:00}]", ["2026-11-27 to 2026-12-01: "]),
        ("once: [{from: 2026-11-20, to: 2026-11-21}]", ["2026-11-20 to 2026-11-21: "]),
        ("once: [{from: 2026-11-19, to: 2026-11-23}]", []),
        (
            'recurrences: [{rrule: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", start: 2025-12-24, lasts: 3d}]',
            ["2026-12-24 to 2026-12-27: ", "2027-12-24 to 2027-12-27: "],
        ),
        ('weekly: {fri: ["00:00-24:00"]}', []),
        ("always: true", []),
        (
            "timezone: Pacific/Auckland\nonce: [{from: 2026-12-01, to: 2026-12-03}]",
            ["2026-12-01 to 2026-12-03: "],
        ),
    ],
)
def test_a_freeze(spec: str, expected: list[str]) -> None:
    found = [each for each in due(files=freeze(spec), until=dt.date(2027, 12, 31)) if each.what == "freeze"]
    assert [f"{each.day} to {each.until}: {each.detail}" for each in found] == expected


def test_a_calendar_that_is_no_freeze() -> None:
    spec = freeze("once: [{from: 2026-11-27, to: 2027-01-02}]")
    path, text = spec.popitem()
    open_ = text.replace("  freeze: true\n  appliesTo: all\n", "")
    assert lines(due(files={path: open_}), "freeze") == []


@pytest.mark.parametrize("today", [dt.date.min, dt.date.max])
def test_the_ends_of_time(today: dt.date) -> None:
    files = freeze("once: [{from: 2026-11-27, to: 2027-01-02}]")
    assert [each.what for each in due(files=files, today=today, until=today) if each.what == "freeze"] == []


def test_every_sort_has_a_title() -> None:
    assert len(set(TITLES.values())) == len(TITLES) == 11
