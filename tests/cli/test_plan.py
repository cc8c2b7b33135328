"""`itsm plan` and `itsm diff` over real repositories: whole outputs and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm
from tests.rules.overlays import base
from tests.support.repository import Repository

SLA = "catalog/slas/sales.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The base, committed on main."""
    made = Repository(tmp_path / "repository")
    made.write_all(base())
    made.commit("Begin")
    return made


def lower_the_promise(repository: Repository) -> None:
    text = (repository.path / SLA).read_text(encoding="utf-8")
    repository.write(SLA, text.replace("atLeast: 99.0", "atLeast: 98.0"))


def test_a_lowered_promise_is_told_up_to_the_objectives(repository: Repository, itsm: Itsm) -> None:
    lower_the_promise(repository)
    repository.commit("Lower the promise")
    run = itsm("plan", "--base", "HEAD~1", cwd=repository.path)
    assert run.err == ""
    assert (
        run.out
        == f"""\
Plan of HEAD ({repository.head[:7]}) against HEAD~1 ({repository.git("rev-parse", "HEAD~1")[:7]}), \
judged for 2026-11-20

On hold: 3 agreements are missing.
Normal change, high risk.

Who has to agree
  Head of sales: signatory of the customer sales
    Ask Ana Ruiz. Without an account on the host: record it under approvals of sla:sales, with
      evidence.
    sla:sales promises less availability for service:email: at least 99.0 % → at least 98.0 %; it
      may be down 3.9 instead of 1.9 hours a month, 46.7 instead of 23.3 hours a year
  Application lead: provider of service:email
    Ask noor.
    sla:sales promises less availability for service:email: at least 99.0 % → at least 98.0 %; it
      may be down 3.9 instead of 1.9 hours a month, 46.7 instead of 23.3 hours a year
  Customer manager: service level manager of sla:sales
    Ask lena.
    sla:sales promises less availability for service:email: at least 99.0 % → at least 98.0 %; it
      may be down 3.9 instead of 1.9 hours a month, 46.7 instead of 23.3 hours a year

Whom and what it concerns
  Objectives          Grow
                      objective:growth: Selling supports it
  Business processes  Selling
                      business-process:selling: E-mail enables it
  Customers           Sales
                      stakeholder:sales: What IT promises Sales is agreed with it
  Users               Sales staff
                      stakeholder:sales-staff: E-mail is used by it
  Services            E-mail
                      service:email: What IT promises Sales promises it

What it does to promises
  E-mail: the promise to Sales (98 %) still holds even if failures come together

What changes: 1 changed

changed  sla:sales  What IT promises Sales
  spec.targets[availability].atLeast: 99.0 → 98.0
    catalog/slas/sales.yaml:17:39
"""
    )
    assert run.code == 1


def test_what_does_not_lint_is_refused_with_its_place(repository: Repository, itsm: Itsm) -> None:
    text = (repository.path / SLA).read_text(encoding="utf-8")
    repository.write(SLA, text.replace("customer: sales", "customer: seles"))
    run = itsm("plan", "--base", "main", "--head", "WORKTREE", cwd=repository.path)
    assert run.code == 1
    assert "catalog/slas/sales.yaml:8:13: error[REF001]" in run.out
    assert (
        """
Refused: 1 thing in it that nobody's agreement mends.
Normal change, high risk.

What refuses it
  sla:sales REF001: There is no stakeholder called seles
"""
        in run.out
    )


def test_what_was_live_and_is_gone_is_shown_as_it_was(repository: Repository, itsm: Itsm) -> None:
    switch = "catalog/configuration-items/spare-switch.yaml"
    repository.write(
        switch,
        base()["catalog/configuration-items/core-switch.yaml"].replace(b"core-switch", b"spare-switch"),
    )
    repository.commit("Buy a spare switch")
    repository.remove(switch)
    repository.commit("Tidy up")
    run = itsm("plan", "--base", "HEAD~1", cwd=repository.path)
    assert run.code == 1
    assert (
        f"""\
New findings: 1

{switch}:4:9: error[LIF006] ci:spare-switch was live and is deleted instead of retired
   |
 4 |   name: spare-switch
   |         ^^^^^^^^^^^^
   |
   = help: Put it back and retire it: the state says when it ends, and who has to know can read it.
"""
        in run.out
    )
    assert "  ci:spare-switch LIF006: ci:spare-switch was live and is deleted instead of retired\n" in run.out


def test_a_fault_of_the_target_is_not_the_change_s(repository: Repository, itsm: Itsm) -> None:
    repository.write("catalog/note.txt", "stray")
    repository.commit("Leave a note")
    lower_the_promise(repository)
    repository.commit("Lower the promise")
    plan = json.loads(itsm("plan", "--base", "HEAD~1", "--format", "json", cwd=repository.path).out)
    assert (plan["verdict"], plan["refusals"]) == ("hold", [])
    assert plan["findings"] == {"new": [], "standing": [], "gone": [], "remaining": 1}


