"""A scripted pull request against Oakleaf: commits, approvals, and the judgement of a trusted job."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from itsm_as_code import api
from itsm_as_code.transition.judgement import Judgement
from tests.gate.oakleaf import Changes, changed, oakleaf
from tests.rules.overlays import TODAY
from tests.support.repository import Repository

MALLORY = "mallory"
"""The login of whoever proposes what must not pass."""

MALLORY_S = "Mallory <mallory@example.com>"


def template(folder: Path) -> Path:
    """A repository with Oakleaf's files on main, to be copied."""
    made = Repository(folder)
    made.write_all(oakleaf())
    made.commit("Begin")
    return folder


@dataclass
class PullRequest:
    """A branch `change` that proposes something to `main`.

    Attributes:
        repository: The repository.
        author: The login that opened the pull request.
        pushers: The logins that pushed to it.
        given: What was said on the host.
        today: The day on which it is judged.
    """

    repository: Repository
    author: str = MALLORY
    pushers: tuple[str, ...] = ()
    given: list[dict[str, Any]] = field(default_factory=list)
    today: dt.date = TODAY

    @classmethod
    def of(cls, template: Path, folder: Path) -> PullRequest:
        """A pull request against a copy of the template."""
        shutil.copytree(template, folder, symlinks=True)
        repository = Repository(folder, init=False)
        repository.commits = 1
        repository.branch("change")
        return cls(repository)

    @property
    def path(self) -> Path:
        """Where the repository lies."""
        return self.repository.path

    def files(self) -> dict[str, bytes]:
        """The catalogue's files as they lie in the working directory."""
        found = {}
        for top in ("catalog", "policies", "itsm.yaml", ".github", "docs"):
            place = self.path / top
            for path in [place] if place.is_file() else place.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    found[path.relative_to(self.path).as_posix()] = path.read_bytes()
        return found

    def change(self, changes: Changes, message: str = "Change", *, author: str = MALLORY_S) -> str:
        """Make changes and commit them on the branch that is checked out."""
        before = self.files()
        after = changed(before, changes)
        for path in before.keys() - after.keys():
            self.repository.remove(path)
        self.repository.write_all({path: data for path, data in after.items() if before.get(path) != data})
        return self.repository.commit(message, author=author)

    def on_main(self, changes: Changes, message: str = "Meanwhile") -> None:
        """Make changes on the target, and go back to the branch."""
        self.repository.switch("main")
        self.change(changes, message, author="Ana Ruiz <ana.ruiz@example.com>")
        self.repository.switch("change")

    def start_again(self) -> None:
        """Begin the branch anew from the target as it is."""
        self.repository.switch("main")
        self.repository.git("branch", "--force", "change", "main")
        self.repository.switch("change")

    def approve(self, login: str, **said: Any) -> None:
        """Somebody approves the commit that is proposed now, unless told otherwise."""
        approval = {
            "identity": login,
            "verdict": "approved",
            "sha": self.repository.git("rev-parse", "change").strip(),
            "at": "2026-11-19T10:00:00Z",
            "permission": "write",
            "binding": "commit",
        }
        self.given.append({key: value for key, value in (approval | said).items() if value is not None})

    def approvals(self) -> Path:
        """The file that a trusted job writes."""
        head = self.repository.git("rev-parse", "change").strip()
        content: Mapping[str, Any] = {
            "host": "github",
            "change": "7",
            "targetSha": self.repository.git("rev-parse", "main").strip(),
            "headSha": head,
            "author": self.author,
            "pushers": list(self.pushers),
            "fetchedAt": "2026-11-20T08:00:00Z",
            "approvals": self.given,
        }
        file = self.path.parent / f"{self.path.name}-approvals.json"
        file.write_text(json.dumps(content), encoding="utf-8")
        return file

    def judged(self) -> Judgement:
        """The judgement of the trusted job."""
        return api.plan(self.path, self.today, "main", "change", approvals=self.approvals())
