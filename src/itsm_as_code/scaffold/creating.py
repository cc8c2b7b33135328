"""Writing new files: all of them or none, and never over something that is there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from itsm_as_code.errors import UserError
from itsm_as_code.text import all_of, count, printable

_NAMED = 3
"""So many files are named in a message."""


def create(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that do not exist yet.

    Args:
        root: The folder; it is made where it is missing.
        files: Content by path relative to the root, with forward slashes.

    Raises:
        UserError: When one of them exists, or cannot be written; then none has been written.
    """
    present = [path for path in files if os.path.lexists(root / path)]
    if present:
        raise UserError(_refusal(root, present), "Nothing was written: what is there is never replaced.")
    made: list[Path] = []
    for path, data in files.items():
        try:
            made += _folders(root / path)
            _write(root / path, data)
            made.append(root / path)
        except OSError as error:
            _remove(made)
            message = f"{printable(path)} could not be written: {error.strerror}."
            raise UserError(message, "Nothing was written.") from error
        except BaseException:
            _remove(made)
            raise


def _refusal(root: Path, present: list[str]) -> str:
    if len(present) == 1:
        return f"{printable(present[0])} exists already in {printable(str(root))}."
    names = [printable(path) for path in present[:_NAMED]]
    if len(present) > _NAMED:
        names.append(count(len(present) - _NAMED, "more file"))
    return f"{all_of(names)} exist already in {printable(str(root))}."


def _folders(file: Path) -> list[Path]:
    """Make the folders above a file, and give those that were missing."""
    missing = []
    folder = file.parent
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for folder in reversed(missing):
        folder.mkdir()
    return missing[::-1]


def _write(file: Path, data: bytes) -> None:
    """Let a file appear whole; refuse when it is there by now.

    Raises:
        OSError: When it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=".itsm-", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        _name(temporary, file)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _name(temporary: Path, file: Path) -> None:
    """Give a finished file its name, which nothing may bear."""
    try:
        os.link(temporary, file)  # unlike a rename, this never replaces
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(file):
            raise FileExistsError(17, "File exists", str(file)) from None
        temporary.replace(file)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(made: Iterable[Path]) -> None:
    """Take back what was made, the last first."""
    for path in reversed([*made]):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
