"""One catalogue, full of faults and of text that is hard to show, through every report: whole outputs.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the expected outputs anew; look at the difference before you
commit.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from itsm_as_code.cli import main

HERE = Path(__file__).parent

FILES = "--select=SYN,SCH,REF,CAL"
"""The rules of the files and the fabric: a new rule of another family changes no expected output here."""

LEFT_OUT = "note: 1 file is left out, since it cannot be read; 'itsm lint' says why.\n"

REPORTS: dict[str, tuple[int, list[str]]] = {
    "lint.txt": (1, ["lint", FILES]),
    "lint-coloured.txt": (1, ["lint", FILES, "--color=always", "catalog/services/network.yaml"]),
    "lint-statistics.txt": (1, ["lint", FILES, "--statistics"]),
    "lint.json": (1, ["lint", FILES, "--format=json"]),
    "lint-github.txt": (1, ["lint", FILES, "--format=github"]),
    "lint-gitlab.json": (1, ["lint", FILES, "--format=gitlab"]),
    "lint-junit.xml": (1, ["lint", FILES, "--format=junit"]),
    "lint.sarif": (1, ["lint", FILES, "--format=sarif"]),
    "lint.md": (1, ["lint", FILES, "--format=markdown"]),
    "show.txt": (0, ["show", "orders"]),
    "show-coloured.txt": (0, ["show", "service:orders", "--color=always"]),
    "show.json": (0, ["show", "service:orders", "--format=json"]),
    "show-broken.txt": (0, ["show", "network"]),
    "show-broken.json": (0, ["show", "network", "--format=json"]),
    "list.txt": (0, ["list", "services"]),
    "list-coloured.txt": (0, ["list", "services", "--color=always"]),
    "list.csv": (0, ["list", "services", "--format=csv", "--columns=metadata.tags,state,requires"]),
    "list.json": (0, ["list", "services", "--format=json", "--where=name=label-printing"]),
    "graph.mmd": (0, ["graph", "label-printing", "--depth=3"]),
    "graph.dot": (0, ["graph", "label-printing", "--format=dot", "--depth=3"]),
    "graph.json": (0, ["graph", "service:orders", "--format=json", "--all", "--depth=1"]),
    "explain.txt": (0, ["explain", "REF001"]),
    "explain-coloured.txt": (0, ["explain", "duplicate-key", "--color=always"]),
}
"""Each expected output with the exit code and the words that make it."""


@pytest.mark.parametrize("name", REPORTS)
def test_report(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()  # formats for git hosts name files from the top of the git repository
    monkeypatch.chdir(shutil.copytree(HERE / "repository", tmp_path / "it"))
    code, words = REPORTS[name]
    assert main(words) == code
    out, err = capsys.readouterr()
    assert err == (LEFT_OUT if words[0] == "list" else "")
    expected = HERE / "expected" / name
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_bytes(out.encode())
    assert out == expected.read_bytes().decode()


def test_no_expected_output_is_left_over() -> None:
    assert {path.name for path in (HERE / "expected").iterdir()} == set(REPORTS)
