"""Attacks by git: what is merged is not what was looked at, or looking at it does something."""

from __future__ import annotations

import os
from pathlib import Path

from tests.gate.attack import EVERYBODY, Harmless, Held, Refused, Stopped, attack
from tests.gate.oakleaf import EMAIL, NETWORK, SLA, WIKI
from tests.gate.pull_request import MALLORY_S, PullRequest
from tests.support.repository import Repository

_THEME = "git"
_LOOSER = ("atLeast: 99.0", "atLeast: 98.5")


def replaced(pr: PullRequest, path: str, text: str) -> None:
    """Write a file that is no part of the catalogue, and commit."""
    pr.repository.write(path, text)
    pr.repository.commit("Change", author=MALLORY_S)


@attack(
    _THEME,
    "a symbolic link in place of a file",
    Refused("catalog/slas/sales.yaml is no regular file (git calls it 120000; 100644 is one)"),
)
def _(pr: PullRequest) -> None:
    pr.repository.remove(SLA)
    pr.repository.link(SLA, "/etc/passwd")
    pr.repository.commit("Link")


@attack(
    _THEME,
    "a file that is executable",
    Refused("catalog/services/email.yaml is no regular file (git calls it 100755; 100644 is one)"),
)
def _(pr: PullRequest) -> None:
    (pr.path / EMAIL).chmod(0o755)
    pr.repository.commit("Run me")


@attack(
    _THEME,
    "a submodule in place of a folder",
    Refused("catalog/slas is no regular file (git calls it 160000; 100644 is one)"),
)
def _(pr: PullRequest) -> None:
    head = pr.repository.head
    pr.repository.git("rm", "-r", "-q", "--cached", "catalog/slas")
    pr.repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},catalog/slas")
    pr.repository.git("commit", "-q", "-m", "Elsewhere")


@attack(_THEME, "a submodule in place of the catalogue", Refused("catalog is no regular file"))
def _(pr: PullRequest) -> None:
    head = pr.repository.head
    pr.repository.git("rm", "-r", "-q", "--cached", "catalog")
    pr.repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},catalog")
    pr.repository.git("commit", "-q", "-m", "Elsewhere")


@attack(_THEME, "a pointer to a large file in place of the file", Refused("SYN010"))
def _(pr: PullRequest) -> None:
    replaced(pr, SLA, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")


@attack(_THEME, "two names that are one on other systems", Refused("REF002"))
def _(pr: PullRequest) -> None:
    pr.repository.write("catalog/services/Wiki.yaml", (pr.path / WIKI).read_bytes())
    pr.repository.commit("Change")


@attack(_THEME, "attributes that hide a difference from readers", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    pr.repository.switch("main")
    replaced(pr, ".gitattributes", "* -diff linguist-generated export-ignore\n")
    pr.start_again()
    pr.change({SLA: _LOOSER})


@attack(_THEME, "attributes added by the change", Held("role:it-manager", "gate"))
def _(pr: PullRequest) -> None:
    replaced(pr, ".gitattributes", "* -diff\n")


@attack(
    _THEME,
    "filters and drivers that the configuration names",
    Harmless("objects are read by plumbing, and merged in a repository without configuration"),
)
def _(pr: PullRequest) -> None:
    mark = pr.path.parent / "mark"
    pr.repository.switch("main")
    replaced(pr, ".gitattributes", "* filter=x diff=x merge=x\n")
    pr.start_again()
    pr.change({EMAIL: "metadata: {description: Mail.}"})
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    for name in ("filter.x.clean", "filter.x.smudge", "diff.x.textconv", "diff.x.command", "merge.x.driver"):
        pr.repository.git("config", name, f"touch '{mark}'")
    pr.judged()
    assert not mark.exists()


@attack(
    _THEME,
    "programs that the configuration runs on the way",
    Harmless("no command that runs them is used, every transport is closed"),
)
def _(pr: PullRequest) -> None:
    mark = pr.path.parent / "mark"
    program = pr.path.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    program.chmod(0o755)
    pr.change({EMAIL: "metadata: {description: Mail.}"})
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "gpg.program"):
        pr.repository.git("config", name, str(program))
    for name, value in (("extensions.partialClone", "origin"), ("remote.origin.promisor", "true")):
        pr.repository.git("config", name, value)
    pr.repository.git("config", "remote.origin.url", f"ext::{program}")
    pr.judged()
    assert not mark.exists()


@attack(_THEME, "an object that stands in for another", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    pr.change({SLA: _LOOSER})
    good, bad = (pr.repository.git("rev-parse", f"{each}:{SLA}").strip() for each in ("main", "change"))
    pr.repository.git("replace", bad, good)


@attack(
    _THEME, "a graft that makes the change a part of the target", Held("role:head-of-sales", "sla-loosened")
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: _LOOSER})
    main, change = (pr.repository.git("rev-parse", each).strip() for each in ("main", "change"))
    pr.repository.write(".git/info/grafts", f"{main} {change}\n")


@attack(
    _THEME, "a mail map that makes somebody else of the author", Held("role:service-desk-lead", "other-live")
)
def _(pr: PullRequest) -> None:
    replaced(pr, ".mailmap", "Ana Ruiz <ana.ruiz@example.com> <mallory@example.com>\n")
    pr.change({WIKI: "spec: {level: Gold}"})


@attack(
    _THEME,
    "commits in the name of whoever has to agree",
    Held("role:service-desk-lead", "other-live", "The commits name ida as an author or committer."),
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: "spec: {level: Gold}"}, author="ida <1+ida@users.noreply.github.com>")


