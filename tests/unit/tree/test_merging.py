"""Merging without a trace: the result is git's, and the user's repository stays as it is, byte by byte."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from itsm_as_code.tree import (
    FileDelta,
    GitError,
    GitHistory,
    Merge,
    MergedTree,
    PrivateRepository,
    WorkingTree,
    blob_id,
    committed,
    deltas,
    merged,
)
from tests.support.repository import Repository

LINES = "".join(f"line {number}\n" for number in range(20))


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which private repositories lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two branches that change one file at its two ends, and a file each."""
    made = Repository(tmp_path / "repository")
    made.write_all({"shared.txt": LINES, "same.txt": "same\n"})
    made.commit("Begin")
    made.branch("change")
    made.write_all({"shared.txt": LINES.replace("line 0\n", "line zero\n"), "new.txt": "new\n"})
    made.commit("Change")
    made.switch("main")
    made.write_all({"shared.txt": LINES.replace("line 19\n", "line nineteen\n"), "other.txt": "other\n"})
    made.commit("Go on")
    return made


def commit_of(repository: Repository, revision: str) -> str:
    return repository.git("rev-parse", revision).strip()


def merge(repository: Repository, base: str = "main", head: str = "change") -> Merge:
    return merged(
        PrivateRepository(repository.path), commit_of(repository, base), commit_of(repository, head)
    )


def tree_of(found: Merge) -> MergedTree:
    return MergedTree(found, GitHistory(found.repository.path, found.head), "merge")


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its mode, its time of change and its content; every folder with its mode."""
    return {
        str(path): (
            path.lstat().st_mode,
            0 if path.is_dir() else path.lstat().st_mtime_ns,
            b"" if path.is_dir() else path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
    }


def test_the_result_has_what_both_sides_changed(repository: Repository) -> None:
    found = merge(repository)
    tree = tree_of(found)
    both = LINES.replace("line 0\n", "line zero\n").replace("line 19\n", "line nineteen\n")
    assert tree.read("shared.txt") == both.encode()
    assert [entry.path for entry in tree.entries()] == ["new.txt", "other.txt", "same.txt", "shared.txt"]
    assert found.conflicts == ()
    assert found.fork == commit_of(repository, "main~1")
    repository.merge("change")
    assert found.tree == commit_of(repository, "HEAD^{tree}")


def test_what_the_merge_changes_is_told_by_path(repository: Repository) -> None:
    found = merge(repository)
    after = commit_of(repository, "main^{tree}")
    both = LINES.replace("line 0\n", "line zero\n").replace("line 19\n", "line nineteen\n")
    assert deltas(found.repository, after, found.tree) == (
        FileDelta("new.txt", "", "100644", "", blob_id(b"new\n")),
        FileDelta(
            "shared.txt", "100644", "100644", commit_of(repository, "main:shared.txt"), blob_id(both.encode())
        ),
    )


def test_a_branch_that_goes_on_from_the_target_is_the_result(repository: Repository) -> None:
    found = merge(repository, "main~1", "change")
    assert (found.tree, found.conflicts) == (commit_of(repository, "change^{tree}"), ())


def test_a_branch_that_is_merged_already_changes_nothing(repository: Repository) -> None:
    found = merge(repository, "main", "main~1")
    assert (found.tree, found.conflicts) == (commit_of(repository, "main^{tree}"), ())


def test_what_does_not_merge_is_named(repository: Repository) -> None:
    repository.switch("change")
    repository.write("shared.txt", LINES.replace("line 19\n", "line twenty\n"))
    repository.commit("Contradict")
    found = merge(repository)
    assert found.conflicts == ("shared.txt",)
    assert found.tree == commit_of(repository, "change^{tree}")


def test_no_attribute_makes_a_conflict_disappear(repository: Repository) -> None:
    repository.switch("change")
    repository.write_all(
        {".gitattributes": "* merge=union\n", "shared.txt": LINES.replace("line 19\n", "line twenty\n")}
    )
    repository.commit("Contradict")
    (repository.path / ".git" / "info").mkdir(exist_ok=True)
    repository.write(".git/info/attributes", "* merge=union\n")
    assert merge(repository).conflicts == ("shared.txt",)


def test_no_merge_driver_is_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    repository.switch("change")
    repository.write(".gitattributes", "* merge=trap filter=trap diff=trap\n")
    repository.commit("Name a driver")
    for name in ("merge.trap.driver", "filter.trap.clean", "filter.trap.smudge", "diff.trap.textconv"):
        repository.git("config", name, f"touch '{mark}'")
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f'[merge "trap"]\n\tdriver = "touch {mark}"\n[core]\n\tfsmonitor = "{mark}"\n'
    )
    monkeypatch.setenv("HOME", str(home))
    assert merge(repository).conflicts == ()
    assert not mark.exists()


def test_histories_that_share_nothing_are_not_merged(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--orphan", "elsewhere")
    repository.commit("Another beginning")
    with pytest.raises(GitError, match="share no history"):
        merge(repository, "main", "elsewhere")


def test_a_graft_that_invents_an_ancestor_does_not_count(repository: Repository) -> None:
    change, main = commit_of(repository, "change"), commit_of(repository, "main")
    repository.write(".git/info/grafts", f"{change} {main}\n")
    repository.git("replace", "--graft", "change", "main")
    assert merge(repository).fork == commit_of(repository, "main~1")


def test_a_shallow_clone_is_told_apart(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    with pytest.raises(GitError) as caught:
        merge(clone, "origin/main", "origin/change")
    assert caught.value.hint is not None
    assert "--unshallow" in caught.value.hint


def test_a_shallow_clone_that_holds_the_change_alone_is_enough(
    repository: Repository, tmp_path: Path
) -> None:
    repository.switch("change")
    repository.merge("main")
    repository.commit("Go on")
    clone = repository.clone(tmp_path / "clone", "--depth=2", "--branch=change", "--single-branch")
    assert merge(clone, "HEAD~1", "HEAD").conflicts == ()


def test_a_partial_clone_fetches_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = repository.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout")
    with pytest.raises(GitError):
        merge(clone, "origin/main", "origin/change")


def test_two_hundred_and_fifty_six_bits(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "sha256", init=False)
    (tmp_path / "sha256").mkdir()
    repository.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    repository.write("a.txt", LINES)
    repository.commit("Begin")
    repository.branch("change")
    repository.write("b.txt", "b\n")
    repository.commit("Add b")
    repository.switch("main")
    repository.write("c.txt", "c\n")
    repository.commit("Add c")
    found = merge(repository)
    assert len(found.tree) == 64
    assert tree_of(found).read("b.txt") == b"b\n"


def test_an_older_git_is_named_as_the_trouble(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = PrivateRepository(repository.path)
    run = private.run

    def old(*arguments: str, given: bytes = b"", accepted: tuple[int, ...] = (0,)) -> tuple[int, bytes]:
        if arguments[0] == "merge-tree":
            arguments = ("merge-tree", "--unknown-to-this-git")
        return run(*arguments, given=given, accepted=accepted)

    monkeypatch.setattr(private, "run", old)
    with pytest.raises(GitError) as caught:
        merged(private, commit_of(repository, "main"), commit_of(repository, "change"))
    assert caught.value.hint == "Install git 2.38 or later."


def test_working_files_become_a_commit_of_the_private_repository_alone(repository: Repository) -> None:
    repository.switch("change")
    before = everything(repository.path / ".git")
    repository.write("sub/added.txt", "added\r\n")
    repository.remove("new.txt")
    (repository.path / "same.txt").unlink()
    repository.link("same.txt", "shared.txt")
    private = PrivateRepository(repository.path)
    paths = ["new.txt", "same.txt", "sub/added.txt"]
    tip = committed(private, repository.head, WorkingTree(repository.path), "", paths)
    found = merged(private, commit_of(repository, "main"), tip)
    tree = tree_of(found)
    assert tree.read("sub/added.txt") == b"added\r\n"
    assert [(entry.path, entry.type.value) for entry in tree.entries()] == [
        ("other.txt", "file"),
        ("same.txt", "symbolic link"),
        ("shared.txt", "file"),
        ("sub/added.txt", "file"),
    ]
    assert everything(repository.path / ".git") == before


def test_the_user_s_repository_stays_byte_by_byte(repository: Repository, temporary: Path) -> None:
    before = everything(repository.path)
    found = merge(repository)
    tree_of(found).read("shared.txt")
    assert everything(repository.path) == before
    found.repository.close()
    assert list(temporary.iterdir()) == []


_MERGE = """\
import os, signal, sys, tempfile
from pathlib import Path
from itsm_as_code.tree import GitHistory, MergedTree, PrivateRepository, git, merged

