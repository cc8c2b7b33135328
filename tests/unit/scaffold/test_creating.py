"""New files: all of them or none, never over something that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.scaffold.creating import create


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_and_folders_are_made(tmp_path: Path) -> None:
    create(tmp_path / "new", {"a.txt": b"1", "b/c/d.txt": b"2"})
    assert tree(tmp_path) == ["new", "new/a.txt", "new/b", "new/b/c", "new/b/c/d.txt"]
    assert (tmp_path / "new/b/c/d.txt").read_bytes() == b"2"
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "new/a.txt").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize(
    ("present", "message"),
    [
        (["a"], "a exists already in {}."),
        (["a", "b"], "a and b exist already in {}."),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more files exist already in {}."),
    ],
)
def test_what_is_there_is_never_replaced(tmp_path: Path, present: list[str], message: str) -> None:
    for name in present:
        (tmp_path / name).write_text("mine")
    with pytest.raises(UserError) as caught:
        create(tmp_path, {"new": b"", **dict.fromkeys(present, b"theirs")})
    assert caught.value.message == message.format(tmp_path)
    assert caught.value.hint == "Nothing was written: what is there is never replaced."
    assert tree(tmp_path) == present
    assert (tmp_path / "a").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(UserError, match="a exists already"):
        create(tmp_path, {"a": b""})
    assert not (tmp_path / "nowhere").exists()


def test_what_fails_halfway_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError) as caught:
        create(tmp_path, {"a/b.txt": b"", "file/c.txt": b""})
    assert caught.value.message == "The files could not be written: Not a directory."
    assert tree(tmp_path) == ["file"]


def test_a_crash_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path, {"a/b.txt": b""})
    assert tree(tmp_path) == []
