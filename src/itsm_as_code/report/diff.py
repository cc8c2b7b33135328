"""Changes of files as a unified diff, as git shows them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable
from itsm_as_code.tree import FileChange

_TONES = {"+": Tone.GOOD, "-": Tone.ERROR, "@": Tone.NOTE}
_NO_FILE = "/dev/null"


def render(changes: Iterable[FileChange], style: Style) -> str:
    """The changes, file by file; a file that went elsewhere as it was shows where it went.

    Args:
        changes: The changes.
        style: Whether to colour.
    """
    lines = [line for change in _moves_joined(list(changes)) for line in _file(*change)]
    return "".join(f"{_painted(line, style)}\n" for line in lines)


_Side = tuple[str, bytes | None]


def _moves_joined(changes: Sequence[FileChange]) -> Iterator[tuple[_Side, _Side]]:
    """Path and content of both sides; of a file that moved, the old path before and the new one after."""
    gone = {change.before: change for change in changes if change.after is None}
    moved = {gone[change.after].path for change in changes if change.before is None and change.after in gone}
    for change in changes:
        if change.before is None and change.after in gone:
            yield (gone[change.after].path, change.after), (change.path, change.after)
        elif change.path not in moved:
            yield (change.path, change.before), (change.path, change.after)


def _file(before: _Side, after: _Side) -> Iterator[str]:
    (old_path, old), (new_path, new) = before, after
    if old_path != new_path:
        yield f"rename from {printable(old_path)}"
        yield f"rename to {printable(new_path)}"
    yield from difflib.unified_diff(
        _lines(old),
        _lines(new),
        _NO_FILE if old is None else f"a/{printable(old_path)}",
        _NO_FILE if new is None else f"b/{printable(new_path)}",
        lineterm="",
    )


def _lines(data: bytes | None) -> list[str]:
    """The lines of a file, made fit for a terminal; what is special about a line end shows."""
    if not data:
        return []
    lines = data.decode("utf-8", "replace").split("\n")
    last = lines.pop()
    shown = [_shown(line) for line in lines]
    return [*shown, f"{_shown(last)}\n\\ No newline at end of file"] if last else shown


def _shown(line: str) -> str:
    return "\t".join(printable(part) for part in line.split("\t"))


def _painted(line: str, style: Style) -> str:
    if line.startswith(("--- ", "+++ ")):
        return style.paint(line, Tone.STRONG)
    tone = _TONES.get(line[:1])
    return style.paint(line, tone) if tone else line
