"""A repository cannot make the tool run a program, fetch, or write, whatever its configuration says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import RevisionTree, WorkingTree, differences, git, resolve
from tests.support.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write_all({"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
    repository.commit()
    repository.write("a.yaml", "a: 2\n")
    repository.commit()
    return repository


@pytest.fixture
def trap(tmp_path: Path) -> tuple[str, Callable[[], bool]]:
    """A program that leaves a mark when it is run, and whether it did."""
    mark, program = tmp_path / "mark", tmp_path / "trap"
    program.write_text(f"#!/bin/sh\necho run >> '{mark}'\nexit 1\n")
    program.chmod(0o755)
    return str(program), mark.exists


def use(repository: Repository) -> list[bytes | str]:
    """Everything the tool does with a repository; what two files hold, or why they cannot be read."""
    old, new = RevisionTree(repository.path, "HEAD~1"), RevisionTree(repository.path, "HEAD")
    assert resolve(repository.path, "main") == new.commit
    assert differences(old, new).changed == ("a.yaml",)
    history = WorkingTree(repository.path).history
    assert history is not None
    assert history.departure("gone.yaml") is None
    answers = [answer for _, answer in new.read_many(["a.yaml", "b.yaml"], 100)]
    return [answer if isinstance(answer, bytes) else answer.reason for answer in answers]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time of change and its content."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize(
    "settings",
    [
        ["core.fsmonitor={}"],
        ["core.untrackedCache=true", "core.fsmonitor={}", "core.fsmonitorHookVersion=2"],
        ["core.pager={}", "pager.ls-tree={}", "pager.rev-parse={}", "core.editor={}"],
        ["core.sshCommand={}", "core.gitProxy={}", "core.askPass={}", "credential.helper=!{}"],
        ["alias.ls-tree=!{}", "alias.cat-file=!{}", "alias.rev-parse=!{}"],
        ["filter.x.smudge={}", "filter.x.clean={}", "filter.x.process={}", "diff.x.textconv={}"],
        ["diff.external={}", "merge.x.driver={}", "gpg.program={}", "uploadpack.packObjectsHook={}"],
    ],
    ids=lambda settings: settings[0],
)
def test_no_program_of_the_configuration_is_run(
    repository: Repository, trap: tuple[str, Callable[[], bool]], settings: list[str]
) -> None:
    program, was_run = trap
    repository.write(".gitattributes", "* filter=x diff=x merge=x\n")
    for setting in settings:
        name, _, value = setting.format(program).partition("=")
        repository.git("config", name, value)
    hooks = repository.path / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (hooks / hook).symlink_to(program)
    assert use(repository) == [b"a: 2\n", b"b: 1\n"]
    assert not was_run()


def test_the_trap_works(repository: Repository, trap: tuple[str, Callable[[], bool]]) -> None:
    program, was_run = trap
    repository.git("config", "core.fsmonitor", program)
    repository.git("status")
    assert was_run()


@pytest.mark.parametrize("protocol", ["ext", "file", "ssh"])
def test_nothing_is_fetched_for_a_missing_object(
    repository: Repository, trap: tuple[str, Callable[[], bool]], protocol: str
) -> None:
    program, was_run = trap
    url = {"ext": f"ext::{program}", "file": f"file://{repository.path}", "ssh": "ssh://localhost/x"}[
        protocol
    ]
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": url,
        "remote.origin.uploadpack": program,
        "core.sshCommand": program,
        f"protocol.{protocol}.allow": "always",
    }.items():
        repository.git("config", name, value)
    oid = repository.git("rev-parse", "HEAD:b.yaml").strip()
    (repository.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    assert use(repository) == [b"a: 2\n", "its git object is missing or damaged"]
    assert not was_run()


def test_replacement_objects_do_not_count(repository: Repository) -> None:
    good, bad = (repository.git("rev-parse", f"HEAD:{name}").strip() for name in ("a.yaml", "b.yaml"))
    repository.git("replace", good, bad)
    repository.git("replace", "HEAD", "HEAD~1")
    assert repository.git("cat-file", "-p", "HEAD:a.yaml") == "a: 1\n"
    assert RevisionTree(repository.path, "HEAD").read("a.yaml") == b"a: 2\n"


def test_attributes_change_nothing(repository: Repository) -> None:
    attributes = "*.yaml text eol=crlf ident -diff export-ignore working-tree-encoding=UTF-16\n"
    repository.write(".gitattributes", attributes)
    repository.git("add", ".gitattributes")
    repository.git("commit", "--quiet", "-m", "Attributes")
    assert RevisionTree(repository.path, "HEAD").read("a.yaml") == b"a: 2\n"


@pytest.mark.parametrize(
    "variable",
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE", "GIT_NAMESPACE", "git_dir"],
)
def test_the_environment_of_a_hook_changes_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert use(repository) == [b"a: 2\n", b"b: 1\n"]


def test_settings_in_the_environment_change_nothing(
    repository: Repository, trap: tuple[str, Callable[[], bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, was_run = trap
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", program)
    monkeypatch.setenv("GIT_TRACE", str(Path(program).with_name("trace")))
    assert use(repository) == [b"a: 2\n", b"b: 1\n"]
    assert not was_run()
    assert not Path(program).with_name("trace").exists()


def test_nothing_is_written(repository: Repository) -> None:
    before = snapshot(repository.path)
    use(repository)
    with pytest.raises(ReadError):
        RevisionTree(repository.path, "HEAD").read("missing")
    assert snapshot(repository.path) == before


def test_git_is_told_to_speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its messages are recognised by their words."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert git.environment()["LC_ALL"] == "C"
