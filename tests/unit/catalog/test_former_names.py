"""A name that no entity has any more, and what the history tells of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from itsm_as_code.catalog import Renaming, load
from itsm_as_code.lint import lint
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.fixing import fix
from itsm_as_code.lint.session import judge
from itsm_as_code.tree import MemoryTree, RevisionTree, Tree, WorkingTree
from tests.cli.conftest import SMALL
from tests.support.repository import Repository

TODAY = dt.date(2026, 11, 20)
EMAIL = "catalog/services/email.yaml"
MAILBOX = "catalog/services/mailbox.yaml"

NAMING = {
    "catalog/services/calendar.yaml": """\
apiVersion: itsm/v1
kind: Service
metadata: {name: calendar, title: Calendar}
spec:
  owner: it-manager
  state: proposed
  requires: [service:email]
  uses: [service:email]
  replacedBy: email
""",
    "catalog/contracts/mail.yaml": """\
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: mail, title: Mail}
spec:
  owner: it-manager
  supplier: host
  covers: [service:email]
  costShares: {email: 100}
  validFrom: 2026-01-01
  targets:
    - {metric: availability, for: service:email, atLeast: 99.9, per: 1y}
""",
    "catalog/stakeholders/host.yaml": """\
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: host, title: The host}
spec: {owner: it-manager, roles: [supplier]}
""",
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which six references name the service `email`."""
    repository = Repository(tmp_path / "repository")
    repository.write_all({**SMALL, **NAMING})
    repository.commit(date=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC))
    return repository


def rename(repository: Repository, old: str, new: str) -> None:
    """Rename a service in two lines, as people do: the file, and the name in it; nothing follows."""
    path = repository.path / f"catalog/services/{old}.yaml"
    text = path.read_text(encoding="utf-8").replace(f"name: {old}\n", f"name: {new}\n")
    repository.remove(f"catalog/services/{old}.yaml")
    repository.write(f"catalog/services/{new}.yaml", text)


def advice(tree: Tree) -> list[tuple[str, str | None, str | None]]:
    """The place, the help and the fix of every reference that leads nowhere."""
    findings = lint(load(tree), TODAY, select=("REF001",)).findings
    return [
        (str(finding.location), finding.help, finding.fix.title if finding.fix else None)
        for finding in findings
    ]


def test_two_lines_break_six_references_and_the_history_mends_them(repository: Repository) -> None:
    tree = WorkingTree(repository.path)
    assert advice(tree) == []
    rename(repository, "email", "mailbox")
    commit = repository.commit(date=dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC))[:7]
    prefixed = f"It was renamed to service:mailbox on 3 November ({commit}): write service:mailbox."
    bare = f"It was renamed to mailbox on 3 November ({commit}): write mailbox."
    assert advice(tree) == [
        ("catalog/contracts/mail.yaml:7:12", prefixed, "Write service:mailbox"),
        ("catalog/contracts/mail.yaml:8:16", bare, "Write mailbox"),
        ("catalog/contracts/mail.yaml:11:35", prefixed, "Write service:mailbox"),
        ("catalog/services/calendar.yaml:7:14", prefixed, "Write service:mailbox"),
        ("catalog/services/calendar.yaml:8:10", prefixed, "Write service:mailbox"),
        ("catalog/services/calendar.yaml:9:15", bare, "Write mailbox"),
    ]
    assert advice(RevisionTree(repository.path, "HEAD")) == advice(tree)
    done = fix(tree, lambda each: lint(load(each), TODAY, select=("REF001",)).findings, unsafe=True)
    assert done.findings == 6
    assert [
        (change.path, (change.before or b"").replace(b"email", b"mailbox") == change.after)
        for change in done.changes
    ] == [("catalog/contracts/mail.yaml", True), ("catalog/services/calendar.yaml", True)]


def test_a_renaming_of_another_year_names_the_year(repository: Repository) -> None:
    rename(repository, "email", "mailbox")
    repository.commit(date=dt.datetime(2025, 2, 28, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))))
    help_ = advice(WorkingTree(repository.path))[1][1]
    assert help_ is not None
    assert help_.startswith("It was renamed to mailbox on 28 February 2025 (")


def test_a_renaming_that_is_not_committed_yet(repository: Repository) -> None:
    rename(repository, "email", "mailbox")
    assert advice(WorkingTree(repository.path))[1][1:] == (
        "It is being renamed to mailbox, in files that are not committed yet: write mailbox.",
        "Write mailbox",
    )


def test_a_name_is_followed_through_several_renamings(repository: Repository) -> None:
    rename(repository, "email", "mail")
    repository.commit()
    rename(repository, "mail", "mailbox")
    commit = repository.commit()
    catalog = load(WorkingTree(repository.path))
    renaming = catalog.renaming("service:email")
    assert renaming == Renaming("service:mailbox", commit, "2026-11-01T09:00:00+00:00")
    assert catalog.renaming("service:email") is renaming


def test_of_two_that_came_the_one_that_is_more_alike_counts(repository: Repository) -> None:
    rename(repository, "email", "mailbox")
    repository.write(
        "catalog/services/telephony.yaml",
        "apiVersion: itsm/v1\nkind: Service\nmetadata:\n  name: telephony\n  title: Telephony\n"
        "spec:\n  owner: it-manager\n  state: proposed\n",
    )
    repository.commit()
    found = load(WorkingTree(repository.path)).renaming("service:email")
    assert found is not None
    assert found.ref == "service:mailbox"


def test_two_that_are_equally_alike_tell_nothing(repository: Repository) -> None:
    rename(repository, "email", "mailbox")
    text = (repository.path / MAILBOX).read_text(encoding="utf-8")
    repository.write("catalog/services/post.yaml", text.replace("name: mailbox", "name: post"))
    repository.commit()
    assert load(WorkingTree(repository.path)).renaming("service:email") is None


def test_what_came_otherwise_is_no_successor(repository: Repository) -> None:
    repository.remove(EMAIL)
    repository.write(MAILBOX, "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: mailbox}\nspec: {}\n")
    repository.commit()
    assert load(WorkingTree(repository.path)).renaming("service:email") is None


@pytest.mark.parametrize("ref", ["service:never", "organization:theirs", "user:ana", "calendar:office"])
def test_nothing_is_known_of_what_never_was(repository: Repository, ref: str) -> None:
    assert load(WorkingTree(repository.path)).renaming(ref) is None


def test_nothing_is_known_without_a_history(tmp_path: Path) -> None:
    assert load(MemoryTree({**SMALL, **NAMING})).renaming("service:email") is None
    folder = tmp_path / "folder"
    for path, text in SMALL.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    assert load(WorkingTree(folder)).renaming("service:mail") is None


def test_what_rests_on_the_history_is_not_remembered(repository: Repository, tmp_path: Path) -> None:
    """The files are the same before and after a commit; what there is to tell is not."""
    folder = Folder(tmp_path / "cache", repository.path)
    question = Question(TODAY, ("REF001",))

    def told() -> str | None:
        return judge(WorkingTree(repository.path), question, folder).answer.result.findings[1].help

    rename(repository, "email", "mailbox")
    assert told() == "It is being renamed to mailbox, in files that are not committed yet: write mailbox."
    commit = repository.commit()[:7]
    for _ in range(2):
        assert told() == f"It was renamed to mailbox on 1 November ({commit}): write mailbox."
