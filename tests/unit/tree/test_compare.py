"""What differs between two trees of any sorts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import (
    Differences,
    Entry,
    EntryType,
    MemoryTree,
    RevisionTree,
    WorkingTree,
    blob_id,
    differences,
)
from tests.support.repository import Repository

OLD = {"a/same": "1", "a/changed": "1", "a/gone": "1", "b/type": "target", "z": "1"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write_all(OLD)
    repository.commit()
    repository.write_all({"a/changed": "2", "a/new": "1"})
    repository.remove("a/gone")
    repository.remove("b/type")
    repository.link("b/type", "target")
    repository.commit()
    return repository


EXPECTED = Differences(added=("a/new",), removed=("a/gone",), changed=("a/changed", "b/type"))


def test_two_revisions(repository: Repository) -> None:
    old, new = RevisionTree(repository.path, "HEAD~1"), RevisionTree(repository.path, "HEAD")
    assert differences(old, new) == EXPECTED
    assert differences(old, new).paths == ("a/changed", "a/gone", "a/new", "b/type")
    assert differences(old, new, ["b"]) == Differences((), (), ("b/type",))
    assert differences(new, new) == Differences((), (), ())


def test_two_revisions_are_compared_without_reading(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: RevisionTree, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes]]:
        assert list(paths) == []
        return iter(())

    monkeypatch.setattr(RevisionTree, "read_many", refuse)
    assert (
        differences(RevisionTree(repository.path, "HEAD~1"), RevisionTree(repository.path, "HEAD"))
        == EXPECTED
    )


def test_a_revision_and_the_working_directory(repository: Repository) -> None:
    assert differences(RevisionTree(repository.path, "HEAD~1"), WorkingTree(repository.path)) == EXPECTED
    head = RevisionTree(repository.path, "HEAD")
    assert differences(head, WorkingTree(repository.path), ["a", "z"]) == Differences((), (), ())
    repository.write("z", "2")
    assert differences(WorkingTree(repository.path), head, ["a", "z"]) == Differences((), (), ("z",))


def test_trees_without_ids() -> None:
    new = {"a/same": "1", "a/changed": "2", "a/new": "1", "z": "1"}
    changed = MemoryTree(new, [Entry("b/type", EntryType.SYMLINK)])
    assert differences(MemoryTree(OLD), changed) == EXPECTED


def test_what_cannot_be_read_counts_as_changed() -> None:
    class Unreadable(MemoryTree):
        def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
            assert limit > 0
            return ((path, ReadError(path, "permission denied")) for path in paths)

    assert differences(Unreadable({"a": "1"}), Unreadable({"a": "1"})) == Differences((), (), ("a",))


def test_a_repository_of_sha256_and_memory(tmp_path: Path) -> None:
    repository = Repository(tmp_path, init=False)
    repository.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    repository.write("a", "x")
    repository.commit()
    tree = RevisionTree(tmp_path, "main")
    assert differences(tree, MemoryTree({"a": "x"})) == Differences((), (), ())
    assert differences(MemoryTree({"a": "y"}), tree) == Differences((), (), ("a",))


def test_an_id_is_what_git_gives(repository: Repository) -> None:
    assert blob_id(b"1") == repository.git("rev-parse", "HEAD:z").strip()
