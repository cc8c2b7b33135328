"""Standard output and error: UTF-8 everywhere, the report on one, everything else on the other."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO

from itsm_as_code.errors import UserError


def prepare() -> None:
    """Make both streams speak UTF-8 with plain line feeds, whatever the locale or the system says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def coloured(stream: TextIO | None, wish: str = "auto") -> bool:
    """Whether to colour what goes to a stream.

    Args:
        stream: Where it goes.
        wish: `always`, `never`, or `auto`: colour on a terminal, unless NO_COLOR (no-color.org) is set or the
            terminal is dumb; FORCE_COLOR colours elsewhere too.
    """
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def complain(word: str, message: str) -> None:
    """Write `word: message` to standard error; nobody listening there is no reason to fail."""
    if sys.stderr is None:
        return
    from itsm_as_code.report.style import COLOURED, PLAIN, Tone
    from itsm_as_code.text import printable

    style = COLOURED if coloured(sys.stderr) else PLAIN
    label = style.paint(f"{word}:", Tone.ERROR if word == "error" else Tone.NOTE)
    lines = "\n".join(printable(line) for line in message.split("\n"))
    show_help(f"{label} {lines}")


def show_help(text: str) -> None:
    """Write text to standard error as it is."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()


def write(report: str) -> None:
    """Write a report to standard output.

    Raises:
        BrokenPipeError: When the reader has gone away.
        UserError: When it cannot be written for another reason, such as a full disk.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(report)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon()
        raise UserError(f"The report could not be written: {error.strerror}.") from error


def abandon() -> None:
    """Give up standard output, so that the interpreter does not stumble over it while it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
