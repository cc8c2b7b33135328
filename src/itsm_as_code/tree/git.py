"""Git by plumbing: how git is started, and what its commands tell. `objects` reads what it stores.

A repository is not trusted. Its configuration can name programs that git would run on `status`, `diff` and
even `diff-tree`, and remotes from which a mere read would fetch; so only commands that read objects are
used, nothing is taken from `GIT_*` variables, every transport is closed, and replacement objects do not
count. Nothing is written, neither to the repository nor to its index.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from itsm_as_code.errors import UserError
from itsm_as_code.text import printable, shortened

_SAFETY: Final = (
    "--no-replace-objects",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "protocol.allow=never",
)
_ENVIRONMENT: Final = {
    # `protocol.ext.allow` of a repository would beat `protocol.allow`; this beats both.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_LONGEST: Final = 300
"""Seconds that a git command may take."""

_OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class GitError(UserError):
    """Git refused or could not be started.

    Attributes:
        told: What git wrote to its error stream, on one line.
    """

    def __init__(self, message: str, hint: str | None = None, told: str = "") -> None:
        super().__init__(message, hint)
        self.told = told


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a tree listing.

    Attributes:
        mode: Git's file mode, such as `100644`.
        oid: Id of the object.
        path: Relative to the top of the tree; bytes that are not UTF-8 as surrogate escapes.
    """

    mode: str
    oid: str
    path: str


def find_repository(start: Path) -> Path | None:
    """The top folder of the work tree that holds `start`, or `None` outside of any.

    No process is started and no configuration read: a folder with a `.git` in it is the top, be that a
    folder or, in linked work trees and submodules, a file.
    """
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), None)


def prefix_of(repository: Path, folder: Path) -> str:
    """The path of `folder` relative to the repository's top, with forward slashes; `""` for the top."""
    relative = folder.resolve().relative_to(repository.resolve()).as_posix()
    return "" if relative == "." else relative


