"""Writing new files: all of them or none, and never over something that is there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from itsm_as_code.errors import UserError
from itsm_as_code.text import all_of, count, printable
from itsm_as_code.tree import FileChange, write

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
    write(root, [FileChange(path, None, data) for path, data in files.items()])


def _refusal(root: Path, present: Sequence[str]) -> str:
    names = [printable(path) for path in present[:_NAMED]]
    if len(present) > _NAMED:
        names.append(count(len(present) - _NAMED, "more file"))
    verb = "exists" if len(present) == 1 else "exist"
    return f"{all_of(names)} {verb} already in {printable(str(root))}."
