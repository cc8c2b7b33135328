"""All files are written, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.tree import FileChange, replace_file, write


def content(root: Path) -> dict[str, str]:
    """Every file below a folder, with what it holds."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() or path.is_symlink())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a" / "x.yaml").write_text("x", encoding="utf-8")
    (root / "a" / "y.yaml").write_text("y", encoding="utf-8")
    return root


def test_files_are_written_made_and_removed(root: Path) -> None:
    (root / "a" / "x.yaml").chmod(0o640)
    write(
        root,
        [
            FileChange("a/x.yaml", b"x", b"new"),
            FileChange("a/y.yaml", b"y", None),
            FileChange("b/c/z.yaml", None, b"z"),
        ],
    )
    assert content(root) == {"a/x.yaml": "new", "b/c/z.yaml": "z"}
    assert (root / "a" / "x.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (FileChange("a/x.yaml", b"other", b"new"), "a/x.yaml has changed in the meantime."),
        (FileChange("a/x.yaml", None, b"new"), "a/x.yaml has changed in the meantime."),
        (FileChange("a/z.yaml", b"z", b"new"), "a/z.yaml has changed in the meantime."),
        (FileChange("../x.yaml", None, b"new"), "../x.yaml cannot be read: it leads out of the repository"),
    ],
)
def test_nothing_is_written_when_a_file_is_not_as_it_was(
    root: Path, change: FileChange, message: str
) -> None:
    before = content(root)
    with pytest.raises(UserError) as caught:
        write(root, [FileChange("a/y.yaml", b"y", b"new"), FileChange("n/w.yaml", None, b"w"), change])
    assert caught.value.message == message
    assert content(root) == before
    assert not (root / "n").exists()


@pytest.mark.parametrize("link", ["a/link.yaml", "linked"])
def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "z.yaml").write_text("z", encoding="utf-8")
    if link == "linked":
        (root / "linked").symlink_to(outside)
        change = FileChange("linked/z.yaml", b"z", b"new")
    else:
        (root / link).symlink_to(outside / "z.yaml")
        change = FileChange(link, b"z", b"new")
    with pytest.raises(UserError, match=f"^{link} is a symbolic link.$"):
        write(root, [change])
    assert content(outside) == {"z.yaml": "z"}


def test_what_was_written_is_taken_back_when_the_rest_cannot_be(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(root)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "w.yaml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    changes = [
        FileChange("a/x.yaml", b"x", b"new"),
        FileChange("b/v.yaml", None, b"v"),
        FileChange("b/w.yaml", None, b"w"),
        FileChange("a/y.yaml", b"y", None),
    ]
    with pytest.raises(UserError) as caught:
        write(root, changes)
    assert caught.value.message == "The files could not be written: No space left on device."
    assert caught.value.hint == "Nothing was written; run the command again."
    assert content(root) == before
    assert not (root / "b").exists()


def test_a_removal_that_fails_takes_everything_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(root)
    unlink = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self.name == "y.yaml":
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(UserError, match="Permission denied"):
        write(root, [FileChange("a/x.yaml", b"x", b"new"), FileChange("a/y.yaml", b"y", None)])
    assert content(root) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom modes bind")
def test_a_folder_that_cannot_be_written_is_no_crash(root: Path) -> None:
    (root / "a").chmod(0o500)
    try:
        with pytest.raises(UserError, match="could not be written"):
            write(root, [FileChange("a/x.yaml", b"x", b"new")])
    finally:
        (root / "a").chmod(0o700)


def test_one_file_is_replaced_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = root / "a" / "x.yaml"
    replace_file(target, b"new")
    assert target.read_text(encoding="utf-8") == "new"

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(target, b"newer")
    assert content(root) == {"a/x.yaml": "new", "a/y.yaml": "y"}
