"""Real git repositories for tests: `Repository(tmp_path / "repo")`.

    repository = Repository(tmp_path / "repo")            # git init, branch main, nothing committed
    repository.write("catalog/services/email.yaml", "…")  # text or bytes; folders are made
    repository.write_all({"a.yaml": "…", "b.yaml": "…"})
    repository.remove("b.yaml")                           # from disk
    repository.link("latest.yaml", "a.yaml")              # a symbolic link
    first = repository.commit("Add the catalogue")        # everything on disk; returns the commit's id
    repository.branch("change")                           # make and check out
    repository.switch("main")
    merge = repository.merge("change")                    # always a merge commit; returns its id
    repository.git("tag", "v1")                           # any command; returns what it prints
    repository.head                                       # id of the checked-out commit
    clone = repository.clone(tmp_path / "copy", "--depth=1")

Identities and dates are fixed: the first commit is of 1 November 2026, 09:00 UTC, by Ana Ruiz, and each
further one a day later, so ids never change from run to run. `commit` takes `author` and `date` for others.
The settings of the person who runs the tests have no influence.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

FIRST_DATE = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
ANA = "Ana Ruiz <ana.ruiz@example.com>"


class Repository:
    """A work tree with its repository, made and changed by real git commands."""

    def __init__(self, path: Path, *, init: bool = True) -> None:
        self.path = path
        self.commits = 0
        if init:
            path.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main")

    @property
    def head(self) -> str:
        """The id of the commit that is checked out."""
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        """What a git command prints; a failure fails the test with git's own words."""
        finished = subprocess.run(
            ["git", "-C", str(self.path), *arguments],
            capture_output=True,
            check=False,
            env={**_environment(), **self._identity(ANA, None), **(environment or {})},
            stdin=subprocess.DEVNULL,
        )
        told = finished.stderr.decode("utf-8", "replace")
        assert finished.returncode == 0, f"git {' '.join(arguments)}: {told}"
        return finished.stdout.decode("utf-8", "surrogateescape")

    def write(self, path: str, content: str | bytes) -> Path:
        """Write one file, with the folders above it."""
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def write_all(self, files: Mapping[str, str | bytes]) -> None:
        """Write several files."""
        for path, content in files.items():
            self.write(path, content)

    def remove(self, path: str) -> None:
        """Delete a file from disk."""
        (self.path / path).unlink()

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link."""
        place = self.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    def commit(self, message: str = "Change", *, author: str = ANA, date: dt.datetime | None = None) -> str:
        """Commit everything on disk, be it nothing; the new commit's id."""
        self.git("add", "--all", "--force")
        self.git(
            "commit", "--quiet", "--allow-empty", "-m", message, environment=self._identity(author, date)
        )
        return self.head

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Make a branch and check it out."""
        self.git("switch", "--quiet", "--create", name, start)

    def switch(self, name: str) -> None:
        """Check out a branch."""
        self.git("switch", "--quiet", name)

    def merge(self, branch: str, message: str | None = None) -> str:
        """Merge a branch into the current one with a merge commit; the commit's id."""
        self.git("merge", "--quiet", "--no-ff", "-m", message or f"Merge {branch}", branch)
        self.commits += 1
        return self.head

    def clone(self, path: Path, *options: str) -> Repository:
        """A clone of this repository."""
        self.git("clone", "--quiet", *options, self.path.as_uri(), str(path))
        copy = Repository(path, init=False)
        copy.commits = self.commits
        return copy

    def _identity(self, author: str, date: dt.datetime | None) -> dict[str, str]:
        name, _, email = author.removesuffix(">").partition(" <")
        moment = (date or FIRST_DATE + dt.timedelta(days=self.commits)).isoformat()
        return {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", email), ("DATE", moment))
        }


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
    }
