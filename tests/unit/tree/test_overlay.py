"""A tree as it would be."""

from __future__ import annotations

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import EntryType, MemoryTree, OverlayTree, TooLargeError

BELOW = MemoryTree({"a/x.yaml": "x", "a/y.yaml": "y", "b/z.yaml": "z"}, name="below")
TREE = OverlayTree(BELOW, {"a/x.yaml": b"new", "a/y.yaml": None, "c/w.yaml": b"w"})


def test_it_has_the_files_of_both_and_not_those_that_go() -> None:
    assert TREE.name == "below"
    assert TREE.history is None
    assert [(entry.path, entry.type) for entry in TREE.entries()] == [
        ("a/x.yaml", EntryType.FILE),
        ("b/z.yaml", EntryType.FILE),
        ("c/w.yaml", EntryType.FILE),
    ]
    assert [entry.path for entry in TREE.entries(("a", "c"))] == ["a/x.yaml", "c/w.yaml"]


def test_it_reads_what_lies_above_first() -> None:
    assert (TREE.read("a/x.yaml"), TREE.read("b/z.yaml")) == (b"new", b"z")
    with pytest.raises(ReadError, match="there is no such file"):
        TREE.read("a/y.yaml")
    found = list(TREE.read_many(["c/w.yaml", "a/y.yaml", "b/z.yaml", "a/x.yaml"], 2))
    assert [path for path, _ in found] == ["c/w.yaml", "a/y.yaml", "b/z.yaml", "a/x.yaml"]
    assert (found[0][1], found[2][1]) == (b"w", b"z")
    assert isinstance(found[1][1], ReadError)
    assert isinstance(found[3][1], TooLargeError)
