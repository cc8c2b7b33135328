"""Where `itsm` remembers what it judged: the user's own folder for caches, never the repository.

A repository is written by whoever proposes a change; a result that lies in it could be a forged one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsm_as_code.lint.cache.folder import Folder

_NAME = "itsm-as-code"


def folder(root: Path) -> Folder | None:
    """The folder for what is remembered about a repository; `None` where the user has no home."""
    from itsm_as_code.lint.cache.folder import Folder

    caches = _caches()
    return Folder(caches / _NAME, root) if caches is not None else None


def _caches() -> Path | None:
    """The folder for caches: as XDG_CACHE_HOME says (XDG Base Directory), else as the system has it."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
