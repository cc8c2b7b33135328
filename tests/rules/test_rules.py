"""Each rule over its fixtures: exact places and messages, and silence where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.overlays import RULES, files_in, findings, line_of

CASES = sorted(
    folder
    for folder in RULES.glob("[!_]*/*")
    if folder.is_dir() and folder.name.partition("-")[0] in ("bad", "good")
)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_fixture_is_judged_exactly(folder: Path) -> None:
    files = files_in(folder)
    expected = files.pop("expected.txt", b"").decode().splitlines()
    assert [line_of(finding) for finding in findings(files)] == expected


def test_the_base_is_clean() -> None:
    assert [line_of(finding) for finding in findings({})] == []


def test_every_bad_fixture_expects_its_rule() -> None:
    """A fixture that expects nothing, or only other rules, proves nothing."""
    from itsm_as_code.rules.registry import BY_NAME

    for folder in CASES:
        expected = folder / "expected.txt"
        if folder.name.startswith("bad"):
            code = BY_NAME[folder.parent.name].code
            assert f" {code} " in expected.read_text(encoding="utf-8"), folder
        else:
            assert not expected.exists(), folder
