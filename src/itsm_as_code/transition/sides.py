"""The two sides of a change: which trees are compared when somebody proposes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, load, settings_of
from itsm_as_code.errors import UserError
from itsm_as_code.tree import (
    FileDelta,
    GitError,
    GitHistory,
    Merge,
    MergedTree,
    PrivateRepository,
    RevisionTree,
    Tree,
    WorkingTree,
    committed,
    deltas,
    differences,
    find_repository,
    merged,
    prefix_of,
    resolve,
    tags,
)

_MOST_TAGS = 20
"""How many tags are looked at for a baseline that is part of the target."""

_MAIN = "refs/remotes/origin/HEAD"
_MAIN_BRANCH = "main"
"""The target of a repository whose settings do not say, or that has none."""

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


def target_of(root: Path, head: str) -> str:
    """The revision that a change is judged against when nobody says: the remote's target, else the local one.

    The settings that name it are those of the remote's main branch where that is known, else those of what is
    proposed. Whatever they name has to name itself as the target too, so that no change picks its own judge.

    Args:
        root: The folder that holds `itsm.yaml`.
        head: What is proposed.

    Raises:
        UserError: When there is none, or it names another.
    """
    repository = _repository(root)
    name = _target_named_by(root, _MAIN if _resolves(repository, _MAIN) else head)
    for revision in (f"origin/{name}", name):
        if _resolves(repository, revision):
            own = _target_named_by(root, revision)
            if own != name:
                raise UserError(
                    f"The settings name {name} as the target, and there they name {own}.",
                    "Name the target with --base.",
                )
            return revision
    raise UserError(
        f"There is neither origin/{name} nor {name} to judge the change against.",
        "Name the target with --base, fetch it, or set 'target' in itsm.yaml.",
    )


def _target_named_by(root: Path, revision: str) -> str:
    tree = tree_of(root, revision)
    return settings_of(tree).target if tree.entries((SETTINGS_FILE,)) else _MAIN_BRANCH


def _resolves(repository: Path, revision: str) -> bool:
    try:
        resolve(repository, revision)
    except GitError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is judged: the target as it is now, and as it would be with the change merged into it.

    Attributes:
        base: The target.
        head: The target with the change; where it does not merge by itself, what is proposed alone.
        commit: The proposed commit; `None` where files are proposed that are not committed.
        target: The commit at the target's tip.
        fork: The best common ancestor of the two.
        deltas: Every file of the repository that the merge would change.
        conflicts: Files that do not merge by themselves.
        prefix: The folder that the catalogue's paths start from, ending in a slash; `""` for the top.
        merge: Where the merge was made.
    """

    base: Tree
    head: Tree
    commit: str | None
    target: str
    fork: str
    deltas: tuple[FileDelta, ...]
    conflicts: tuple[str, ...]
    prefix: str
    merge: Merge


def proposal(root: Path, target: str, head: str, beside: Sequence[str] = ()) -> Proposal:
    """The target's tip, and the result of merging the head into it.

    The merge is made in a repository of our own, which goes when the trees are no longer used: the user's is
    left exactly as it is.

    Args:
        root: The folder that holds `itsm.yaml`.
        target: The revision that the change is for.
        head: The proposed revision, or `WORKTREE`.
        beside: Folders and files that count beside the catalogue, where working files are judged.

    Raises:
        UserError: When there is no such revision, the two share no history, or git cannot merge.
    """
    repository = _repository(root)
    folder = prefix_of(repository, root)
    prefix = f"{folder}/" if folder else ""
    base = resolve(repository, target)
    tip = resolve(repository, "HEAD" if head == WORKTREE else head)
    private = PrivateRepository(repository)
    commit: str | None = tip
    if head == WORKTREE:
        working = WorkingTree(root)
        roots = settings_of(working).roots
        under = (SETTINGS_FILE, roots.catalog, roots.policies, *beside)
        differing = differences(RevisionTree(private.path, tip, folder, commit=tip), working, under).paths
        commit = None if differing else tip
        if differing:
            tip = committed(private, tip, working, prefix, differing)
    merge = merged(private, base, tip)
    before = RevisionTree(private.path, target, folder, commit=base)
    name = "working directory" if head == WORKTREE else RevisionTree(private.path, head, commit=tip).name
    history = GitHistory(repository, tip if commit else "HEAD", folder)
    if merge.conflicts:
        before = RevisionTree(private.path, target, folder, commit=merge.fork)
        before.name = f"{target} ({merge.fork[:7]})"
    return Proposal(
        before,
        MergedTree(merge, history, name, folder),
        commit,
        base,
        merge.fork,
        deltas(private, before.commit, merge.tree),
        merge.conflicts,
        prefix,
        merge,
    )


def baseline(root: Path, proposal: Proposal, pattern: str) -> tuple[str, Tree] | None:
    """The last baseline that is part of the target: its name and its files; `None` without one.

    Args:
        root: The folder that holds `itsm.yaml`.
        proposal: What is judged.
        pattern: The pattern of its tag, as `gate.baseline` has it; the last in the order of versions counts.
    """
    private = proposal.merge.repository
    for name, commit in tags(_repository(root), pattern)[:_MOST_TAGS]:
        code, _ = private.run("merge-base", "--is-ancestor", commit, proposal.target, accepted=(0, 1))
        if code == 0:
            return name, RevisionTree(private.path, name, proposal.prefix.rstrip("/"), commit=commit)
    return None


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
