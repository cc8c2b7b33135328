"""What each rule's fixes make of its bad fixtures: the files in `fixed` beside `bad`, exactly.

`python -m tests.rules.expect` rewrites them, too; read the difference before committing it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint
from itsm_as_code.lint.fixing import fix
from itsm_as_code.rules.registry import BY_NAME
from itsm_as_code.rules.registry import RULES as EVERY
from itsm_as_code.rules.rule import Rule
from itsm_as_code.tree import MemoryTree, OverlayTree, Tree
from tests.rules.overlays import (
    RULES,
    TODAY,
    bad_of,
    cases,
    files_in,
    finder,
    fixed,
    judged,
    laid_over,
    overlay,
)

FIXED = sorted(path for path in RULES.glob("[!_]*/fixed*") if path.is_dir())
BAD = [folder for folder in cases() if folder.name.startswith("bad") and BY_NAME[folder.parent.name].fix]


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def found(tree: Tree) -> Iterable[Finding]:
    return lint(load(tree), TODAY).findings


@pytest.mark.parametrize("folder", FIXED, ids=name)
def test_a_fixture_is_fixed_exactly(folder: Path) -> None:
    assert fixed(bad_of(folder)) == files_in(folder)


@pytest.mark.parametrize("folder", FIXED, ids=name)
def test_fixing_leaves_fewer_findings_and_adds_none(folder: Path) -> None:
    rule = BY_NAME[folder.parent.name]
    tree = MemoryTree(laid_over(overlay(bad_of(folder))))
    done = fix(tree, finder(rule), unsafe=True)
    after = OverlayTree(tree, {change.path: change.after for change in done.changes})
    before = Counter(finding.code for finding in found(tree))
    left = Counter(finding.code for finding in found(after))
    assert left <= before
    assert left[rule.code] < before[rule.code]
    assert fix(after, finder(rule), unsafe=True).changes == ()


@pytest.mark.parametrize("rule", [rule for rule in EVERY if rule.fix], ids=lambda rule: rule.code)
def test_a_rule_with_a_fix_shows_it(rule: Rule) -> None:
    assert [folder for folder in FIXED if folder.parent.name == rule.name]


@pytest.mark.parametrize("folder", BAD, ids=name)
def test_a_fixture_has_what_its_fixes_make_of_it(folder: Path) -> None:
    expected = folder.with_name(folder.name.replace("bad", "fixed", 1))
    assert expected.is_dir() == bool(fixed(folder))


@pytest.mark.parametrize("folder", BAD, ids=name)
def test_a_fix_is_as_safe_as_its_rule_says(folder: Path) -> None:
    rules = {rule.code: rule for rule in EVERY}
    for finding in judged(folder):
        if finding.fix is not None:
            assert finding.fix.safe == (rules[finding.code].fix == "safe")
            assert rules[finding.code].fix in ("safe", "unsafe")
            assert finding.fix.title[0].isupper()
            assert not finding.fix.title.endswith(".")
            assert finding.fix.edits or finding.fix.moves
