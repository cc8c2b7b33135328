"""Where the command works: the root of the repository, and paths seen from it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from itsm_as_code.errors import UserError

SETTINGS = "itsm.yaml"


def find_root() -> Path:
    """The nearest folder, from the current one upwards, that holds `itsm.yaml`.

    Raises:
        UserError: When there is none, or the current folder has been removed.
    """
    here = _here()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / SETTINGS):
            return folder
    raise UserError(
        f"There is no {SETTINGS} in {here} or in a folder above it.",
        "'itsm init' starts a catalogue here; 'itsm -C DIR' works in another folder.",
    )


def folder_in_repository(root: Path) -> str:
    """Where the root lies in its git repository, ended by a slash; empty at its top, or outside of any."""
    for folder in (root, *root.parents):
        if os.path.lexists(folder / ".git"):
            return "".join(f"{step}/" for step in root.relative_to(folder).parts)
    return ""


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise UserError("The current folder no longer exists.", "Change to another folder.") from error


def inside(root: Path, paths: Iterable[str]) -> list[str]:
    """Paths given on the command line, relative to the root and with forward slashes, as reports show them.

    Args:
        root: The root of the repository.
        paths: Files and folders, relative to the current folder or absolute.

    Raises:
        UserError: When one does not exist or lies outside the root.
    """
    found = []
    for path in paths:
        # A link below the root is not followed: what is named is what the catalogue holds.
        absolute = Path(os.path.normpath(_here() / path))
        if not os.path.lexists(absolute):
            raise UserError(f"There is no file or folder {path}.")
        if not absolute.is_relative_to(root):  # perhaps named through a link that leads here
            absolute = absolute.parent.resolve() / absolute.name
        if not absolute.is_relative_to(root):
            raise UserError(f"{path} lies outside the repository {root}.")
        found.append(absolute.relative_to(root).as_posix())
    return found
