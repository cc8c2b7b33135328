"""Every attack of the list, carried out against a repository, and what becomes of it."""

from __future__ import annotations

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
    expected = attack.script(pr)
    if isinstance(expected, Stopped):
        with pytest.raises(UserError, match=expected.because):
            pr.judged()
    else:
        check(pr, expected)


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
