"""The state that a lint leaves behind: what is judged again after an edit, and what when it is spoilt."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from itsm_as_code import api
from itsm_as_code.errors import ReadError
from itsm_as_code.lint import engine
from itsm_as_code.lint.cache import judgements, state
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.lints import both
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.session import judge
from itsm_as_code.rules.rule import Context, Rule
from itsm_as_code.tree import Entry, MemoryTree

TODAY = dt.date(2026, 11, 20)
ASKED = Question(TODAY)
Files = dict[str, str]

HEAD = "apiVersion: itsm/v1\nkind: {kind}\nmetadata: {{name: {name}, title: {title}}}\nspec:\n"


def _file(kind: str, name: str, spec: str, title: str = "A title") -> str:
    return HEAD.format(kind=kind, name=name, title=title) + "".join(
        f"  {line}\n" for line in spec.split("\n")
    )


BOSS, MAIL, NETWORK = "catalog/roles/boss.yaml", "catalog/services/mail.yaml", "catalog/services/network.yaml"
FILES: Files = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": _file("Organization", "ours", "profile: standard"),
    BOSS: _file("Role", "boss", "heldBy: [{name: Ana Ruiz}]"),
    MAIL: _file("Service", "mail", "owner: boss\nstate: operational\nrequires: [service:network]"),
    NETWORK: _file("Service", "network", "owner: boss\nstate: operational\ntype: supporting"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, tmp_path)


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The rules for entities and catalogues that are judged, each with the file of its subject."""
    judged: set[tuple[str, str]] = set()
    real = engine.findings_of

    def noted(rule: Rule, subject: object, context: Context) -> Iterator[object]:
        judged.add((rule.code, getattr(subject, "path", "")))
        return real(rule, subject, context)

    monkeypatch.setattr(judgements, "findings_of", noted)
    return judged


def check(files: Files, folder: Folder, question: Question = ASKED) -> None:
    """Judge with the memory, and hold the answer to one without."""
    tree = MemoryTree(files)
    anew = api.lint(tree, question.today, select=question.select, ignore=question.ignore)
    assert judge(tree, question, folder).answer.result == anew


def edited(path: str, old: str, new: str) -> Files:
    assert old in FILES[path]
    return {**FILES, path: FILES[path].replace(old, new)}


@pytest.mark.parametrize(
    ("files", "rule", "subjects"),
    [
        (edited(NETWORK, "operational", "retired"), "LIF002", {MAIL, NETWORK}),
        (edited(NETWORK, "A title", "Another"), "LIF002", {NETWORK}),
        (edited(NETWORK, "state: operational", "state: operational # still"), "LIF002", {NETWORK}),
        (edited(BOSS, "[{name: Ana Ruiz}]", "[]"), "SVC001", {MAIL, NETWORK}),
        (edited(BOSS, "A title", "Another"), "SVC001", set()),
        ({path: text for path, text in FILES.items() if path != BOSS}, "SVC001", {MAIL, NETWORK}),
        (edited(MAIL, "requires", "uses"), "ALN006", {MAIL, NETWORK}),
        (edited(MAIL, "requires", "uses: [service:network]\n  requires"), "ALN006", {MAIL}),
    ],
    ids=[
        "state",
        "title",
        "remark",
        "holder",
        "title of role",
        "role gone",
        "requirement gone",
        "use gained",
    ],
)
def test_an_edit_reaches_as_far_as_it_was_read(
    files: Files, rule: str, subjects: set[str], folder: Folder, again: set[tuple[str, str]]
) -> None:
    check(FILES, folder)
    assert {subject for code, subject in again if code == rule} == {MAIL, NETWORK}
    again.clear()
    check(files, folder)
    assert {subject for code, subject in again if code == rule} == subjects


def test_another_day_reaches_the_rules_that_read_it(folder: Folder, again: set[tuple[str, str]]) -> None:
    services = {f"catalog/services/s{number}.yaml": f"s{number}" for number in range(40)}
    files = FILES | {path: FILES[NETWORK].replace("network", name) for path, name in services.items()}
    check(files, folder)
    again.clear()
    check(files, folder, Question(TODAY + dt.timedelta(days=1)))
    codes = {code for code, _ in again}
    assert "LIF007" in codes
    assert "LIF002" not in codes


def test_another_profile_and_other_settings_reach_every_rule(
    folder: Folder, again: set[tuple[str, str]]
) -> None:
    check(FILES, folder)
    everything = set(again)
    for files in (
        edited("catalog/organization.yaml", "standard", "regulated"),
        edited("itsm.yaml", "Settings\n", "Settings\ntarget: trunk\n"),
    ):
        again.clear()
        check(files, folder)
        assert again == everything


