"""Where a repository is, and what its branches and commits say."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from itsm_as_code.tree import (
    Commit,
    GitError,
    commit_info,
    current_branch,
    find_repository,
    prefix_of,
    resolve,
)
from tests.support.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write("a/b/c.yaml", "1")
    repository.commit("Begin")
    return repository


def test_a_repository_is_found_from_any_folder_in_it(repository: Repository, tmp_path: Path) -> None:
    assert find_repository(repository.path) == repository.path
    assert find_repository(repository.path / "a" / "b") == repository.path
    assert find_repository(repository.path / "a" / "missing") == repository.path
    assert find_repository(tmp_path) is None
    linked = tmp_path / "linked"
    repository.git("worktree", "add", "--quiet", str(linked), "HEAD")
    assert find_repository(linked / "a") == linked


def test_the_prefix_of_a_folder(repository: Repository, tmp_path: Path) -> None:
    assert prefix_of(repository.path, repository.path) == ""
    assert prefix_of(repository.path, repository.path / "a" / "b") == "a/b"
    (tmp_path / "alias").symlink_to(repository.path)
    assert prefix_of(repository.path, tmp_path / "alias" / "a") == "a"
    with pytest.raises(ValueError, match="is not in the subpath"):
        prefix_of(repository.path, tmp_path)


def test_a_commit_says_who_wrote_it_and_when(repository: Repository) -> None:
    first = repository.head
    moment = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    message = "Lower the target\n\nChange-Type: normal\nIncident: 17\n"
    second = repository.commit(message, author="José Núñez <jose@example.com>", date=moment)
    assert commit_info(repository.path / "a", "HEAD") == Commit(
        id=second,
        subject="Lower the target",
        body="Change-Type: normal\nIncident: 17",
        author="José Núñez",
        email="jose@example.com",
        date="2026-03-01T23:30:00+02:00",
        parents=(first,),
    )
    assert commit_info(repository.path, first).date == "2026-11-01T09:00:00+00:00"
    with pytest.raises(GitError, match="There is no revision “nope”"):
        commit_info(repository.path, "nope")


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("A <a@b> 1795000000 +0130", ("A", "a@b", "2026-11-18T12:36:40+01:30")),
        (" <> 0 -0000", ("", "", "1970-01-01T00:00:00+00:00")),
        ("A <a@b> 999999999999 +0000", ("A", "a@b", "")),
        ("A <a@b> 0 +9999", ("A", "a@b", "")),
        ("nobody at all", ("nobody at all", "", "")),
    ],
)
def test_a_commit_may_claim_anything(
    repository: Repository, tmp_path: Path, author: str, told: tuple[str, str, str]
) -> None:
    tree = repository.git("rev-parse", "HEAD^{tree}").strip()
    text = f"tree {tree}\nauthor {author}\ncommitter {author}\n\n"
    raw = tmp_path / "raw"
    raw.write_text(text)
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", str(raw)).strip()
    info = commit_info(repository.path, commit)
    assert (info.author, info.email, info.date) == told
    assert (info.subject, info.body, info.parents) == ("", "", ())


def test_a_commit_in_another_encoding(repository: Repository) -> None:
    repository.git("config", "i18n.commitEncoding", "ISO-8859-1")
    (repository.path / "message").write_bytes("Café\n".encode("latin-1"))
    repository.git("commit", "--quiet", "--allow-empty", "-F", str(repository.path / "message"))
    assert commit_info(repository.path, "HEAD").subject == "Café"
    repository.git("config", "i18n.commitEncoding", "unheard-of")
    repository.commit("Plain")
    assert commit_info(repository.path, "HEAD").subject == "Plain"


def test_a_mail_map_changes_nobody(repository: Repository) -> None:
    repository.write(".mailmap", "The Boss <boss@example.com> <ana.ruiz@example.com>\n")
    repository.git("config", "log.mailmap", "true")
    repository.commit()
    assert commit_info(repository.path, "HEAD").author == "Ana Ruiz"


def test_a_merge_has_two_parents(repository: Repository) -> None:
    repository.branch("change")
    repository.write("x", "1")
    change = repository.commit()
    repository.switch("main")
    base = repository.head
    merge = repository.merge("change")
    assert commit_info(repository.path, "main").parents == (base, change)
    assert resolve(repository.path, "main") == merge


def test_the_current_branch(repository: Repository, tmp_path: Path) -> None:
    assert current_branch(repository.path / "a") == "main"
    repository.branch("feature/x")
    assert current_branch(repository.path) == "feature/x"
    repository.git("checkout", "--quiet", repository.head)
    assert current_branch(repository.path) is None
    assert current_branch(Repository(tmp_path / "new").path) == "main"
    with pytest.raises(GitError, match="is in no git repository"):
        current_branch(tmp_path)


def test_importing_the_package_imports_neither_gitpython_nor_yaml() -> None:
    program = "import sys, itsm_as_code.tree; print({'git', 'yaml', 'pydantic'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