left = int(sys.argv[4])
run = git.run


def counted(*arguments, **options):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return run(*arguments, **options)


git.run = counted
private = PrivateRepository(Path(sys.argv[1]))
found = merged(private, sys.argv[2], sys.argv[3])
MergedTree(found, GitHistory(private.path, found.head), "merge").read("shared.txt")
if left < 2:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("steps", range(6))
def test_a_run_that_is_killed_leaves_nothing_behind(
    repository: Repository, temporary: Path, steps: int
) -> None:
    before = everything(repository.path)
    words = [str(repository.path), commit_of(repository, "main"), commit_of(repository, "change"), str(steps)]
    killed = subprocess.run(
        [sys.executable, "-c", _MERGE, *words], env={**os.environ, "TMPDIR": str(temporary)}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert everything(repository.path) == before
    PrivateRepository(repository.path).close()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_in_use_is_left_alone(repository: Repository, temporary: Path) -> None:
    first = PrivateRepository(repository.path)
    second = PrivateRepository(repository.path)
    assert first.path.is_dir()
    assert {path.name for path in temporary.iterdir()} == {first.path.name, second.path.name}


def test_a_folder_that_never_got_its_lock_goes_after_an_hour(repository: Repository, temporary: Path) -> None:
    fresh, old = temporary / "itsm-making-fresh", temporary / "itsm-making-old"
    fresh.mkdir()
    old.mkdir()
    past = time.time_ns() // 10**9 - 3_700
    os.utime(old, (past, past))
    PrivateRepository(repository.path).close()
    assert [path.name for path in temporary.iterdir()] == ["itsm-making-fresh"]


def test_a_link_of_that_name_is_not_followed(repository: Repository, temporary: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "lock").touch()
    (temporary / "itsm-private-x").symlink_to(precious)
    PrivateRepository(repository.path).close()
    assert (precious / "lock").exists()