def resolve(repository: Path, revision: str) -> str:
    """The full id of the commit that `revision` names.

    Raises:
        GitError: When it names none, when there is no repository, or when git is missing.
    """
    refused = not revision or revision.startswith("-") or not revision.isprintable()
    if not refused:
        try:
            told = output(
                repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except GitError as error:
            if error.hint is not None:
                raise
        else:
            oid = told.decode("ascii", "replace").strip()
            if _OBJECT_ID.fullmatch(oid):
                return oid
    shown, where = shortened(printable(revision)), printable(str(repository))
    raise GitError(f"There is no revision “{shown}” in {where}.", _hint_for(repository, revision))


def read_commit(repository: Path, commit: str) -> bytes:
    """A commit object as it is stored: headers, a blank line, the message."""
    return output(repository, "cat-file", "commit", commit)


def ancestors(repository: Path, commit: str, most: int) -> list[str]:
    """The ids of a commit and of those before it, the latest first.

    Args:
        repository: Any folder in the repository.
        commit: A full commit id.
        most: How many at most.
    """
    return output(repository, "rev-list", f"--max-count={most}", commit, "--").decode("ascii").split()


def last_change(repository: Path, commits: Sequence[str], path: str) -> str | None:
    """The id of the last commit that changed what stands at a path.

    Args:
        repository: Any folder in the repository.
        commits: Full commit ids to look back from; those with a `^` before them, and what they come from, are
            left out.
        path: A literal path from the top.
    """
    told = output(repository, "rev-list", "--max-count=1", *commits, "--", path)
    return told.decode("ascii").strip() or None


def main_line(repository: Path, commit: str, paths: Sequence[str], most: int) -> list[str]:
    """The ids of the commits of the main line (first parents) that changed something, the latest first.

    Args:
        repository: Any folder in the repository.
        commit: A full commit id.
        paths: Literal paths from the top: the files and folders to look at.
        most: How many at most.
    """
    told = output(repository, "rev-list", "--first-parent", f"--max-count={most}", commit, "--", *paths)
    return told.decode("ascii").split()


def tags(repository: Path, pattern: str) -> list[tuple[str, str]]:
    """The tags whose names fit a pattern, the last in the order of versions first, each with its commit.

    Args:
        repository: Any folder in the repository.
        pattern: A name, or one with `*` in it.
    """
    told = output(
        repository,
        "for-each-ref",
        "--sort=-version:refname",
        "--format=%(refname:strip=2) %(objectname) %(*objectname)",
        f"refs/tags/{pattern}",
    )
    lines = [line.split(" ") for line in told.decode("utf-8", "surrogateescape").splitlines()]
    return [(name, peeled or oid) for name, oid, peeled in lines]


def list_tree(repository: Path, commit: str, paths: Sequence[str] = (), *, deep: bool = True) -> list[Listed]:
    """Everything in a commit's tree at or below `paths`, in git's order.

    Args:
        repository: Any folder in the repository.
        commit: A full commit id.
        paths: Literal paths from the top; everything when empty.
        deep: Whether to list what is in folders rather than the folders.
    """
    options = ("-r",) if deep else ()
    told = output(repository, "ls-tree", *options, "-z", "--full-tree", commit, "--", *paths)
    listed = []
    for line in told.split(b"\0"):
        if line:
            fields, _, path = line.partition(b"\t")
            mode, _, oid = fields.decode("ascii").split(" ")
            listed.append(Listed(mode, oid, path.decode("utf-8", "surrogateescape")))
    return listed


def environment() -> dict[str, str]:
    """The environment for git: no `GIT_*` of the caller, every door closed."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}


def command(repository: Path, *arguments: str) -> list[str]:
    """The command line of git for a repository that is not trusted."""
    return [executable(), "-C", os.fspath(repository), *_SAFETY, *arguments]


def executable() -> str:
    """The path of git; never one from the current folder, which Windows would search first.

    Raises:
        GitError: When there is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        candidate = Path(folder) / name
        if candidate.is_absolute() and candidate.is_file() and os.access(candidate, os.X_OK):
            return os.fspath(candidate)
    raise GitError("Git is not installed, or not on the PATH.", "Install git 2.38 or later.")


def output(repository: Path, *arguments: str) -> bytes:
    """What a git command prints that only reads.

    Raises:
        GitError: When it fails; with a hint when the repository, not the question, is to blame.
    """
    return run(repository, *arguments)[1]


def run(
    repository: Path,
    *arguments: str,
    given: bytes = b"",
    accepted: Sequence[int] = (0,),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, bytes]:
    """Run a git command to its end.

    Args:
        repository: The folder to run it in.
        arguments: The command.
        given: What it reads.
        accepted: The exit codes that are answers rather than failures.
        variables: For the environment, beyond those that every git here is given.

    Returns:
        The exit code and what it printed.

    Raises:
        GitError: For any other exit code; with a hint when the repository, not the question, is to blame.
    """
    if not repository.is_dir():
        raise GitError(f"There is no folder {printable(str(repository))}.", "Check the path.")
    try:
        finished = subprocess.run(
            command(repository, *arguments),
            capture_output=True,
            check=False,
            env={**environment(), **variables},
            input=given,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"Git did not come to an end within {_LONGEST} seconds.") from None
    if finished.returncode in accepted:
        return finished.returncode, finished.stdout
    told = printable(" ".join(finished.stderr.decode("utf-8", "replace").split()))
    where = printable(str(repository))
    if "not a git repository" in told:
        raise GitError(
            f"{where} is in no git repository.", "Run 'git init' there, or clone a repository.", told
        )
    if "dubious ownership" in told:
        raise GitError(
            f"Git does not trust {where}, which belongs to another user.",
            f"Run 'git config --global --add safe.directory {where}'.",
            told,
        )
    raise GitError(f"Git failed: {shortened(told, 300) or 'it gave no reason'}.", told=told)


def no_repository(folder: Path) -> GitError:
    """The error for a folder that is in no repository."""
    where = printable(str(folder))
    return GitError(f"{where} is in no git repository.", "Run 'git init' there, or clone a repository.")


def _hint_for(repository: Path, revision: str) -> str:
    if is_shallow(repository):
        return "This clone is shallow: run 'git fetch --unshallow', or clone with the whole history."
    if revision.startswith("-"):
        return "A revision is a branch, a tag or a commit id; it does not begin with a dash."
    if not _has_commits(repository):
        return "The repository has no commit yet: commit something first."
    if revision.startswith("origin/"):
        return f"Run 'git fetch origin {shortened(printable(revision.removeprefix('origin/')))}'."
    return "'git branch --all' and 'git tag' list what there is."


def is_shallow(repository: Path) -> bool:
    """Whether a part of the history was left out when the repository was cloned."""
    return output(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _has_commits(repository: Path) -> bool:
    try:
        output(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        return False
    return True
