"""Where reports go: standard output or a file, and how wide the terminal is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from itsm_as_code.cli import streams
from itsm_as_code.errors import UserError

_WIDTH = 100
"""Cells of a line where there is no terminal, so that reports are the same everywhere."""


def width() -> int:
    """Cells that a line may take on standard output: those of the terminal, between 60 and 160."""
    if sys.stdout is None or not sys.stdout.isatty():
        return _WIDTH
    return min(max(shutil.get_terminal_size((_WIDTH, 24)).columns, 60), 160)


def table_width() -> int | None:
    """Cells that a row of a table may take: as `width` on a terminal, elsewhere whatever it needs."""
    return width() if sys.stdout is not None and sys.stdout.isatty() else None


def deliver(report: str, file: Path | None) -> None:
    """Write a report to standard output, or to a file that appears whole or not at all.

    Raises:
        BrokenPipeError: When the reader of standard output has gone away.
        UserError: When it cannot be written.
    """
    if file is None:
        streams.write(report)
        return
    try:
        _write(file, report.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(f"{file} could not be written: {error.strerror}.") from error


def add(report: str, file: Path) -> None:
    """Write a report behind what a file holds already.

    Raises:
        UserError: When it cannot be written.
    """
    try:
        with file.open("ab") as stream:
            stream.write(report.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(f"{file} could not be written: {error.strerror}.") from error


def _write(file: Path, data: bytes) -> None:
    if file.exists() and not file.is_file():
        file.write_bytes(data)  # a device or a named pipe is written to, not replaced
        return
    from itsm_as_code.tree import replace_file

    replace_file(file.resolve(), data)
