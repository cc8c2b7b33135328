"""The gate leaves no trace, however it ends, and no end but an explicit verdict is a pass."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from itsm_as_code.cli import run
from itsm_as_code.transition import judgement
from tests.cli.conftest import Itsm
from tests.gate.oakleaf import EMAIL, NETWORK, SLA, WIKI
from tests.gate.pull_request import PullRequest, template


@pytest.fixture(scope="module")
def oakleaf_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("oakleaf") / "template")


@pytest.fixture
def pr(oakleaf_repository: Path, tmp_path: Path) -> PullRequest:
    """A branch that needs a real merge, and files that are not committed."""
    made = PullRequest.of(oakleaf_repository, tmp_path / "repository")
    made.change({WIKI: "spec: {level: Gold}"})
    made.on_main({NETWORK: "metadata: {description: Lines.}"})
    made.repository.write(EMAIL, (made.path / EMAIL).read_bytes() + b"# not committed\n")
    return made


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its mode, its time of change and its bytes; every folder with its mode."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found[str(path)] = (state.st_mode, 0 if path.is_dir() else state.st_mtime_ns, data)
    return found


def started(pr: PullRequest, temporary: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "itsm_as_code", "plan", "--base", "main", "--no-cache", *words]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(
        command, cwd=pr.path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("head", ["change", "WORKTREE"])
@pytest.mark.parametrize("seconds", [0.1, 0.25, 0.4, 0.6, 0.9, 60])
def test_killed_at_any_point_it_leaves_the_repository_as_it_was(
    pr: PullRequest, tmp_path: Path, head: str, seconds: float
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = everything(pr.path)
    process = started(pr, temporary, "--head", head)
    limit = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < limit:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert everything(pr.path) == before
    assert started(pr, temporary, "--head", head).wait() == 1
    assert everything(pr.path) == before
    assert [path.name for path in temporary.iterdir() if path.name.startswith("itsm-private-")] == []


def test_a_crash_is_no_pass(pr: PullRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(judgement, "judge", crash)
    monkeypatch.chdir(pr.path)
    assert run.run(["plan", "--base", "main", "--head", "change"]) == 3


def test_agreement_makes_the_exit_code_0(pr: PullRequest, itsm: Itsm) -> None:
    words = ("plan", "--base", "main", "--head", "change")
    assert itsm(*words, cwd=pr.path).code == 1
    pr.approve("ida")
    done = itsm(*words, "--approvals", str(pr.approvals()), cwd=pr.path)
    assert (done.code, done.out.splitlines()[2]) == (
        0,
        "May be merged: everybody who has to agree has agreed.",
    )


def test_a_repository_that_only_reports_holds_nothing(pr: PullRequest, itsm: Itsm) -> None:
    pr.repository.git("checkout", "-q", "--", ".")
    pr.on_main({"itsm.yaml": ("mode: enforce", "mode: report")})
    done = itsm("plan", "--base", "main", "--head", "change", cwd=pr.path)
    headline = "May be merged, since this repository only reports: 1 agreement is missing."
    assert (done.code, done.out.splitlines()[2]) == (0, headline)
    pr.change({SLA: ("customer: sales", "customer: nobody")})
    assert itsm("plan", "--base", "main", "--head", "change", cwd=pr.path).code == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "error: FILE:1:1: the approvals cannot be read: host is missing.\n"),
        ('{"host": 1}', "error: FILE:1:10: the approvals cannot be read: host takes text"),
        ("[", "error: FILE:"),
    ],
)
def test_approvals_that_cannot_be_read_are_no_pass(
    pr: PullRequest, itsm: Itsm, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "approvals.json"
    file.write_text(text, encoding="utf-8")
    done = itsm("plan", "--base", "main", "--head", "change", "--approvals", str(file), cwd=pr.path)
    assert (done.code, done.out) == (2, "")
    assert done.err.replace(str(file), "FILE").startswith(message)
    assert done.err.endswith("hint: schema/approvals.schema.json says what they look like.\n")


def test_approvals_that_are_not_there_are_no_pass(pr: PullRequest, itsm: Itsm) -> None:
    done = itsm("plan", "--base", "main", "--head", "change", "--approvals", "none.json", cwd=pr.path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: none.json cannot be read: No such file or directory.\nhint: Check the path.\n"
