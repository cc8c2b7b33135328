"""The folder of pages that the engine reads: only what changed is written, what is stale is deleted.

Files that this module did not write are never touched. It keeps a list of its own in the folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.errors import UserError

MANIFEST = ".itsm-pages.json"
"""The list of the files that were written, in the folder itself; engines leave hidden files out."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the paths written, and those deleted."""

    changed: tuple[str, ...]
    deleted: tuple[str, ...]


def write(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold these files, and what is in it that somebody else wrote.

    Each file appears whole or not at all. Pages can be written anew at any time, so nothing waits for the
    disk.

    Args:
        folder: The folder; it is made where it is missing.
        files: The files by path, relative to the folder.

    Raises:
        UserError: When a file would be overwritten that somebody else wrote, or the folder cannot be written.
    """
    try:
        return _write(folder, files)
    except OSError as error:
        raise UserError(f"The pages could not be written: {error.filename}: {error.strerror}.") from error


def _write(folder: Path, files: Mapping[str, bytes]) -> Written:
    before = _manifest(folder)
    for path in sorted(files.keys() - before):
        if (folder / path).exists() and (folder / path).read_bytes() != files[path]:
            raise UserError(
                f"{folder / path} was not written by itsm, and would be lost.",
                "Let docs_dir in mkdocs.yml name a folder of its own for the pages.",
            )
    folder.mkdir(parents=True, exist_ok=True)
    if before != files.keys():  # first, so that what a break leaves behind is still known as ours
        _replace(folder / MANIFEST, json.dumps(sorted(before | files.keys())).encode())
    changed = tuple(path for path, data in files.items() if _differs(folder / path, data))
    for path in changed:
        _replace(folder / path, files[path])
    deleted = tuple(sorted(path for path in before - files.keys() if _delete(folder, path)))
    if before != files.keys():
        _replace(folder / MANIFEST, json.dumps(sorted(files)).encode())
    return Written(changed, deleted)


def own_folder(folder: Path) -> Path:
    """A folder for pages that git leaves alone, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        _replace(ignore, b"*\n")
    return folder


def _manifest(folder: Path) -> set[str]:
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return set()
    known = {path for path in found if isinstance(path, str)} if isinstance(found, list) else set()
    return {path for path in known if ".." not in path.split("/") and not path.startswith("/")}


def _differs(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() != data
    except OSError:
        return True


def _replace(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".itsm-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)  # noqa: PTH101  (a name, not yet a path)
        os.replace(name, file)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def _delete(folder: Path, path: str) -> bool:
    file = folder / path
    try:
        file.unlink()
    except OSError:
        return False
    for parent in file.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True
