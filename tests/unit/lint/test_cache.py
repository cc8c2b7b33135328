"""What a lint remembers: the same answers as without it, and nothing from anyone else."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from itsm_as_code import api
from itsm_as_code.document.limits import MAX_BYTES
from itsm_as_code.errors import UserError
from itsm_as_code.lint import LintResult, engine
from itsm_as_code.lint.cache import contents, identity, lints, results, state
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.session import SETTINGS, judge
from itsm_as_code.tree import Entry, EntryType, MemoryTree

TODAY = dt.date(2026, 11, 20)
ASKED = Question(TODAY)
MAIL = "catalog/terms/mail.yaml"

FILES = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": (
        "apiVersion: itsm/v1\nkind: Organization\nmetadata: {name: ours, title: Ours}\n"
        "spec: {profile: starter}\n"
    ),
    MAIL: (
        "apiVersion: itsm/v1\nkind: Term\nmetadata: {name: mail, title: Mail}\n"
        "spec: {definition: Letters., synonims: [Briefe]}\n"
    ),
    "catalog/terms/README.md": "Not read.\n",
}
CODES = ["REF003", "SCH002"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "caches", tmp_path / "repository")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[LintResult]:
    """The results of the lints that were not answered from memory."""
    done: list[LintResult] = []
    real = engine.lint

    def lint(*args: object, **options: object) -> LintResult:
        done.append(real(*args, **options))  # type: ignore[arg-type]
        return done[-1]

    monkeypatch.setattr(engine, "lint", lint)
    return done


def codes(result: LintResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_the_same_question_about_the_same_files_is_judged_once(
    folder: Folder, judged: list[LintResult]
) -> None:
    first = judge(MemoryTree(FILES), ASKED, folder)
    second = judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 1
    assert codes(second.answer.result) == CODES
    assert second.answer == first.answer
    assert second.answer.files == tuple(sorted(FILES, key=lambda path: (path != SETTINGS, path)))
    assert second.answer.entities == ("catalog/organization.yaml", MAIL)
    assert second.within([MAIL]) == api.lint(MemoryTree(FILES), TODAY, paths=[MAIL])


@pytest.mark.parametrize(
    ("changed", "question"),
    [
        ({}, Question(TODAY + dt.timedelta(days=1))),
        ({}, Question(TODAY, select=("SCH",))),
        ({}, Question(TODAY, ignore=("SCH",))),
        ({SETTINGS: "apiVersion: itsm/v1\nkind: Settings\ntarget: trunk\n"}, ASKED),
        ({MAIL: FILES[MAIL].replace("synonims", "synonyms")}, ASKED),
        ({"catalog/terms/post.yaml": FILES[MAIL]}, ASKED),
        ({"catalog/terms/README.md": None}, ASKED),
        ({MAIL: None, "catalog/terms/post.yaml": FILES[MAIL]}, ASKED),
        ({MAIL: "x" * (MAX_BYTES + 1)}, ASKED),
    ],
    ids=["day", "select", "ignore", "settings", "bytes", "added", "removed", "renamed", "too large"],
)
def test_whatever_differs_is_judged_anew(
    changed: dict[str, str | None], question: Question, folder: Folder, judged: list[LintResult]
) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    files = {path: text for path, text in {**FILES, **changed}.items() if text is not None}
    answer = judge(MemoryTree(files), question, folder).answer
    assert len(judged) == 2
    again = api.lint(MemoryTree(files), question.today, select=question.select, ignore=question.ignore)
    assert answer.result == again
    assert judge(MemoryTree(FILES), ASKED, folder).answer.result == judged[0]
    assert len(judged) == (3 if SETTINGS not in changed else 4)


def test_a_link_in_place_of_a_file_is_judged_anew(folder: Folder, judged: list[LintResult]) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    tree = MemoryTree(FILES, [Entry("catalog/terms/README.md", EntryType.SYMLINK)])
    assert judge(tree, ASKED, folder).answer.result.findings[0].message == (
        "A symbolic link stands where a file is expected"
    )
    assert len(judged) == 2


def test_the_last_four_questions_are_remembered(folder: Folder, judged: list[LintResult]) -> None:
    questions = [Question(TODAY + dt.timedelta(days=day)) for day in range(5)]
    for question in (*questions, *reversed(questions)):
        judge(MemoryTree(FILES), question, folder)
    assert [result.today for result in judged] == [question.today for question in (*questions, questions[0])]


def test_the_text_of_each_file_is_there_for_the_report(folder: Folder) -> None:
    files: dict[str, bytes | str] = {
        **FILES,
        MAIL: FILES[MAIL].replace("\n", "\r\n"),
        "catalog/x.yaml": b"\xff",
    }
    for _ in range(2):
        source = judge(MemoryTree(files), ASKED, folder).source
        assert source(MAIL) == files[MAIL]
        assert source(SETTINGS) == FILES[SETTINGS]
        assert source("catalog/x.yaml") == "\ufffd"
        assert source("catalog/none.yaml") == ""


def test_no_settings_is_said_with_and_without_memory(folder: Folder) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    for memory in (folder, None):
        with pytest.raises(UserError, match=r"There is no usable itsm\.yaml in the memory"):
            judge(MemoryTree({MAIL: FILES[MAIL]}), ASKED, memory)


def test_another_tool_remembers_nothing_of_this_one(
    folder: Folder, judged: list[LintResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    for module in (results, lints, state):
        monkeypatch.setattr(module, "tool", lambda: b"another")
    judge(MemoryTree(FILES), ASKED, folder)
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2


def test_a_tool_that_cannot_read_itself_remembers_nothing(
    folder: Folder, judged: list[LintResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (results, lints, state):
        monkeypatch.setattr(module, "tool", lambda: None)
    judge(MemoryTree(FILES), ASKED, folder)
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2
    assert not folder.path.exists()


def _cut(data: bytes) -> bytes:
    return data[:-1]


def _flipped(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def _emptied(_data: bytes) -> bytes:
    return b""


def _of_another_form(_data: bytes) -> bytes:
    content = msgspec.msgpack.encode({"findings": []})
    return b"itsm-cache 1\n" + identity.digest(content) + content


def _with_a_foreign_result(data: bytes) -> bytes:
    head = len(b"itsm-cache 1\n") + identity.SIZE
    known = msgspec.msgpack.decode(data[head:])
    known[3][0][3] = ["no result"]
    content = msgspec.msgpack.encode(known)
    return b"itsm-cache 1\n" + identity.digest(content) + content


@pytest.mark.parametrize("spoil", [_cut, _flipped, _emptied, _of_another_form, _with_a_foreign_result])
def test_what_is_spoilt_does_not_count_and_is_replaced(
    spoil: Callable[[bytes], bytes], folder: Folder, judged: list[LintResult]
) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    kept = folder.path / "results"
    kept.write_bytes(spoil(kept.read_bytes()))
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_folder_that_others_can_write_does_not_count(folder: Folder, judged: list[LintResult]) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    assert folder.path.stat().st_mode & 0o777 == 0o700
    folder.path.chmod(0o770)
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2


def test_a_link_to_a_folder_does_not_count(folder: Folder, judged: list[LintResult], tmp_path: Path) -> None:
    judge(MemoryTree(FILES), ASKED, folder)
    folder.path.rename(tmp_path / "elsewhere")
    folder.path.symlink_to(tmp_path / "elsewhere")
    judge(MemoryTree(FILES), ASKED, folder)
    assert len(judged) == 2


def test_where_nothing_can_be_kept_all_goes_on(judged: list[LintResult], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = Folder(tmp_path / "file", tmp_path)
    for number in (1, 2):
        assert codes(judge(MemoryTree(FILES), ASKED, blocked).answer.result) == CODES
        assert len(judged) == number


def test_a_name_that_is_no_text_is_judged_and_not_remembered(
    folder: Folder, judged: list[LintResult]
) -> None:
    files = {**FILES, "catalog/terms/\udcff.yaml": ""}
    for number in (1, 2):
        assert "SYN006" in codes(judge(MemoryTree(files), ASKED, folder).answer.result)
        assert len(judged) == number


def test_nothing_half_written_stays_behind(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path, _target: Path) -> Path:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    folder.write("results", b"content")
    assert list(folder.path.iterdir()) == []


def test_what_nobody_has_judged_for_long_is_thrown_away(tmp_path: Path) -> None:
    old, recent, foreign = tmp_path / ("0" * 32), tmp_path / ("1" * 32), tmp_path / "other"
    for path, age in ((old, 91), (recent, 89), (foreign, 1000)):
        path.mkdir()
        (path / "state").write_bytes(b"")
        then = tmp_path.stat().st_mtime - age * 86_400
        os.utime(path, (then, then))
    judge(MemoryTree(FILES), ASKED, Folder(tmp_path, tmp_path))
    assert not old.exists()
    assert (recent / "state").exists()
    assert (foreign / "state").exists()


def test_the_limit_is_that_of_the_yaml_subset() -> None:
    assert contents.LIMIT == MAX_BYTES


def test_each_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = MemoryTree.read

    def read(tree: MemoryTree, path: str, limit: int = MAX_BYTES) -> bytes:
        asked.append(path)
        return real(tree, path, limit)

    monkeypatch.setattr(MemoryTree, "read", read)
    tree = Contents(MemoryTree(FILES))
    for _ in range(2):
        tree.read(SETTINGS)
        list(tree.read_many([MAIL], MAX_BYTES))
        tree.fingerprint(["catalog"])
    assert asked == [SETTINGS, MAIL, "catalog/organization.yaml"]
