"""The page for newcomers: its files, as they stand there, are in order."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Itsm
from tests.support import first_repository

TEACHES = [
    ("warning", "SVC003"),
    ("warning", "CAL002"),
    ("warning", "SVC002"),
    ("warning", "SVC005"),
    ("warning", "AGR015"),
    ("info", "AGR003"),
]
"""What the linter says to teach the next step."""


def test_the_first_repository_lints(tmp_path: Path, itsm: Itsm) -> None:
    root = first_repository.write(tmp_path / "first")
    assert len(first_repository.files()) == 7
    run = itsm("lint", "--format", "json", cwd=root)
    assert (run.code, run.err) == (0, "")
    found = [(finding["severity"], finding["code"]) for finding in json.loads(run.out)["findings"]]
    assert found == TEACHES
