"""The files that the code determines: found stale, written, left over, and current in this repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from itsm_as_code.cli.dev import generated
from itsm_as_code.cli.dev.__main__ import main
from itsm_as_code.cli.dev.generated import GENERATORS, Generator, Stale, mend, stale


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one folder of its own for generated files, and one that it shares."""
    files = (
        Generator("docs/kinds", lambda: {"a.md": "A\n", "b.md": "B\n"}),
        Generator("schema", lambda: {"a.json": "{}\n"}, alone=False),
    )
    monkeypatch.setattr(generated, "GENERATORS", files)
    (tmp_path / "src" / "itsm_as_code").mkdir(parents=True)
    (tmp_path / "docs" / "kinds").mkdir(parents=True)
    (tmp_path / "schema").mkdir()
    (tmp_path / "docs/kinds/a.md").write_text("A\n", encoding="utf-8")
    (tmp_path / "docs/kinds/old.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "schema/own.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "schema/a.json").write_text("[]\n", encoding="utf-8")
    return tmp_path


def test_what_is_missing_differs_or_is_left_over_is_stale(project: Path) -> None:
    assert stale(project) == [
        Stale("docs/kinds/b.md", "B\n"),
        Stale("docs/kinds/old.md", None),
        Stale("schema/a.json", "{}\n"),
    ]


def test_generate_writes_and_removes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"], project) == 0
    assert capsys.readouterr().out == "3 files written or removed.\n"
    written = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert written == {"docs/kinds/a.md", "docs/kinds/b.md", "schema/a.json", "schema/own.json"}
    assert stale(project) == []
    assert main(["generate", "--check"], project) == 0
    assert capsys.readouterr().out == ""


def test_check_names_each_file_and_changes_none(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--check"], project) == 1
    assert capsys.readouterr().out == (
        "docs/kinds/b.md is not current\n"
        "docs/kinds/old.md is left over\n"
        "schema/a.json is not current\n"
        "Run 'python -m itsm_as_code.cli.dev generate' and commit what it writes.\n"
    )
    assert (project / "schema/a.json").read_text(encoding="utf-8") == "[]\n"


@pytest.mark.parametrize("arguments", [[], ["make"], ["generate", "--chek"], ["generate", "--check", "x"]])
def test_wrong_usage(arguments: list[str], project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments, project) == 2
    assert capsys.readouterr().err == "usage: python -m itsm_as_code.cli.dev generate [--check]\n"


def test_elsewhere_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"], tmp_path) == 2
    assert capsys.readouterr().err == "This is not the root of the project: there is no src/itsm_as_code.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    mend(tmp_path, [Stale("docs/new/a.md", "A\n")])
    assert (tmp_path / "docs/new/a.md").read_bytes() == b"A\n"


def test_the_generated_files_of_this_repository_are_current(root: Path) -> None:
    assert [file.path for file in stale(root)] == []


def test_generators_do_not_share_a_file() -> None:
    paths = [f"{generator.folder}/{name}" for generator in GENERATORS for name in generator.make()]
    assert len(paths) == len(set(paths))
