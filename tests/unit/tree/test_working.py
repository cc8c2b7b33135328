"""The working directory: what is listed, what is read, and what is never opened."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import Entry, EntryType, TooLargeError, WorkingTree, working


def listed(tree: WorkingTree, *under: str) -> list[tuple[str, str]]:
    return [(entry.path, entry.type.value) for entry in tree.entries(under)]


def refused(tree: WorkingTree, path: str) -> str:
    """Why a path cannot be read."""
    with pytest.raises(ReadError) as caught:
        tree.read(path)
    assert caught.value.path == path
    assert caught.value.message == f"{path} cannot be read: {caught.value.reason}"
    ((_, answer),) = tree.read_many((path,), 100)
    assert isinstance(answer, ReadError)
    assert answer.reason == caught.value.reason
    return caught.value.reason


@pytest.fixture
def tree(tmp_path: Path) -> WorkingTree:
    files = ["itsm.yaml", "catalog/services/email.yaml", "catalog/.email.yaml.swp", "policies/a.yaml", "x/y"]
    for path in [*files, ".git/config"]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n")
    (tmp_path / "empty").mkdir()
    return WorkingTree(tmp_path)


def test_everything_but_git_is_listed_in_order(tree: WorkingTree) -> None:
    assert tree.name == "working directory"
    assert listed(tree) == [
        ("catalog/.email.yaml.swp", "file"),
        ("catalog/services/email.yaml", "file"),
        ("itsm.yaml", "file"),
        ("policies/a.yaml", "file"),
        ("x/y", "file"),
    ]


def test_a_listing_keeps_to_the_folders_and_files_asked_for(tree: WorkingTree) -> None:
    assert listed(tree, "policies", "itsm.yaml", "missing", "itsm.yaml/below") == [
        ("itsm.yaml", "file"),
        ("policies/a.yaml", "file"),
    ]
    assert listed(tree, "./catalog/services//") == [("catalog/services/email.yaml", "file")]
    assert listed(tree, "x", ".") == listed(tree)


@pytest.mark.parametrize("path", ["..", "../other", "/etc", "a/../..", "a\0b"])
def test_nothing_outside_is_listed_or_read(tree: WorkingTree, path: str) -> None:
    with pytest.raises(ReadError, match="it leads out of the repository"):
        tree.entries([path])
    assert refused(tree, path) == "it leads out of the repository"


def test_files_are_read_in_the_order_asked_for(tree: WorkingTree) -> None:
    assert tree.read("itsm.yaml") == b"itsm.yaml\n"
    assert list(tree.read_many(["x/y", "itsm.yaml"], 100)) == [
        ("x/y", b"x/y\n"),
        ("itsm.yaml", b"itsm.yaml\n"),
    ]


def test_what_is_no_file_says_what_it_is(tree: WorkingTree) -> None:
    assert refused(tree, "catalog") == "it is a folder"
    assert refused(tree, "missing") == "there is no such file"
    assert refused(tree, "itsm.yaml/below") == "there is no such file"
    assert refused(tree, "a" * 300) == "its name is too long"


def test_symbolic_links_are_seen_and_never_followed(tree: WorkingTree, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.yaml").write_text("secret")
    (tmp_path / "catalog" / "link.yaml").symlink_to(outside / "secret.yaml")
    (tmp_path / "catalog" / "folder").symlink_to(outside)
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "knot").symlink_to("knot")
    assert [path for path, kind in listed(tree) if kind == "symbolic link"] == [
        "catalog/folder",
        "catalog/link.yaml",
        "knot",
        "loop",
    ]
    assert listed(tree, "loop/catalog") == [("loop", "symbolic link")]
    assert listed(tree, "catalog/folder") == [("catalog/folder", "symbolic link")]
    assert refused(tree, "catalog/link.yaml") == "it is a symbolic link"
    assert refused(tree, "knot") == "it is a symbolic link"
    assert refused(tree, "catalog/folder/secret.yaml") == "catalog/folder is a symbolic link"
    assert refused(tree, "loop/itsm.yaml") == "loop is a symbolic link"


def test_pipes_and_sockets_are_seen_and_never_opened(
    tree: WorkingTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    assert listed(tree, "pipe", "socket") == [("pipe", "other"), ("socket", "other")]
    monkeypatch.setattr(os, "open", None)
    assert refused(tree, "pipe") == "it is a named pipe"
    assert refused(tree, "socket") == "it is a socket"


def test_a_device_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = WorkingTree(Path("/dev"))
    assert tree.entries(["null"]) == [Entry("null", EntryType.OTHER)]
    monkeypatch.setattr(os, "open", None)
    assert refused(tree, "null") == "it is a device"


def test_a_large_file_is_not_read(tree: WorkingTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "fits").write_bytes(b"x" * 10)
    monkeypatch.setattr(working, "_FLAGS", None)
    ((_, error),) = tree.read_many(["large"], 99_999_999)
    assert isinstance(error, TooLargeError)
    assert (error.reason, error.size, error.limit) == ("too large", 100_000_000, 99_999_999)
    monkeypatch.undo()
    assert list(tree.read_many(["fits"], 10)) == [("fits", b"x" * 10)]
    assert isinstance(next(iter(tree.read_many(["fits"], 9)))[1], TooLargeError)


@pytest.mark.parametrize("limit", [25_000, 40_000, 1_000_000])
def test_a_file_that_grows_while_it_is_read(
    tree: WorkingTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    (tmp_path / "growing").write_bytes(b"x" * 20_000)
    truly_open = os.open

    def open_and_grow(path: str, flags: int) -> int:
        with Path(path).open("ab") as file:
            file.write(b"y" * 30_000)
        return truly_open(path, flags)

    monkeypatch.setattr(os, "open", open_and_grow)
    ((_, answer),) = tree.read_many(["growing"], limit)
    if limit < 50_000:
        assert isinstance(answer, TooLargeError)
    else:
        assert answer == b"x" * 20_000 + b"y" * 30_000


def test_a_file_that_vanishes(tree: WorkingTree, tmp_path: Path) -> None:
    (entry,) = tree.entries(["x"])
    (tmp_path / "x" / "y").unlink()
    assert refused(tree, entry.path) == "there is no such file"


def test_a_folder_that_vanishes_or_cannot_be_listed(
    tree: WorkingTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly_scan = os.scandir

    def scan(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("/policies"):
            raise PermissionError(errno.EACCES, "Permission denied")
        if path.endswith("/x"):
            raise FileNotFoundError(errno.ENOENT, "gone")
        return truly_scan(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert listed(tree)[-2:] == [("itsm.yaml", "file"), ("policies", "other")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "permission denied"),
        (OSError(errno.ELOOP, "Too many levels"), "it is a symbolic link"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
    ],
)
def test_a_file_that_cannot_be_opened(
    tree: WorkingTree, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(path: str, flags: int) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert refused(tree, "itsm.yaml") == reason


def test_a_name_that_is_no_utf8_can_be_listed_and_read(tree: WorkingTree, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x/caf\xe9.yaml")).write_bytes(b"a: 1\n")
    assert listed(tree, "x") == [("x/caf\udce9.yaml", "file"), ("x/y", "file")]
    assert tree.read("x/caf\udce9.yaml") == b"a: 1\n"


def test_a_repository_inside_is_a_submodule(tree: WorkingTree, tmp_path: Path) -> None:
    (tmp_path / "x" / ".git").write_text("gitdir: elsewhere\n")
    assert listed(tree, "x") == [("x", "submodule")]
    assert ("x", "submodule") in listed(tree)
    assert refused(tree, "x") == "it is a folder"


def test_a_missing_root_is_empty(tmp_path: Path) -> None:
    assert WorkingTree(tmp_path / "missing").entries() == []
