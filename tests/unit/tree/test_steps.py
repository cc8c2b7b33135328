"""What the main line of a repository changed, step by step."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from itsm_as_code.tree import Step, contents, steps
from tests.support.repository import Repository


def oid(text: str) -> str:
    return hashlib.sha1(f"blob {len(text)}\0{text}".encode()).hexdigest()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_each_step_of_the_main_line_counts_once(repository: Repository) -> None:
    repository.write_all({"top/catalog/a/one.yaml": "1", "top/catalog/two.yaml": "2", "notes.txt": "n"})
    first = repository.commit()
    repository.write("notes.txt", "elsewhere")
    repository.commit()
    repository.branch("change")
    repository.write("top/catalog/a/one.yaml", "1a")
    repository.commit()
    repository.write("top/catalog/a/one.yaml", "1b")
    repository.remove("top/catalog/two.yaml")
    repository.commit()
    repository.switch("main")
    repository.write("top/catalogue.yaml", "not in it")
    repository.commit()
    merge = repository.merge("change")
    repository.link("top/catalog/link.yaml", "a/one.yaml")
    repository.write("top/policies/p.yaml", "p")
    last = repository.commit()

    found = steps(repository.path, last, "top", ["catalog", "policies"])

    assert found == [
        Step(last, dt.date(2026, 11, 2), {"policies/p.yaml": (None, oid("p"))}),
        Step(
            merge,
            dt.date(2026, 11, 1),
            {"catalog/a/one.yaml": (oid("1"), oid("1b")), "catalog/two.yaml": (oid("2"), None)},
        ),
        Step(
            first,
            dt.date(2026, 11, 1),
            {"catalog/a/one.yaml": (None, oid("1")), "catalog/two.yaml": (None, oid("2"))},
        ),
    ]
    assert steps(repository.path, last, "top", ["catalog", "policies"], most=2) == found[:2]
    assert steps(repository.path, last, "nowhere", ["catalog"]) == []
    read = contents(repository.path, [oid("1b"), oid("2"), "0" * 40], 1)
    assert read == {oid("2"): b"2"}


def test_the_day_is_that_of_the_committer(repository: Repository) -> None:
    repository.write("catalog/a.yaml", "1")
    moment = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    commit = repository.commit(date=moment)
    [step] = steps(repository.path, commit, "", ["catalog"])
    assert step.day == dt.date(2026, 3, 1)


def test_a_file_takes_the_place_of_a_folder(repository: Repository) -> None:
    repository.write("catalog/a/b.yaml", "1")
    repository.commit()
    repository.remove("catalog/a/b.yaml")
    (repository.path / "catalog" / "a").rmdir()
    repository.write("catalog/a", "2")
    commit = repository.commit()
    found = steps(repository.path, commit, "", ["catalog"])[0]
    assert dict(found.files) == {"catalog/a": (None, oid("2")), "catalog/a/b.yaml": (oid("1"), None)}


def test_a_clone_without_its_whole_history_has_no_steps(repository: Repository, tmp_path: Path) -> None:
    repository.write("catalog/a.yaml", "1")
    repository.commit()
    repository.write("catalog/a.yaml", "2")
    repository.commit()
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    assert steps(shallow.path, shallow.head, "", ["catalog"]) == []
