"""What the formats of `itsm lint` are told by the command line: place, threshold, environment."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Itsm

CAL002 = "No maintenance or freeze calendar says when email may be changed"


@pytest.fixture
def nested(small: Path) -> Path:
    """The small repository as the folder `it` of a git repository."""
    top = small.parent / "top"
    (top / ".git").mkdir(parents=True)
    return small.rename(top / "it")


def test_hosts_are_told_paths_from_the_top_of_the_repository(itsm: Itsm, nested: Path) -> None:
    words = [f"--format={name}={name}" for name in ("gitlab", "sarif", "junit", "markdown", "json")]
    run = itsm("lint", "--select=CAL", "--format=github", *words, cwd=nested / "catalog")
    assert (run.code, run.err) == (0, "")
    path = "it/catalog/services/email.yaml"
    assert run.out.startswith(f"::warning file={path},line=6,")
    folder = nested / "catalog"
    (issue,) = json.loads((folder / "gitlab").read_text())
    assert issue["location"]["path"] == path
    (result,) = json.loads((folder / "sarif").read_text())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path
    assert f"{path}:6:1" in (folder / "junit").read_text()
    assert f"| {path}:6:1 |" in (folder / "markdown").read_text()
    (finding,) = json.loads((folder / "json").read_text())["findings"]
    assert finding["path"] == path.removeprefix("it/")


def test_the_step_summary_is_added_to(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Checks\n\n")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    run = itsm("lint", "--select=CAL", "--format=github", cwd=small, environment=environment)
    assert (run.code, run.err) == (0, "")
    assert summary.read_text() == (
        "# Checks\n\n"
        + itsm("lint", "--select=CAL", "--format=markdown", cwd=small, environment=environment).out
    )
    assert CAL002 in summary.read_text()


@pytest.mark.parametrize("words", [["--format=text"], ["--format=markdown"], ["--format=json"]])
def test_only_reports_for_github_write_a_step_summary(
    itsm: Itsm, small: Path, tmp_path: Path, words: list[str]
) -> None:
    environment = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    assert itsm("lint", *words, cwd=small, environment=environment).code == 0
    assert not (tmp_path / "summary.md").exists()


def test_a_step_summary_that_cannot_be_written(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "summary.md"
    run = itsm("lint", "--format=github", cwd=small, environment={"GITHUB_STEP_SUMMARY": str(file)})
    assert run.code == 2
    assert run.err == f"error: {file} could not be written: No such file or directory.\n"


@pytest.mark.parametrize(
    ("fail_on", "code", "failures"), [("error", 0, 0), ("warning", 1, 1), ("info", 1, 1), ("never", 0, 0)]
)
def test_a_test_fails_as_the_run_does(
    itsm: Itsm, small: Path, fail_on: str, code: int, failures: int
) -> None:
    run = itsm("lint", "--select=CAL", "--format=junit", f"--fail-on={fail_on}", cwd=small)
    (suite,) = ET.fromstring(run.out)
    assert (run.code, suite.get("failures")) == (code, str(failures))


def test_rules_that_are_not_judged_are_no_tests(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--select=SYN,CAL", "--ignore=CAL002", "--format=junit", cwd=small)
    names = [case.get("name", "") for case in ET.fromstring(run.out).iter("testcase")]
    assert {name[:3] for name in names} == {"SYN", "CAL"}
    assert [name for name in names if name.startswith("CAL")] == ["CAL001 impossible-calendar"]