def test_a_few_rules_neither_spoil_the_state_nor_widen_it(
    folder: Folder, again: set[tuple[str, str]]
) -> None:
    changed = edited(NETWORK, "operational", "retired")
    check(FILES, folder)
    everything = set(again)
    check(changed, folder, Question(TODAY, select=("LIF",)))
    again.clear()
    check(changed, folder)
    assert ("LIF002", MAIL) in again
    assert again < everything


def test_the_state_of_a_few_rules_serves_all(folder: Folder, again: set[tuple[str, str]]) -> None:
    check(FILES, folder, Question(TODAY, select=("LIF",)))
    again.clear()
    check(FILES, folder)
    codes = {code for code, _ in again}
    assert "LIF002" not in codes
    assert "SVC001" in codes


def test_two_entities_of_one_name_are_judged_without_memory(
    folder: Folder, again: set[tuple[str, str]]
) -> None:
    check(FILES, folder)
    everything = set(again)
    double = {**FILES, "catalog/services/other.yaml": FILES[MAIL]}
    single = edited(NETWORK, "A title", "A last one")
    for files in (double, double | {NETWORK: FILES[NETWORK].replace("A title", "Another")}, single):
        again.clear()
        check(files, folder)
        assert again >= everything


@pytest.mark.parametrize("most", [0, 1, 500])
def test_bodies_are_found_wherever_they_are_kept(
    most: int, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_MOST_LOOSE", most)
    check(FILES, folder)
    for number in range(4):
        check(edited(MAIL, "A title", f"Title {number}"), folder)
        check(edited(NETWORK, "operational", "retired"), folder)
    kept = [path.name for path in folder.path.iterdir() if path.name.startswith("bodies-")]
    assert len(kept) == 1


def _remove(bodies: Path) -> None:
    bodies.unlink()


def _overwrite(bodies: Path) -> None:
    bodies.write_bytes(bytes(reversed(bodies.read_bytes())))


def _cut(bodies: Path) -> None:
    bodies.write_bytes(bodies.read_bytes()[:10])


@pytest.mark.parametrize("spoil", [_remove, _overwrite, _cut])
def test_spoilt_bodies_are_read_from_the_files_again(spoil: Callable[[Path], None], folder: Folder) -> None:
    faulty = {**FILES, "catalog/terms/bad.yaml": _file("Term", "bad", "definition: 1")}
    for files in (FILES, faulty):
        check(files, folder)
        (bodies,) = (path for path in folder.path.iterdir() if path.name.startswith("bodies-"))
        spoil(bodies)
        changed = dict(files)
        changed[NETWORK] = files[NETWORK].replace("operational", "retired")
        check(changed, folder)
        check(files, folder)


def test_a_spoilt_state_is_no_state(folder: Folder, again: set[tuple[str, str]]) -> None:
    check(FILES, folder)
    everything = set(again)
    for spoilt in (b"", b"itsm-cache 1\n", (folder.path / "state").read_bytes()[:-1]):
        (folder.path / "state").write_bytes(spoilt)
        again.clear()
        check(edited(MAIL, "A title", f"Title {len(spoilt)}"), folder)
        assert again == everything


def test_other_roots_begin_anew(folder: Folder) -> None:
    check(FILES, folder)
    moved = {path.replace("catalog/", "services-of-ours/"): text for path, text in FILES.items()}
    check({**moved, "itsm.yaml": FILES["itsm.yaml"] + "roots: {catalog: services-of-ours}\n"}, folder)


class Stored(MemoryTree):
    """Files as git has them, each with the id of its object; notes which are read."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self._texts = files
        self.read_paths: list[str] = []

    def entries(self, under: Sequence[str] = ()) -> list[Entry]:
        return [
            replace(entry, oid=hashlib.sha1(self._texts[entry.path].encode()).hexdigest())
            for entry in super().entries(under)
        ]

    def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
        self.read_paths += paths
        yield from super().read_many(paths, limit)


def test_what_git_says_is_the_same_is_not_read_again(folder: Folder) -> None:
    proposed = Stored(edited(NETWORK, "state: operational", "state: operational # still"))

    def read() -> list[str]:
        base = Stored(FILES)
        target = Contents(base)
        proposed.read_paths.clear()
        both(target, Contents(proposed, like=target), ASKED, folder)
        return base.read_paths

    assert set(read()) == FILES.keys() - {"itsm.yaml"}
    assert proposed.read_paths == [NETWORK]
    assert read() == []
    assert proposed.read_paths == [NETWORK]
