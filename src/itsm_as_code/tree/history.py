"""Branches and commits as people speak of them, through GitPython.

For display and records alone: who wrote a commit and when is a claim, and nothing is decided by it. What is
decided rests on `git`'s objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.tree import git


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit says of itself.

    Attributes:
        id: Full object id.
        subject: First line of the message.
        body: The rest of the message, without the blank line between.
        author: The author's name, as the commit claims.
        email: The author's address, as the commit claims.
        date: When it was authored, as the commit claims: ISO 8601 with the author's offset, to the second.
        parents: Ids of its parents, first parent first.
    """

    id: str
    subject: str
    body: str
    author: str
    email: str
    date: str
    parents: tuple[str, ...]


def commit_info(repository: Path, revision: str) -> Commit:
    """What the commit that `revision` names says of itself.

    Raises:
        GitError: When it names none.
    """
    from git import Repo

    oid = git.resolve(repository, revision)
    with Repo(repository, search_parent_directories=True) as repo:
        commit = repo.commit(oid)
        raw = commit.message
        message = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
        subject, _, body = message.strip().partition("\n")
        return Commit(
            id=oid,
            subject=subject.strip(),
            body=body.strip(),
            author=commit.author.name or "",
            email=commit.author.email or "",
            date=commit.authored_datetime.isoformat(timespec="seconds"),
            parents=tuple(parent.hexsha for parent in commit.parents),
        )


def current_branch(repository: Path) -> str | None:
    """The branch that is checked out; `None` when a commit is (a detached head).

    Raises:
        GitError: When there is no repository.
    """
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo

    try:
        with Repo(repository, search_parent_directories=True) as repo:
            return None if repo.head.is_detached else repo.active_branch.name
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise git.GitError(
            f"{repository} is in no git repository", "Run `git init` there, or clone a repository."
        ) from error
