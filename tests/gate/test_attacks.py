"""Every attack of the list, carried out against a repository, and what becomes of it."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.transition.table import Outcome
from tests.gate import (
    attacks_approvals,
    attacks_entities,
    attacks_git,
    attacks_output,
    attacks_settings,
    attacks_text,
)
from tests.gate.attack import ATTACKS, Attack, Expected, Harmless, Held, Refused, Stopped
from tests.gate.pull_request import PullRequest, template

_MODULES = (
    attacks_settings,
    attacks_entities,
    attacks_text,
    attacks_git,
    attacks_approvals,
    attacks_output,
)
"""The modules that register the attacks, one for each theme."""


@pytest.fixture(scope="session")
def oakleaf_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("oakleaf") / "template")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.theme}: {attack.name}")
def test_the_attack(attack: Attack, oakleaf_repository: Path, tmp_path: Path) -> None:
    pr = PullRequest.of(oakleaf_repository, tmp_path / "repository")
    attack.script(pr)
    if isinstance(attack.expected, Stopped):
        with pytest.raises(UserError) as caught:
            pr.judged()
        assert attack.expected.because in caught.value.message
    else:
        check(pr, attack.expected)


def check(pr: PullRequest, expected: Expected) -> None:
    verdict = pr.judged().verdict
    match expected:
        case Refused(because):
            assert verdict.outcome is Outcome.REFUSE
            assert not verdict.may_merge
            told = [f"{each.subject} {each.text}" for each in verdict.refusals]
            assert any(because in each for each in told), told
        case Held(by, row, note):
            assert not verdict.may_merge
            missing = {each: {reason.row for reason in each.reasons} for each in verdict.missing}
            found = [each for each, rows in missing.items() if by in each.authorities and row in rows]
            assert found, missing
            assert note in " ".join([found[0].note or "", *verdict.notes])
        case Harmless():
            assert verdict.may_merge, (verdict.refusals, verdict.missing)


def test_the_page_tells_of_every_attack(root: Path) -> None:
    file = root / "docs/attacks.md"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(page(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == page()


_INTRODUCTION = """\
<!-- Generated from tests/gate: UPDATE_GOLDEN=1 pytest tests/gate -k page; do not edit. -->

# Ways past the gate, and what becomes of them

Each line is a test: a repository, a scripted pull request, and what `itsm plan` says to it. *Refused* means
that nobody's agreement helps, *on hold* that the agreement of the role in question is missing whoever else
agrees, *stopped* that nothing is judged (exit code 2). What is *harmless* may pass, for the reason given.

Beside these, `tests/gate/test_trace.py` kills a run at many points and compares the repository byte by byte,
and shows that a crash (exit code 3) and approvals that cannot be read (exit code 2) are no pass.
"""


def page() -> str:
    """What is defended and how (Markdown)."""
    lines = [_INTRODUCTION]
    for theme, attacks in groupby(ATTACKS, key=lambda attack: attack.theme):
        lines += [f"## {theme[0].upper()}{theme[1:]}\n", "| Attack | What becomes of it |", "| --- | --- |"]
        lines += [f"| {attack.name} | {attack.expected} |" for attack in attacks]
        lines.append("")
    return "\n".join(lines)
