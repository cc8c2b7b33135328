"""A repository that is for other versions of the tool: `tool` in `itsm.yaml`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from itsm_as_code import __version__
from tests.cli.conftest import Itsm

REFUSAL = (
    f"error: itsm.yaml:3:7: This repository is for itsm >=2.0,<3, and this is itsm {__version__}.\n"
    "hint: Install one that fits: python -m pip install 'itsm-as-code>=2.0,<3'. "
    "Change 'tool' where everybody who works here is to move to another version.\n"
)


def admit(root: Path, versions: str) -> None:
    """Let a repository be for some versions."""
    text = f'apiVersion: itsm/v1\nkind: Settings\ntool: "{versions}"\n'
    (root / "itsm.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["lint"],
        ["lint", "--no-cache"],
        ["lint", "--fix"],
        ["fmt", "--check"],
        ["rename", "email", "mail"],
        ["show", "email"],
        ["list", "services"],
        ["next"],
        ["due"],
        ["new", "term", "word"],
        ["build"],
    ],
    ids=" ".join,
)
def test_another_version_is_refused(itsm: Itsm, small: Path, words: list[str]) -> None:
    admit(small, ">=2.0,<3")
    before = sorted(small.rglob("*"))
    run = itsm(*words, cwd=small)
    assert (run.code, run.out, run.err) == (2, "", REFUSAL)
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize("versions", [">=1.0,<2", f"=={__version__}", "~=1.0", "==1.*", "!=1.4"])
def test_this_version_is_admitted(itsm: Itsm, small: Path, versions: str) -> None:
    admit(small, versions)
    assert itsm("lint", "--select=SCH", cwd=small).code == 0


def test_what_is_no_range_is_a_finding(itsm: Itsm, small: Path) -> None:
    admit(small, "2.0")
    run = itsm("lint", "--select=SCH", cwd=small)
    assert run.code == 1
    assert run.out.splitlines()[0] == ("itsm.yaml:3:7: error[SCH006] “2.0” is not a range of versions")


def test_the_target_says_which_versions_judge_a_change(itsm: Itsm, small: Path) -> None:
    """A change may widen the range, and a further one narrow it; none brings a judge of its own."""

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=small, check=True, capture_output=True)

    admit(small, ">=1.0,<2")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "Begin")
    admit(small, ">=1.0,<3")
    assert itsm("plan", "--head=WORKTREE", cwd=small).err == ""
    admit(small, ">=2.0,<3")
    assert itsm("plan", "--head=WORKTREE", cwd=small).err == REFUSAL
    git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-a", "-m", "Move on")
    admit(small, ">=1.0,<3")
    assert itsm("plan", "--head=WORKTREE", cwd=small).err == REFUSAL