@attack(_THEME, "a trailer that says who reviewed it", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    message = "Change\n\nReviewed-by: ida <ida@example.com>\nApproved-by: ida\nChange-Type: standard\n"
    pr.change({WIKI: "spec: {level: Gold}"}, message)


@attack(_THEME, "an author whom nobody knows", Held("role:service-desk-lead", "other-live"))
def _(pr: PullRequest) -> None:
    pr.author = "ghost"
    pr.change({WIKI: "spec: {level: Gold}"}, author="nobody <>")
    pr.approve("ghost")


@attack(
    _THEME,
    "a stale branch that merges into a broken catalogue without a conflict",
    Refused("REF001: There is no service called scanning"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("services: [email]", "services: [email, scanning]")})
    pr.on_main({"catalog/services/scanning.yaml": None})
    for login in EVERYBODY:
        pr.approve(login)


@attack(
    _THEME,
    "a branch that does not merge",
    Refused("catalog/slas/sales.yaml does not merge with the target by itself"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 99.1")})
    pr.on_main({SLA: ("atLeast: 99.0", "atLeast: 99.2")})


@attack(
    _THEME,
    "a conflict that attributes make disappear",
    Refused("catalog/slas/sales.yaml does not merge with the target by itself"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 99.1")})
    replaced(pr, ".gitattributes", "* merge=union\n")
    pr.on_main({SLA: ("atLeast: 99.0", "atLeast: 99.2")})


@attack(
    _THEME,
    "a criss-cross of merges that brings back what was undone",
    Held("role:head-of-sales", "sla-loosened"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: _LOOSER})
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    change, main = (pr.repository.git("rev-parse", each).strip() for each in ("change", "main"))
    pr.repository.git("merge", "-q", "-m", "Merge main", main)
    pr.repository.switch("main")
    pr.repository.git("merge", "-q", "-s", "ours", "-m", "Merge nothing", change)
    pr.repository.switch("change")
    pr.change({SLA: ("atLeast: 98.5", "atLeast: 98.4")})


@attack(
    _THEME,
    "a merge that brings more than its parents have",
    Held("role:service-desk-lead", "other-live", "the commits name them as an author or committer"),
)
def _(pr: PullRequest) -> None:
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    pr.repository.git("merge", "-q", "--no-ff", "--no-commit", "main")
    pr.change({WIKI: "spec: {level: Gold}"}, "Merge main", author="ida <1+ida@users.noreply.github.com>")
    pr.approve("ida")


@attack(
    _THEME,
    "a clean merge of the target makes nobody an author",
    Harmless("a merge that adds nothing is nobody's work, so its author may still agree"),
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: "spec: {level: Gold}"})
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    identity = {"GIT_AUTHOR_NAME": "ida", "GIT_AUTHOR_EMAIL": "1+ida@users.noreply.github.com"}
    pr.repository.git("merge", "-q", "--no-ff", "-m", "Merge main", "main", environment=identity)
    pr.approve("ida")


@attack(_THEME, "a shallow clone, in which the fork cannot be seen", Stopped("share no history"))
def _(pr: PullRequest) -> None:
    pr.change({SLA: _LOOSER})
    pr.on_main({NETWORK: "metadata: {description: Lines.}"})
    folder = Path(f"{pr.path}-shallow")
    pr.repository.git("clone", "-q", "--depth=1", "--no-single-branch", pr.path.as_uri(), str(folder))
    pr.repository = Repository(folder, init=False)
    for branch in ("main", "change"):
        pr.repository.git("update-ref", f"refs/heads/{branch}", f"origin/{branch}")


@attack(_THEME, "a history that the target does not share", Stopped("share no history"))
def _(pr: PullRequest) -> None:
    pr.repository.git("checkout", "-q", "--orphan", "other")
    pr.repository.commit("Another beginning")
    pr.repository.git("branch", "-q", "--force", "change", "other")


@attack(_THEME, "no itsm.yaml any more", Stopped("There is no usable itsm.yaml"))
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": None})


@attack(
    _THEME,
    "variables of the environment that move the repository",
    Held("role:head-of-sales", "sla-loosened"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: _LOOSER})
    os.environ["GIT_DIR"] = str(pr.path.parent / "elsewhere")
    os.environ["GIT_REPLACE_REF_BASE"] = "refs/other/"
    try:
        pr.judged()
    finally:
        del os.environ["GIT_DIR"], os.environ["GIT_REPLACE_REF_BASE"]
