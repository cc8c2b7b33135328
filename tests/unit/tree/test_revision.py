"""The tree of a commit: the same answers as the working directory, from objects alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import EntryType, GitError, RevisionTree, TooLargeError, WorkingTree, blob_id, git
from tests.support.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write_all(
        {
            "itsm.yaml": "kind: Settings\n",
            "catalog/services/email.yaml": "name: email\n",
            "catalog/services/web.yaml": b"\0\xff\r\n",
            "catalog/empty": "",
            "sub/itsm.yaml": "sub\n",
            "sub/catalog/a b\tc.yaml": "x",
        }
    )
    repository.link("catalog/link", "services")
    repository.commit("Add the catalogue")
    return repository


def test_a_commit_lists_what_the_working_directory_lists(repository: Repository) -> None:
    tree = RevisionTree(repository.path, "HEAD")
    assert tree.name == f"HEAD ({repository.head[:7]})"
    assert tree.commit == repository.head
    for under in [(), ("catalog",), ("catalog/services", "itsm.yaml"), ("catalog/link/below",), ("missing",)]:
        there = [(entry.path, entry.type) for entry in tree.entries(under)]
        here = [(entry.path, entry.type) for entry in WorkingTree(repository.path).entries(under)]
        assert there == here


def test_every_file_has_the_id_of_its_bytes(repository: Repository) -> None:
    tree = RevisionTree(repository.path, "main")
    files = [entry for entry in tree.entries() if entry.type is EntryType.FILE]
    assert len(files) == 6
    assert [entry.oid for entry in files] == [blob_id(tree.read(entry.path)) for entry in files]


def test_files_are_read_as_they_were_committed(repository: Repository) -> None:
    first = repository.head
    repository.write("itsm.yaml", "changed\n")
    repository.remove("catalog/empty")
    repository.commit("Change")
    before, after = RevisionTree(repository.path, first), RevisionTree(repository.path, "HEAD")
    assert before.name == first[:7]
    assert before.read("itsm.yaml") == b"kind: Settings\n"
    assert after.read("itsm.yaml") == b"changed\n"
    assert before.read("catalog/empty") == b""
    assert before.read("catalog/services/web.yaml") == b"\0\xff\r\n"
    with pytest.raises(ReadError, match=r"catalog/empty cannot be read: there is no such file"):
        after.read("catalog/empty")


def test_many_files_are_read_in_the_order_asked_for(repository: Repository) -> None:
    tree = RevisionTree(repository.path, "HEAD")
    paths = ["sub/itsm.yaml", "nothing", "itsm.yaml", "catalog/link", "catalog", "../x", "sub/itsm.yaml"]
    answers = [
        answer if isinstance(answer, bytes) else answer.reason for _, answer in tree.read_many(paths, 99)
    ]
    assert answers == [
        b"sub\n",
        "there is no such file",
        b"kind: Settings\n",
        "it is a symbolic link",
        "it is a folder",
        "it leads out of the repository",
        b"sub\n",
    ]
    ((_, below),) = tree.read_many(["catalog/link/email.yaml"], 99)
    assert isinstance(below, ReadError)
    assert below.reason == "catalog/link is a symbolic link"
    assert [path for path, _ in tree.read_many(paths, 99)] == paths


def test_hundreds_of_files_need_no_long_command_line(repository: Repository) -> None:
    paths = [f"many/{number:04}.yaml" for number in range(300)]
    repository.write_all({path: path for path in paths})
    repository.commit()
    tree = RevisionTree(repository.path, "HEAD")
    assert list(tree.read_many(paths[::-1], 99)) == [(path, path.encode()) for path in paths[::-1]]


def test_a_large_file_is_not_read_and_those_after_it_are(repository: Repository) -> None:
    repository.write_all(
        {"large/a": "a" * 10, "large/b": "b" * 11, "large/c": "c" * 5_000_000, "large/d": "d"}
    )
    repository.write("large/e", "e" * 12)
    repository.commit()
    tree = RevisionTree(repository.path, "HEAD")
    paths = [entry.path for entry in tree.entries(["large"])]
    answers = dict(tree.read_many([*paths, "missing"], 10))
    assert answers["large/a"] == b"a" * 10
    assert answers["large/d"] == b"d"
    sizes = {path: error.size for path, error in answers.items() if isinstance(error, TooLargeError)}
    assert sizes == {"large/b": 11, "large/c": 5_000_000, "large/e": 12}


def test_reading_may_stop_at_any_time(repository: Repository) -> None:
    repository.write_all({f"many/{number}": "x" * 100_000 for number in range(20)})
    repository.commit()
    tree = RevisionTree(repository.path, "HEAD")
    reading = tree.read_many([entry.path for entry in tree.entries(["many"])], 1_000_000)
    assert next(reading)[1] == b"x" * 100_000
    del reading
    assert tree.read("itsm.yaml") == b"kind: Settings\n"


def test_a_folder_of_the_repository_can_be_the_root(repository: Repository) -> None:
    tree = RevisionTree(repository.path, "HEAD", "sub/")
    assert [entry.path for entry in tree.entries()] == ["catalog/a b\tc.yaml", "itsm.yaml"]
    assert [entry.path for entry in tree.entries(["catalog"])] == ["catalog/a b\tc.yaml"]
    assert tree.read("catalog/a b\tc.yaml") == b"x"
    assert RevisionTree(repository.path, "HEAD", "not/there").entries() == []
    assert RevisionTree(repository.path, "HEAD", "itsm.yaml").entries() == []
    with pytest.raises(ReadError, match="there is no such file"):
        RevisionTree(repository.path, "HEAD", "not/there").read("itsm.yaml")


def test_any_folder_of_the_repository_will_do(repository: Repository) -> None:
    tree = RevisionTree(repository.path / "catalog" / "services", "HEAD")
    assert tree.read("itsm.yaml") == b"kind: Settings\n"


def test_linked_work_trees_and_submodules(repository: Repository, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    repository.git("worktree", "add", "--quiet", str(linked), "HEAD")
    assert RevisionTree(linked, "HEAD").read("itsm.yaml") == b"kind: Settings\n"
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{repository.head},catalog/module")
    repository.git("commit", "--quiet", "-m", "Add a submodule")
    tree = RevisionTree(repository.path, "HEAD")
    assert [entry.type for entry in tree.entries(["catalog/module"])] == [EntryType.SUBMODULE]
    with pytest.raises(ReadError, match="it is a submodule"):
        tree.read("catalog/module")


def test_a_name_that_is_no_utf8(repository: Repository) -> None:
    name = "x/caf\udce9.yaml"
    repository.write(name, "a: 1\n")
    repository.commit()
    tree = RevisionTree(repository.path, "HEAD")
    assert [entry.path for entry in tree.entries(["x"])] == [name]
    assert RevisionTree(repository.path, "HEAD").read(name) == b"a: 1\n"


def test_patterns_in_names_are_literal(repository: Repository) -> None:
    repository.write_all({":(top)x": "1", "*": "2", "a[b]": "3", "-l": "4", 'q"\n\\': "5"})
    repository.commit()
    for name, content in [(":(top)x", b"1"), ("*", b"2"), ("a[b]", b"3"), ("-l", b"4"), ('q"\n\\', b"5")]:
        assert [entry.path for entry in RevisionTree(repository.path, "HEAD").entries([name])] == [name]
        assert RevisionTree(repository.path, "HEAD").read(name) == content


def test_a_repository_of_sha256(tmp_path: Path) -> None:
    path = tmp_path / "modern"
    path.mkdir()
    repository = Repository(path, init=False)
    repository.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    repository.write("a", "x\n")
    commit = repository.commit()
    tree = RevisionTree(path, "main")
    assert (len(commit), tree.commit) == (64, commit)
    (entry,) = tree.entries()
    assert entry.oid == blob_id(b"x\n", like=commit)
    assert tree.read("a") == b"x\n"


def test_a_tree_that_no_honest_git_writes_is_not_read(repository: Repository) -> None:
    blob = repository.git("rev-parse", "HEAD:itsm.yaml").strip()
    entries = [(b"100644", b".."), (b"100644", b"a"), (b"100644", b"a"), (b"100644", b"b")]
    raw = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name in entries)
    hashing = ["git", "-C", str(repository.path), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    tree_id = subprocess.run(hashing, input=raw, capture_output=True, check=True).stdout.decode().strip()
    commit = repository.git("commit-tree", tree_id, "-m", "Odd").strip()
    tree = RevisionTree(repository.path, commit)
    assert [(entry.path, entry.type) for entry in tree.entries()] == [
        ("..", EntryType.OTHER),
        ("a", EntryType.OTHER),
        ("b", EntryType.FILE),
    ]
    with pytest.raises(ReadError, match="it is no regular file"):
        tree.read("a")


def test_a_damaged_or_missing_object_is_said_so(repository: Repository) -> None:
    tree = RevisionTree(repository.path, "HEAD")
    oids = {entry.path: entry.oid for entry in tree.entries()}
    for path, damage in [("itsm.yaml", None), ("catalog/services/email.yaml", b"not zlib")]:
        oid = oids[path]
        assert oid is not None
        stored = repository.path / ".git" / "objects" / oid[:2] / oid[2:]
        stored.chmod(0o644)
        stored.unlink() if damage is None else stored.write_bytes(damage)
    answers = dict(tree.read_many(["sub/itsm.yaml", "itsm.yaml", "catalog/services/email.yaml"], 99))
    assert answers.pop("sub/itsm.yaml") == b"sub\n"
    assert {str(answer) for answer in answers.values()} == {
        "itsm.yaml cannot be read: its git object is missing or damaged",
        "catalog/services/email.yaml cannot be read: its git object is missing or damaged",
    }


# Revisions


def refusal(repository: Path, revision: str) -> tuple[str, str | None]:
    with pytest.raises(GitError) as caught:
        RevisionTree(repository, revision)
    return caught.value.message, caught.value.hint


def test_an_unknown_revision_is_refused_with_a_hint(repository: Repository) -> None:
    where = f"in {repository.path}"
    listing = "'git branch --all' and 'git tag' list what there is."
    assert refusal(repository.path, "nope") == (f"There is no revision “nope” {where}.", listing)
    assert refusal(repository.path, "HEAD:itsm.yaml")[0] == f"There is no revision “HEAD:itsm.yaml” {where}."
    assert refusal(repository.path, "") == (f"There is no revision “” {where}.", listing)
    assert refusal(repository.path, "a\x1b[31mb")[0] == f"There is no revision “a\\x1b[31mb” {where}."
    assert refusal(repository.path, "0" * 40)[0] == f"There is no revision “{'0' * 40}” {where}."
    assert refusal(repository.path, "origin/main") == (
        f"There is no revision “origin/main” {where}.",
        "Run 'git fetch origin main'.",
    )


@pytest.mark.parametrize("revision", ["--output=x", "-h", "--upload-pack=touch x", "--all", "-"])
def test_a_revision_is_never_an_option(repository: Repository, revision: str) -> None:
    assert refusal(repository.path, revision) == (
        f"There is no revision “{revision}” in {repository.path}.",
        "A revision is a branch, a tag or a commit id; it does not begin with a dash.",
    )


def test_a_shallow_clone_is_named_as_the_cause(repository: Repository, tmp_path: Path) -> None:
    repository.write("more", "x")
    repository.commit()
    clone = repository.clone(tmp_path / "clone", "--depth=1")
    assert refusal(clone.path, "HEAD~1") == (
        f"There is no revision “HEAD~1” in {clone.path}.",
        "This clone is shallow: run 'git fetch --unshallow', or clone with the whole history.",
    )


def test_a_repository_without_commits(tmp_path: Path) -> None:
    path = Repository(tmp_path / "new").path
    assert refusal(path, "HEAD") == (
        f"There is no revision “HEAD” in {path}.",
        "The repository has no commit yet: commit something first.",
    )


def test_no_repository_and_no_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path, "HEAD") == (
        f"{tmp_path} is in no git repository.",
        "Run 'git init' there, or clone a repository.",
    )
    missing = tmp_path / "missing"
    assert refusal(missing, "HEAD") == (f"There is no folder {missing}.", "Check the path.")


def test_a_machine_without_git(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(repository.path, "HEAD") == (
        "Git is not installed, or not on the PATH.",
        "Install git 2.38 or later.",
    )


def test_git_is_never_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "git"
    trap.write_text("#!/bin/sh\n")
    trap.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".::bin")
    with pytest.raises(GitError):
        git.executable()


def test_a_repository_of_somebody_else(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(git._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert refusal(repository.path, "HEAD") == (
        f"Git does not trust {repository.path}, which belongs to another user.",
        f"Run 'git config --global --add safe.directory {repository.path}'.",
    )
