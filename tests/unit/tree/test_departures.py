"""What became of files that are no longer there."""

from __future__ import annotations

from pathlib import Path

import pytest

from itsm_as_code.tree import Departure, MemoryTree, RevisionTree, WorkingTree, departures
from tests.support.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write_all({"a/x.yaml": "x", "a/other.yaml": "o", "b/y.yaml": "y"})
    repository.commit()
    return repository


def departure(repository: Repository, path: str) -> Departure | None:
    history = WorkingTree(repository.path).history
    assert history is not None
    return history.departure(path)


def test_a_committed_step_tells_what_came_in_its_place(repository: Repository) -> None:
    repository.remove("a/x.yaml")
    repository.write_all({"a/z.yaml": "z", "a/deep/w.yaml": "w", "b/v.yaml": "v"})
    commit = repository.commit()
    repository.write("a/later.yaml", "l")
    repository.commit()
    expected = Departure(b"x", {"a/z.yaml": b"z"}, commit, "2026-11-01T09:00:00+00:00")
    assert departure(repository, "a/x.yaml") == expected
    assert RevisionTree(repository.path, "HEAD").history.departure("a/x.yaml") == expected
    assert RevisionTree(repository.path, "HEAD~2").history.departure("a/x.yaml") is None


def test_a_step_that_is_not_committed_yet(repository: Repository) -> None:
    repository.remove("a/x.yaml")
    repository.write("a/z.yaml", "z")
    assert departure(repository, "a/x.yaml") == Departure(b"x", {"a/z.yaml": b"z"})
    assert RevisionTree(repository.path, "HEAD").history.departure("a/x.yaml") is None


def test_a_step_in_a_merged_branch(repository: Repository) -> None:
    repository.branch("change")
    repository.remove("a/x.yaml")
    repository.write("a/z.yaml", "z")
    commit = repository.commit()
    repository.switch("main")
    repository.write("b/y.yaml", "changed")
    repository.commit()
    repository.merge("change")
    found = departure(repository, "a/x.yaml")
    assert found is not None
    assert (found.commit, found.arrivals) == (commit, {"a/z.yaml": b"z"})


def test_the_root_may_lie_inside_the_repository(repository: Repository) -> None:
    repository.write("inner/a/x.yaml", "inner")
    repository.commit()
    (repository.path / "inner/a/x.yaml").rename(repository.path / "inner/a/z.yaml")
    history = WorkingTree(repository.path / "inner").history
    assert history is not None
    assert history.departure("a/x.yaml") == Departure(b"inner", {"a/z.yaml": b"inner"})
    commit = repository.commit()
    found = RevisionTree(repository.path, "HEAD", "inner").history.departure("a/x.yaml")
    assert found == Departure(b"inner", {"a/z.yaml": b"inner"}, commit, "2026-11-01T09:00:00+00:00")


@pytest.mark.parametrize("path", ["a/x.yaml", "a/never.yaml", "never/x.yaml", "never.yaml"])
def test_nothing_is_told_of_what_is_there_or_never_was(repository: Repository, path: str) -> None:
    assert departure(repository, path) is None


def test_nothing_is_told_without_a_commit_or_a_repository(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    assert departure(empty, "a/x.yaml") is None
    (tmp_path / "plain").mkdir()
    assert WorkingTree(tmp_path / "plain").history is None
    assert MemoryTree({}).history is None


def test_the_history_is_looked_through_so_far_and_no_further(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.remove("a/x.yaml")
    repository.commit()
    repository.commit()
    monkeypatch.setattr(departures, "MOST_COMMITS", 2)
    assert departure(repository, "a/x.yaml") is not None
    repository.commit()
    assert departure(repository, "a/x.yaml") is None


def test_so_many_files_are_looked_for_and_no_more(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.remove("a/x.yaml")
    repository.commit()
    monkeypatch.setattr(departures, "MOST_FILES", 1)
    history = WorkingTree(repository.path).history
    assert history is not None
    assert history.departure("a/x.yaml") is not None
    assert history.departure("a/x.yaml") is None


def test_a_shallow_clone_tells_what_it_knows(repository: Repository, tmp_path: Path) -> None:
    repository.remove("a/x.yaml")
    repository.commit()
    repository.commit()
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    assert departure(shallow, "a/x.yaml") is None
