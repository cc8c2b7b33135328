"""`itsm lint --fix`, in real processes on real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

EMAIL = "catalog/services/email.yaml"
FAULTY = """\
apiVersion: itsm/v1
kind: Service
metadata:
  name: email
  title: 2027  # the year
  tags: mail
spec:
  owner: it-manger
  state: operational
  criticality: high
"""
SAFE = FAULTY.replace("2027 ", '"2027" ').replace("tags: mail", "tags: [mail]")
MENDED = SAFE.replace("it-manger", "it-manager")


@pytest.fixture
def faulty(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITSM_LINT_SELECT", "SYN,SCH,REF")
    (small / EMAIL).write_bytes(FAULTY.encode())
    return small


def text(root: Path) -> str:
    return (root / EMAIL).read_bytes().decode()


def test_safe_fixes_are_made_and_the_rest_is_reported(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--fix", cwd=faulty)
    assert (run.code, run.err) == (1, "note: Fixed 2 findings in 1 file.\n")
    assert run.out.startswith(f"{EMAIL}:8:10: error[REF001] There is no role called it-manger\n")
    assert run.out.endswith("\n\nFound 1 error in 4 files\n")
    assert text(faulty) == SAFE


def test_unsafe_fixes_are_made_when_they_are_wished(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--unsafe-fixes", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed 3 findings in 1 file.\n")
    assert run.out == "4 files, 3 entities: no findings\n"
    assert text(faulty) == MENDED
    run = itsm("lint", "--fix", "--unsafe-fixes", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed nothing.\n")


def test_a_diff_shows_what_would_change_and_writes_nothing(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--diff", cwd=faulty)
    assert (run.code, run.err) == (1, "note: Would fix 2 findings in 1 file.\n")
    assert run.out == (
        f"--- a/{EMAIL}\n"
        f"+++ b/{EMAIL}\n"
        "@@ -2,8 +2,8 @@\n"
        " kind: Service\n"
        " metadata:\n"
        "   name: email\n"
        "-  title: 2027  # the year\n"
        "-  tags: mail\n"
        '+  title: "2027"  # the year\n'
        "+  tags: [mail]\n"
        " spec:\n"
        "   owner: it-manger\n"
        "   state: operational\n"
    )
    assert text(faulty) == FAULTY
    run = itsm("lint", "--diff", "--unsafe-fixes", cwd=faulty)
    assert "+  owner: it-manager\n" in run.out
    assert run.err == "note: Would fix 3 findings in 1 file.\n"
    assert text(faulty) == FAULTY


def test_a_diff_of_nothing_is_empty(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--diff", "--select=SYN,SCH,REF", cwd=small)
    assert (run.code, run.out, run.err) == (0, "", "note: Would fix nothing.\n")


def test_only_what_is_asked_for_is_mended(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--fix", "catalog/roles", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed nothing.\n")
    run = itsm("lint", "--unsafe-fixes", "--select=REF", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed 1 finding in 1 file.\n")
    assert text(faulty) == FAULTY.replace("it-manger", "it-manager")


def test_a_file_with_another_ending_is_renamed(itsm: Itsm, faulty: Path) -> None:
    (faulty / EMAIL).rename(faulty / "catalog/services/email.yml")
    run = itsm("lint", "--unsafe-fixes", "--diff", cwd=faulty)
    assert run.out.startswith("--- /dev/null\n+++ b/catalog/services/email.yaml\n")
    run = itsm("lint", "--unsafe-fixes", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed 4 findings in 2 files.\n")
    assert text(faulty) == MENDED
    assert not (faulty / "catalog/services/email.yml").exists()


def test_what_lies_behind_a_link_is_not_touched(itsm: Itsm, faulty: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    (faulty / EMAIL).rename(outside)
    (faulty / EMAIL).symlink_to(outside)
    run = itsm("lint", "--unsafe-fixes", cwd=faulty)
    assert (run.code, run.err) == (1, "note: Fixed nothing.\n")
    assert outside.read_bytes().decode() == FAULTY


def test_windows_line_ends_stay(itsm: Itsm, faulty: Path) -> None:
    (faulty / EMAIL).write_bytes(FAULTY.replace("\n", "\r\n").encode())
    run = itsm("lint", "--unsafe-fixes", cwd=faulty)
    assert run.code == 0
    assert text(faulty) == MENDED.replace("\n", "\r\n")
