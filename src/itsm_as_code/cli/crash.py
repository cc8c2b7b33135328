"""The log of a bug: everything that helps to mend it and nothing that the environment holds in secret."""

from __future__ import annotations

import datetime as dt
import os
import platform
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from itsm_as_code import __version__
from itsm_as_code.text import printable, shortened


def summary(error: Exception) -> str:
    """The error in a few words."""
    text = "".join(traceback.format_exception_only(error)).strip()
    return shortened(printable(text), 120)


def report(error: Exception, arguments: Sequence[str]) -> str:
    """The whole log: versions, command, folder, moment, traceback. No environment variables."""
    return "\n".join(
        (
            f"itsm {__version__}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"Command: itsm {shlex.join(arguments)}",
            f"Folder: {_folder()}",
            f"Moment: {dt.datetime.now(dt.UTC).isoformat(timespec='seconds')}",
            f"Interpreter: {sys.executable}",
            "",
            "".join(traceback.format_exception(error)),
        )
    )


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError as error:
        return f"none ({error})"


def write(text: str) -> str:
    """Write the log to a new file in the system's temporary folder and give its path.

    Raises:
        OSError: When that is impossible.
    """
    handle, path = tempfile.mkstemp(prefix="itsm-crash-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path