def test_an_old_error_on_what_the_change_touches_is_refused(repository: Repository, itsm: Itsm) -> None:
    text = (repository.path / SLA).read_text(encoding="utf-8")
    repository.write(SLA, text.replace("customer: sales", "customer: seles"))
    repository.commit("Misspell the customer")
    text = (repository.path / SLA).read_text(encoding="utf-8")
    repository.write(SLA, text.replace("atLeast: 99.0", "atLeast: 98.0"))
    repository.commit("Lower the promise")
    run = itsm("plan", "--base", "HEAD~1", "--format", "json", cwd=repository.path)
    plan = json.loads(run.out)
    assert (run.code, plan["verdict"]) == (1, "refuse")
    assert "REF001" in [finding["code"] for finding in plan["findings"]["standing"]]
    assert plan["findings"]["new"] == []


def test_a_mended_fault_is_told(repository: Repository, itsm: Itsm) -> None:
    repository.write("catalog/note.txt", "stray")
    repository.commit("Leave a note")
    repository.remove("catalog/note.txt")
    repository.commit("Tidy up")
    plan = json.loads(itsm("plan", "--base", "HEAD~1", "--format", "json", cwd=repository.path).out)
    assert [finding["code"] for finding in plan["findings"]["gone"]] == ["REF003"]
    assert plan["otherFiles"] == ["catalog/note.txt"]


def test_the_target_of_the_settings_is_the_base(repository: Repository, itsm: Itsm) -> None:
    repository.branch("change")
    lower_the_promise(repository)
    repository.commit("Lower the promise")
    repository.switch("main")
    repository.write("catalog/terms/mailbox.yaml", base()["catalog/terms/incident.yaml"].replace(
        b"name: incident", b"name: mailbox").replace(b"title: Incident", b"title: Mailbox"))  # fmt: skip
    repository.commit("Define mailbox")
    repository.switch("change")
    plan = json.loads(itsm("plan", "--format", "json", cwd=repository.path).out)
    assert [entity["entity"] for entity in plan["entities"]] == ["sla:sales"]
    assert plan["base"].startswith("main (")


def test_a_catalogue_in_a_folder_of_the_repository(tmp_path: Path, itsm: Itsm) -> None:
    repository = Repository(tmp_path / "repository")
    repository.write_all({f"it/{path}": content for path, content in base().items()})
    repository.commit("Begin")
    text = (repository.path / "it" / SLA).read_text(encoding="utf-8")
    repository.write(f"it/{SLA}", text.replace("atLeast: 99.0", "atLeast: 98.0"))
    run = itsm("diff", "HEAD", "WORKTREE", cwd=repository.path / "it" / "catalog")
    head = repository.head[:7]
    assert (run.code, run.err) == (0, "")
    assert (
        run.out
        == f"""\
From HEAD ({head}) to working directory: 1 changed

changed  sla:sales  What IT promises Sales
  spec.targets[availability].atLeast: 99.0 → 98.0
    catalog/slas/sales.yaml:17:39
"""
    )


def test_a_repository_that_begins_now(tmp_path: Path, itsm: Itsm) -> None:
    repository = Repository(tmp_path / "repository")
    repository.write("README.md", "Ours\n")
    repository.commit("Begin")
    repository.write_all(base())
    plan = json.loads(itsm("plan", "--head", "WORKTREE", "--format", "json", cwd=repository.path).out)
    assert {entity["change"] for entity in plan["entities"]} == {"created"}
    assert (plan["verdict"], plan["adoption"]) == ("hold", True)
    (needed,) = plan["requirements"]
    assert needed["authorities"] == ["role:it-manager"]
    assert needed["ask"] == [{"login": "marta", "name": None}]
    assert [reason["text"] for reason in needed["reasons"]] == [
        f"{len(plan['entities'])} entities come under the gate for the first time"
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("plan", "--base", "nowhere"), "There is no revision “nowhere” in"),
        (("plan", "--base", "--upload-pack=x"), "There is no revision “--upload-pack=x” in"),
        (("diff", "HEAD", "HEAD~9"), "There is no revision “HEAD~9” in"),
    ],
)
def test_an_unknown_revision_is_refused(
    repository: Repository, itsm: Itsm, words: tuple[str, ...], message: str
) -> None:
    run = itsm(*words, cwd=repository.path)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"error: {message}")


def test_without_git_there_is_nothing_to_compare_with(small: Path, itsm: Itsm) -> None:
    run = itsm("plan", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"error: {small} is not in a git repository, so there is no earlier state to compare with.\n"
        "hint: Begin one with: git init, git add ., git commit.\n"
    )
