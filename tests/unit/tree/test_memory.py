"""The tree in memory keeps the same promises as the others."""

from __future__ import annotations

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import Entry, EntryType, MemoryTree, TooLargeError

TREE = MemoryTree(
    {"b/x.yaml": "é", "a.yaml": b"\xff", "./b//y.yaml": ""},
    [
        Entry("link", EntryType.SYMLINK),
        Entry("module", EntryType.SUBMODULE),
        Entry("pipe", EntryType.OTHER),
        Entry("b/y.yaml", EntryType.SYMLINK),
    ],
    name="what if",
)


def test_entries_are_sorted_and_kept_to_what_is_asked_for() -> None:
    assert TREE.name == "what if"
    assert TREE.entries() == [
        Entry("a.yaml", EntryType.FILE, None, 1),
        Entry("b/x.yaml", EntryType.FILE, None, 2),
        Entry("b/y.yaml", EntryType.SYMLINK),
        Entry("link", EntryType.SYMLINK),
        Entry("module", EntryType.SUBMODULE),
        Entry("pipe", EntryType.OTHER),
    ]
    assert [entry.path for entry in TREE.entries(["b", "link/below", "a.yaml/below"])] == [
        "b/x.yaml",
        "b/y.yaml",
        "link",
    ]


def test_files_are_read() -> None:
    assert list(TREE.read_many(["b/x.yaml", "a.yaml"], 2)) == [
        ("b/x.yaml", "é".encode()),
        ("a.yaml", b"\xff"),
    ]
    ((_, error),) = TREE.read_many(["b/x.yaml"], 1)
    assert isinstance(error, TooLargeError)
    assert (error.size, error.limit) == (2, 1)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("b", "it is a folder"),
        ("missing", "there is no such file"),
        ("link", "it is a symbolic link"),
        ("link/below", "link is a symbolic link"),
        ("b/y.yaml", "it is a symbolic link"),
        ("module", "it is a submodule"),
        ("pipe", "it is no regular file"),
        ("../a.yaml", "it leads out of the repository"),
    ],
)
def test_what_is_no_file_says_what_it_is(path: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        TREE.read(path)
    assert (caught.value.path, caught.value.reason) == (path, reason)
