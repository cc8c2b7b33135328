"""Each rule over its fixtures: exact places and messages, and silence where all is well.

`python -m tests.rules.expect` rewrites what the fixtures expect; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from itsm_as_code.rules.registry import BY_NAME
from tests.rules.overlays import EXPECTED, cases, findings, judged, report_of

CASES = cases()
BAD = [folder for folder in CASES if folder.name.startswith("bad")]


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize("folder", CASES, ids=_name)
def test_a_fixture_is_judged_exactly(folder: Path) -> None:
    expected = folder / EXPECTED
    assert report_of(judged(folder)) == (expected.read_text(encoding="utf-8") if expected.exists() else "")


def test_the_base_is_clean() -> None:
    assert report_of(findings({})) == ""


@pytest.mark.parametrize("folder", BAD, ids=_name)
def test_a_bad_fixture_expects_its_rule(folder: Path) -> None:
    """One that expected nothing, or other rules alone, would prove nothing."""
    code = BY_NAME[folder.parent.name].code
    assert f" {code} " in (folder / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [folder for folder in CASES if folder not in BAD], ids=_name)
def test_a_good_fixture_expects_nothing(folder: Path) -> None:
    assert not (folder / EXPECTED).exists()
