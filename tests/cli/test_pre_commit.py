"""The hooks, run by pre-commit itself in real commits; nothing is asked of the network.

pre-commit would install the tool anew for the hooks of our manifest. Here it runs the one that is installed
(`language: system`); what else the manifest says, it reads itself, from a clone as always.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

EMAIL = "catalog/services/e-mail.yaml"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a program, and gives its exit code and all that it says."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Marta",
        "GIT_AUTHOR_EMAIL": "marta@example.com",
        "GIT_COMMITTER_NAME": "Marta",
        "GIT_COMMITTER_EMAIL": "marta@example.com",
    }

    def run(*words: str, cwd: Path) -> tuple[int, str]:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    return run


@pytest.fixture
def repository(itsm: Itsm, tmp_path: Path, run: Run) -> Path:
    """What `itsm init` writes, committed."""
    root = tmp_path / "our-it"
    assert itsm("init", str(root), "--yes").code == 0
    commit(run, root, "Begin", hooks=False)
    return root


def commit(run: Run, root: Path, message: str, *, hooks: bool = True) -> tuple[int, str]:
    if not (root / ".git").exists():
        assert run("git", "init", "-q", "-b", "main", cwd=root)[0] == 0
    assert run("git", "add", "-A", cwd=root)[0] == 0
    return run("git", "commit", "-q", "-m", message, *([] if hooks else ["--no-verify"]), cwd=root)


def outcomes(said: str) -> list[tuple[str, str]]:
    """Each hook with what became of it."""
    found = [line for line in said.splitlines() if "...." in line]
    return [(line.partition("....")[0], line.rpartition(".")[2]) for line in found]


def test_the_hooks_of_a_new_repository(run: Run, repository: Path) -> None:
    lay_out, judge = "Lay files out alike", "Find what is wrong, missing or contradictory"
    assert run("pre-commit", "install", cwd=repository)[0] == 0
    (repository / "README.md").write_text("# Our IT\n", encoding="utf-8")
    code, said = commit(run, repository, "Shorten the README")
    assert (code, outcomes(said)) == (0, [(lay_out, "(no files to check)Skipped"), (judge, "Passed")])

    path = repository / EMAIL
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("  title: E-mail\n", "  title:   'E-mail'\n"), encoding="utf-8")
    code, said = commit(run, repository, "Write the title otherwise")
    assert (code, outcomes(said)) == (1, [(lay_out, "Failed"), (judge, "Passed")])
    assert "- files were modified by this hook" in said
    assert path.read_text(encoding="utf-8") == written

    path.write_text(written.replace("owner: it-manager", "owner: it-manger"), encoding="utf-8")
    code, said = commit(run, repository, "Give it away")
    assert (code, outcomes(said)) == (1, [(lay_out, "Passed"), (judge, "Failed")])
    assert f"{EMAIL}:9:10: error[REF001] There is no role called it-manger\n" in said
    assert "- exit code: 1" in said

    path.write_text(written.replace("criticality: high", "criticality: low"), encoding="utf-8")
    code, said = commit(run, repository, "Weigh it less")
    assert (code, outcomes(said)) == (0, [(lay_out, "Passed"), (judge, "Passed")])
    assert run("git", "log", "-1", "--format=%s", cwd=repository) == (0, "Weigh it less\n")


@pytest.fixture
def offered(root: Path, tmp_path: Path, run: Run) -> Path:
    """A repository that offers our hooks."""
    offered = tmp_path / "offered"
    offered.mkdir()
    shutil.copy(root / ".pre-commit-hooks.yaml", offered)
    commit(run, offered, "Offer hooks", hooks=False)
    return offered


def test_the_hooks_that_this_repository_offers(run: Run, repository: Path, offered: Path) -> None:
    assert run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=offered) == (0, "")
    revision = run("git", "rev-parse", "HEAD", cwd=offered)[1].strip()
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {offered}\n    rev: {revision}\n    hooks:\n"
        "      - {id: itsm-fmt, language: system}\n      - {id: itsm-lint, language: system}\n",
        encoding="utf-8",
    )
    commit(run, repository, "Take the hooks", hooks=False)
    lay_out = "Lay files out alike (itsm fmt)"
    judge = "Find what is wrong, missing or contradictory (itsm lint)"
    code, said = run("pre-commit", "run", "--all-files", "--verbose", cwd=repository)
    assert (code, outcomes(said)) == (0, [(lay_out, "Passed"), (judge, "Passed")])
    assert "note: 0 of 7 files were laid out anew.\n" in said

    terms = repository / "catalog/terms"
    terms.mkdir()
    for number in range(300):  # which pre-commit hands over to one process
        (terms / f"term-{number}.yaml").write_text(
            f"kind: Term\napiVersion: itsm/v1\nmetadata: {{name: term-{number}, title: Term {number}}}\n"
            "spec: {definition: A word.}\n",
            encoding="utf-8",
        )
    commit(run, repository, "Say many things", hooks=False)
    code, said = run("pre-commit", "run", "--from-ref=HEAD~1", "--to-ref=HEAD", cwd=repository)
    assert (code, outcomes(said)) == (1, [(lay_out, "Failed"), (judge, "Passed")])
    assert "note: 300 of 300 files were laid out anew.\n" in said
    assert (
        (terms / "term-299.yaml").read_text(encoding="utf-8").startswith("apiVersion: itsm/v1\nkind: Term\n")
    )
