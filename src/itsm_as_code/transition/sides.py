"""The two sides of a change: which trees are compared when somebody proposes one."""

from __future__ import annotations

from pathlib import Path

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, load, settings_of
from itsm_as_code.errors import UserError
from itsm_as_code.tree import (
    GitError,
    RevisionTree,
    Tree,
    WorkingTree,
    differences,
    find_repository,
    merge_base,
    resolve,
)
from itsm_as_code.tree.git import prefix_of

WORKTREE = "WORKTREE"
"""In place of a revision: the files as they lie in the working directory, committed or not."""


def tree_of(root: Path, revision: str) -> Tree:
    """The tree that a person names.

    Args:
        root: The folder that holds `itsm.yaml`.
        revision: Whatever git understands, or `WORKTREE`.

    Raises:
        UserError: When there is no repository or no such revision.
    """
    if revision == WORKTREE:
        return WorkingTree(root)
    repository = _repository(root)
    return RevisionTree(repository, revision, prefix_of(repository, root))


def target_of(root: Path, head: Tree) -> str:
    """The revision that a change is judged against when nobody says: the remote's target, else the local one.

    Args:
        root: The folder that holds `itsm.yaml`.
        head: What is proposed; its settings name the target.

    Raises:
        UserError: When there is neither.
    """
    repository = _repository(root)
    branch = settings_of(head).target
    for revision in (f"origin/{branch}", branch):
        try:
            resolve(repository, revision)
        except GitError:
            continue
        return revision
    raise UserError(
        f"There is neither origin/{branch} nor {branch} to judge the change against.",
        "Name the target with --base, fetch it, or set 'target' in itsm.yaml.",
    )


def fork(root: Path, target: str, head: str) -> Tree:
    """The target as it was when the head left it, so that what it gained since is not the change's.

    Raises:
        UserError: When the two share no history.
    """
    repository = _repository(root)
    commit = merge_base(repository, target, "HEAD" if head == WORKTREE else head)
    if commit is None:
        raise UserError(
            f"{target} and {head} share no history.",
            "In a shallow clone fetch the missing commits: git fetch --unshallow.",
        )
    tree = RevisionTree(repository, commit, prefix_of(repository, root))
    tree.name = f"{target} ({commit[:7]})"
    return tree


def catalogs(base: Tree, head: Tree) -> tuple[Catalog, Catalog]:
    """Both catalogues; a file that is the same on both sides is parsed once.

    A base that holds no `itsm.yaml` yet is an empty catalogue: everything in the head is new.
    """
    if not base.entries((SETTINGS_FILE,)):
        after = load(head)
        return Catalog.empty(base.name), after
    before = load(base)
    roots = before.settings.roots
    differing = set(differences(base, head, (roots.catalog, roots.policies)).paths)
    same = {file.path: file for file in before.files if file.path not in differing}
    return before, load(head, same)


def _repository(root: Path) -> Path:
    repository = find_repository(root)
    if repository is None:
        raise UserError(
            f"{root} is not in a git repository, so there is no earlier state to compare with.",
            "Begin one with: git init, git add ., git commit.",
        )
    return repository
