"""The tables of mutations: what one change to the clean sample must add, neither more nor less.

Each family has a table in `mutations_<family>.py`; `tests/test_mutations.py` runs them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Row:
    """One change to the sample.

    Attributes:
        name: What is done, for the name of a failing test.
        expected: The findings that it adds, in the order of reports: `CODE path: line`, the place on the line
            between « and » (up to the end of the line where it goes on below).
        edits: Path to pairs of old and new text; each old text occurs once in its file.
        files: Whole files to add, by path.
        absent: Files to take away.
        change: Whether `itsm plan` judges it; otherwise `itsm lint` does.
        today: The day for which it is judged, where it is not that of the tests.
    """

    name: str
    expected: tuple[str, ...]
    edits: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    change: bool = False
    today: dt.date | None = None

    def applied(self, sample: Files) -> dict[str, bytes]:
        """The sample with the change.

        Raises:
            LookupError: When a text to be replaced does not occur exactly once.
        """
        files = {path: data for path, data in sample.items() if path not in self.absent}
        for path, pairs in self.edits.items():
            text = files[path].decode()
            for old, new in pairs:
                if text.count(old) != 1:
                    raise LookupError(f"{path} holds {old!r} {text.count(old)} times")
                text = text.replace(old, new)
            files[path] = text.encode()
        return files | {path: text.encode() for path, text in self.files.items()}
