"""Timed rules: what holds today, what will, and from which day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.finding import Severity
from itsm_as_code.lint import lint
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer, Rule
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

TODAY = dt.date(2026, 11, 20)


def ending(day: dt.date, *, timed: bool = True, severity: Severity = Severity.ERROR) -> Rule:
    """A rule that finds fault from a day on, and says in its message how long ago that was."""

    def check(subject: Catalog, context: Context) -> Iterator[Fault]:
        if context.today >= day:
            ago = (context.today - day).days
            yield Fault(f"ended {ago} days ago", Pointer(subject.settings_file, ("target",)))

    return CatalogRule("TST001", "ended", severity, check, timed=timed)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, [(Severity.ERROR, None, "ended 3 days ago")]),
        (0, [(Severity.ERROR, None, "ended 0 days ago")]),
        (1, [(Severity.WARNING, "2026-11-21", "ended 0 days ago")]),
        (17, [(Severity.WARNING, "2026-12-07", "ended 0 days ago")]),
        (30, [(Severity.WARNING, "2026-12-20", "ended 0 days ago")]),
        (31, []),
    ],
)
def test_a_timed_rule_warns_thirty_days_ahead(
    days: int, expected: list[tuple[Severity, str | None, str]]
) -> None:
    rule = ending(TODAY + dt.timedelta(days=days))
    result = lint(load(MemoryTree(base())), TODAY, rules=[rule])
    assert [(found.severity, found.due, found.message) for found in result.findings] == expected


def test_any_other_rule_is_judged_for_today_alone() -> None:
    rule = ending(TODAY + dt.timedelta(days=1), timed=False)
    assert lint(load(MemoryTree(base())), TODAY, rules=[rule]).findings == ()


def test_an_info_ahead_stays_an_info() -> None:
    rule = ending(TODAY + dt.timedelta(days=1), severity=Severity.INFO)
    (finding,) = lint(load(MemoryTree(base())), TODAY, rules=[rule]).findings
    assert finding.severity is Severity.INFO
