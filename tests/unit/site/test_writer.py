"""The folder of pages holds what it should, and nothing of anybody else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.site.writer import MANIFEST, Written, own_folder, write


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    files = {"index.md": b"1", "a/index.md": b"2", "b/c/index.md": b"3"}
    assert write(folder, files) == Written(("index.md", "a/index.md", "b/c/index.md"), ())
    before = {path: (folder / path).stat().st_mtime_ns for path in files}
    assert write(folder, {**files, "a/index.md": b"4"}) == Written(("a/index.md",), ())
    assert {path for path in files if (folder / path).stat().st_mtime_ns != before[path]} == {"a/index.md"}
    assert write(folder, {"index.md": b"1"}) == Written((), ("a/index.md", "b/c/index.md"))
    assert contents(folder) == {"index.md": b"1"}
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "index.md"]


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / "notes.md").write_text("mine")
    write(tmp_path, {"index.md": b"1"})
    write(tmp_path, {})
    assert contents(tmp_path) == {".gitignore": b"*\n", "notes.md": b"mine"}


def test_files_of_others_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    with pytest.raises(UserError) as caught:
        write(tmp_path, {"index.md": b"1", "a.md": b"2"})
    assert caught.value.message == f"{tmp_path / 'index.md'} was not written by itsm, and would be lost."
    assert contents(tmp_path) == {"index.md": b"mine"}


def test_a_list_that_leads_elsewhere_deletes_nothing(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / MANIFEST).write_text(f'["../outside.txt", "{outside}", 7, "gone.md"]')
    assert write(folder, {}) == Written((), ())
    assert outside.read_text() == "mine"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file")
    with pytest.raises(UserError, match="The pages could not be written"):
        write(tmp_path / "pages", {"index.md": b"1"})


def test_git_leaves_our_own_folder_alone(tmp_path: Path) -> None:
    folder = own_folder(tmp_path / ".itsm")
    assert (folder / ".gitignore").read_text() == "*\n"
