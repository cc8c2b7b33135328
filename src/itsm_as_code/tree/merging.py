"""What a branch would look like after a merge, without merging it anywhere that counts.

Git itself computes it (`git merge-tree --write-tree`, git 2.38 or later), in a repository of our own
(`itsm_as_code.tree.private`), so that nobody's configuration, hook, merge driver or attribute takes part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from itsm_as_code.errors import ReadError
from itsm_as_code.tree import git
from itsm_as_code.tree.base import EntryType, History, Tree
from itsm_as_code.tree.private import PrivateRepository
from itsm_as_code.tree.revision import RevisionTree

_WRONG_USAGE = 129
"""Git's exit code for an option that it does not know."""

_ZERO = "0"
_SNAPSHOT = "Files as they lie in the working directory"
_NOBODY = "itsm <itsm@localhost> 0 +0000"


@dataclass(frozen=True, slots=True)
class FileDelta:
    """A file of the whole repository that differs between two trees.

    Attributes:
        path: From the top of the repository; bytes that are not UTF-8 as surrogate escapes.
        before: Git's mode before, such as `100644`; empty where there was no file.
        after: The mode after, likewise.
        old: Object id of the content before; empty where there was none.
        new: Object id of the content after, likewise.
    """

    path: str
    before: str
    after: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of a merge.

    Attributes:
        repository: Where its objects are.
        base: The commit that is merged into.
        head: The commit that is merged.
        fork: The best common ancestor of the two.
        tree: Id of the merged tree; where there are conflicts, that of the head.
        conflicts: Files that do not merge by themselves, by path.
    """

    repository: PrivateRepository
    base: str
    head: str
    fork: str
    tree: str
    conflicts: tuple[str, ...]


def merged(repository: PrivateRepository, base: str, head: str) -> Merge:
    """Merge one commit into another.

    Args:
        repository: Where to do it.
        base: The full id of the commit to merge into.
        head: The full id of the commit to merge.

    Raises:
        GitError: When they share no history, the history is too short to tell, or git is too old.
    """
    code, told = repository.run("merge-base", base, head, accepted=(0, 1))
    fork = told.decode("ascii").strip()
    if code or not fork:
        raise git.GitError(
            "The target and the change share no history.",
            "In a shallow clone fetch the missing commits: git fetch --unshallow.",
        )
    if fork == base:
        return Merge(repository, base, head, fork, _tree(repository, head), ())
    if repository.is_shallow:
        raise git.GitError(
            "This clone is shallow: what the target and the change have in common is not known.",
            "Fetch the missing commits: git fetch --unshallow.",
        )
    if fork == head:
        return Merge(repository, base, head, fork, _tree(repository, base), ())
    options = ("--write-tree", "--name-only", "--no-messages", "-z")
    code, told = repository.run("merge-tree", *options, base, head, accepted=(0, 1, _WRONG_USAGE))
    if code == _WRONG_USAGE:
        raise git.GitError(
            "This git is too old to tell what a merge would give.", "Install git 2.38 or later."
        )
    tree, *rest = told.decode("utf-8", "surrogateescape").split("\0")
    conflicts = tuple(sorted({path for path in rest if path}))
    if code:
        return Merge(repository, base, head, fork, _tree(repository, head), conflicts)
    return Merge(repository, base, head, fork, tree.strip(), ())


def _tree(repository: PrivateRepository, commit: str) -> str:
    told = repository.run("rev-parse", "--verify", "--end-of-options", f"{commit}^{{tree}}")[1]
    return told.decode("ascii").strip()


def deltas(repository: PrivateRepository, before: str, after: str) -> tuple[FileDelta, ...]:
    """The files of the whole repository that differ between two trees, by path."""
    told = repository.run("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after)[1]
    parts = told.split(b"\0")
    found = []
    for line, path in zip(parts[::2], parts[1::2], strict=False):
        known = ["" if set(field) == {_ZERO} else field for field in line.decode("ascii")[1:].split(" ")]
        before, after, old, new, _ = known
        found.append(FileDelta(path.decode("utf-8", "surrogateescape"), before, after, old, new))
    return tuple(sorted(found, key=lambda each: each.path))


class MergedTree(RevisionTree):
    """The files that a merge gives.

    Args:
        merge: The merge.
        history: What is known of the past of its files.
        name: What people call it.
        prefix: The folder of the repository that is the tree's root; `""` for the top.
    """

    def __init__(self, merge: Merge, history: History, name: str, prefix: str = "") -> None:
        super().__init__(merge.repository.path, merge.tree, prefix, commit=merge.tree)
        self.name = name
        self.merge = merge
        self._history = history

    @property
    def history(self) -> History:
        """See `Tree.history`: that of the branch that is merged."""
        return self._history


def committed(
    repository: PrivateRepository, parent: str, tree: Tree, prefix: str, paths: Sequence[str]
) -> str:
    """A commit, in the private repository alone, of files as they lie in a working directory.

    Args:
        repository: Where to make it.
        parent: The full id of the commit that is checked out.
        tree: The working directory.
        prefix: The folder of the repository that paths start from, with a slash at its end; `""` for the top.
        paths: The files that may differ from the parent's: what there is at them, and nothing else, is taken.

    Returns:
        The commit's id.
    """
    repository.run("read-tree", parent)
    there = {entry.path: entry.type for entry in tree.entries(paths)}
    lines = [f"0 {_ZERO * len(parent)}\t{prefix}{path}" for path in paths if path not in there]
    for path, kind in there.items():
        if kind is EntryType.SYMLINK:  # that it is one is all that counts
            lines.append(f"120000 {repository.store(b'')}\t{prefix}{path}")
        elif kind is EntryType.SUBMODULE:
            lines.append(f"160000 {parent}\t{prefix}{path}")
    files = [path for path, kind in there.items() if kind in (EntryType.FILE, EntryType.OTHER)]
    for path, data in tree.read_many(files, _LIMIT):
        if isinstance(data, ReadError):
            raise data
        lines.append(f"100644 {repository.store(data)}\t{prefix}{path}")
    given = "".join(f"{line}\0" for line in lines).encode("utf-8", "surrogateescape")
    repository.run("update-index", "-z", "--index-info", given=given)
    written = repository.run("write-tree")[1].decode("ascii").strip()
    body = f"tree {written}\nparent {parent}\nauthor {_NOBODY}\ncommitter {_NOBODY}\n\n{_SNAPSHOT}\n"
    told = repository.run("hash-object", "-t", "commit", "-w", "--stdin", given=body.encode())[1]
    return told.decode("ascii").strip()


_LIMIT = 1 << 26
"""Most bytes of a file in the working directory that is taken into a snapshot: 64 MiB."""
