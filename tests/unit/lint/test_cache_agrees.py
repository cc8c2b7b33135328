"""A lint that remembers finds exactly what one without a memory finds, whatever is edited in between."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from itsm_as_code import api
from itsm_as_code.lint import engine
from itsm_as_code.lint.cache import judgements
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.session import judge
from itsm_as_code.rules.rule import Rule
from itsm_as_code.tree import MemoryTree

TODAY = dt.date(2026, 11, 20)
EDITS = 12
SEEDS = 60 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 3
Files = dict[str, str]
FIELD = re.compile(r"(?P<key>(?:- )?\w+): (?P<value>\S.*)")


@pytest.fixture(scope="module")
def sample(root: Path) -> Files:
    files = [root / "itsm.yaml", *(root / "catalog").rglob("*.yaml"), *(root / "policies").rglob("*.yaml")]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


class Editor:
    """Edits files at random, mostly in ways in which people do."""

    def __init__(self, files: Files, seed: int) -> None:
        self.files = dict(files)
        self.question = Question(TODAY)
        self._random = random.Random(seed)
        self._values: dict[str, list[str]] = {}
        for text in files.values():
            for found in FIELD.finditer(text):
                self._values.setdefault(found["key"].removeprefix("- "), []).append(found["value"])

    def edit(self) -> str:
        """Make one edit and say what it was."""
        edits: list[Callable[[], str]] = [
            *[self._other_value] * 8, self._comment, self._drop_line, self._double_line, self._break,
            self._delete, self._copy, self._rename, self._profile, self._setting, self._another_day,
        ]  # fmt: skip
        return self._random.choice(edits)()

    def _file(self) -> str:
        return self._random.choice(sorted(self.files))

    def _lines(self, path: str) -> list[str]:
        return self.files[path].splitlines(keepends=True)

    def _other_value(self) -> str:
        path = self._file()
        lines = self._lines(path)
        places = [index for index, line in enumerate(lines) if FIELD.search(line)]
        index = self._random.choice(places)
        found = FIELD.search(lines[index])
        assert found is not None
        value = self._random.choice(self._values[found["key"].removeprefix("- ")])
        lines[index] = f"{lines[index][: found.start('value')]}{value}\n"
        self.files[path] = "".join(lines)
        return f"{path}:{index + 1} {found['key']}: {value}"

    def _comment(self) -> str:
        path = self._file()
        self.files[path] = f"# A remark.\n{self.files[path]}"
        return f"{path} remark"

    def _drop_line(self) -> str:
        path = self._file()
        lines = self._lines(path)
        index = self._random.randrange(len(lines))
        del lines[index]
        self.files[path] = "".join(lines)
        return f"{path}:{index + 1} dropped"

    def _double_line(self) -> str:
        path = self._file()
        lines = self._lines(path)
        index = self._random.randrange(len(lines))
        lines.insert(index, lines[index])
        self.files[path] = "".join(lines)
        return f"{path}:{index + 1} doubled"

    def _break(self) -> str:
        path = self._file()
        self.files[path] += "\t: [\n"
        return f"{path} broken"

    def _delete(self) -> str:
        path = self._random.choice(sorted(self.files.keys() - {"itsm.yaml"}))
        del self.files[path]
        return f"{path} deleted"

    def _copy(self) -> str:
        path = self._random.choice(sorted(self.files.keys() - {"itsm.yaml"}))
        copy = path.replace(".yaml", "-copy.yaml")
        self.files[copy] = self.files[path].replace(f"name: {Path(path).stem}", f"name: {Path(copy).stem}", 1)
        return f"{path} copied"

    def _rename(self) -> str:
        path = self._random.choice(sorted(self.files.keys() - {"itsm.yaml"}))
        renamed = path.replace(".yaml", "-renamed.yaml")
        text = self.files.pop(path)
        if self._random.random() < 0.7:
            text = text.replace(f"name: {Path(path).stem}", f"name: {Path(renamed).stem}", 1)
        self.files[renamed] = text
        return f"{path} renamed"

    def _profile(self) -> str:
        profile = self._random.choice(("starter", "standard", "regulated"))
        path = "catalog/organization.yaml"
        if path in self.files:
            self.files[path] = re.sub(r"profile: \w+", f"profile: {profile}", self.files[path])
        return f"profile {profile}"

    def _setting(self) -> str:
        severity = self._random.choice(("off", "info", "error"))
        rules = f"rules:\n  CAL002: {{severity: {severity}, reason: A test.}}\n"
        self.files["itsm.yaml"] = self.files["itsm.yaml"].partition("rules:")[0] + rules
        return f"CAL002 {severity}"

    def _another_day(self) -> str:
        self.question = Question(TODAY + dt.timedelta(days=self._random.randrange(-400, 800)))
        return f"as of {self.question.today}"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits(seed: int, sample: Files, tmp_path: Path) -> None:
    folder = Folder(tmp_path, tmp_path)
    editor = Editor(sample, seed)
    done: list[str] = []
    for _ in range(EDITS):
        tree = MemoryTree(editor.files)
        remembered = judge(tree, editor.question, folder).answer.result
        assert remembered == api.lint(tree, editor.question.today), "\n".join(done)
        done.append(editor.edit())


def test_only_what_an_edit_concerns_is_judged_again(
    sample: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[tuple[str, str]] = []
    real = engine.findings_of

    def noted(rule: Rule, subject: object, context: object) -> Iterator[object]:
        judged.append((rule.code, getattr(subject, "path", "")))
        return real(rule, subject, context)  # type: ignore[arg-type]

    monkeypatch.setattr(judgements, "findings_of", noted)
    folder = Folder(tmp_path, tmp_path)
    judge(MemoryTree(sample), Question(TODAY), folder)
    assert len(judged) > 1000
    judged.clear()
    path = "catalog/improvements/standby-line-alarm.yaml"
    text = sample[path].replace("for nine days", "for ten days")
    judge(MemoryTree({**sample, path: text}), Question(TODAY), folder)
    assert {subject for _, subject in judged} == {path}


def test_a_text_is_read_once_for_all_findings_of_its_file(sample: Files) -> None:
    source = judge(MemoryTree(sample), Question(TODAY, select=("SYN",))).source
    assert source("itsm.yaml") == sample["itsm.yaml"]
    assert source("itsm.yaml") is source("itsm.yaml")
