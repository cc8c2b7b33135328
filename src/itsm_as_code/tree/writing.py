"""Writing files to the working directory: each appears whole or not at all, and so do all of them together.

The one module that writes a repository's files. A file that anybody else has changed meanwhile is not
touched, and nothing is written through a symbolic link.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.errors import UserError
from itsm_as_code.text import printable
from itsm_as_code.tree.base import tidied
from itsm_as_code.tree.working import WorkingTree

_NOTHING = "Nothing was written; run the command again."


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of one file.

    Attributes:
        path: Relative to the root, with forward slashes.
        before: Its content as it was read; `None` where there was no file.
        after: Its content to be; `None` where there shall be no file.
    """

    path: str
    before: bytes | None
    after: bytes | None


def write(root: Path, changes: Sequence[FileChange]) -> None:
    """Write, create and remove files: all of them, or none.

    Args:
        root: The folder that the paths start from.
        changes: The changes, one for each path.

    Raises:
        UserError: When a file is not as it was read, or cannot be written; then every file is as it was.
    """
    prepared: list[tuple[FileChange, Path]] = []
    folders: list[Path] = []
    _refuse_changed(root, changes)
    try:
        for change in changes:
            if change.after is not None:
                target = root / tidied(change.path)
                folders += _make_folders(target.parent)
                prepared.append((change, _temporary(target, change.after)))
        _refuse_changed(root, changes)
        _commit(root, changes, {change.path: file for change, file in prepared})
    except BaseException as error:
        for _, file in prepared:
            with contextlib.suppress(OSError):
                file.unlink()
        for folder in reversed(folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            reason = error.strerror or "it could not be written"
            raise UserError(f"The files could not be written: {reason}.", _NOTHING) from error
        raise


def replace_file(target: Path, data: bytes) -> None:
    """Write one file so that it appears whole or not at all, with the mode that it has.

    Raises:
        OSError: When that is impossible; then it is as it was.
    """
    file = _temporary(target, data)
    try:
        file.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def _temporary(target: Path, data: bytes) -> Path:
    """A new file beside a target, with the content that it is to have and the mode that it has."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    file = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        file.chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            file.unlink()
        raise
    return file


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; the ones made, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    made = missing[::-1]
    for each in made:
        each.mkdir()
    return made


def _refuse_changed(root: Path, changes: Sequence[FileChange]) -> None:
    tree = WorkingTree(root)
    for change in changes:
        place = tidied(change.path)
        parts = [root.joinpath(*place.split("/")[:length]) for length in range(1, place.count("/") + 2)]
        link = next((part for part in parts if part.is_symlink()), None)
        if link is not None:
            shown = printable(link.relative_to(root).as_posix())
            raise UserError(f"{shown} is a symbolic link.", "Nothing was written: put the file itself there.")
        found = tree.read(place) if parts[-1].exists() else None
        if found != change.before:
            raise UserError(f"{printable(change.path)} has changed in the meantime.", _NOTHING)


def _commit(root: Path, changes: Sequence[FileChange], prepared: dict[str, Path]) -> None:
    """Put every file in its place; when one cannot be, put the others back."""
    done: list[FileChange] = []
    try:
        for change in sorted(changes, key=lambda change: change.after is None):
            target = root / change.path
            done.append(change)
            if change.after is None:
                target.unlink()
            else:
                prepared[change.path].replace(target)
    except BaseException:
        for change in reversed(done):
            _restore(root / change.path, change.before)
        raise


def _restore(target: Path, before: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if before is None:
            target.unlink()
        elif not target.exists() or target.read_bytes() != before:
            replace_file(target, before)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
