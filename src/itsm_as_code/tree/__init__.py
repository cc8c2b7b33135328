"""Trees: paths become bytes, from a working directory, a git revision or memory.

This is the only package that starts git or imports GitPython. It knows nothing of what the files say: no
YAML, no kind, no rule.
"""

from itsm_as_code.tree.base import READ_LIMIT, Departure, Entry, EntryType, History, TooLargeError, Tree
from itsm_as_code.tree.branch import Branch, branch
from itsm_as_code.tree.compare import Differences, blob_id, differences
from itsm_as_code.tree.departures import GitHistory
from itsm_as_code.tree.git import GitError, find_repository, prefix_of, resolve, tags
from itsm_as_code.tree.history import Commit, commit_info, current_branch
from itsm_as_code.tree.memory import MemoryTree
from itsm_as_code.tree.merging import FileDelta, Merge, MergedTree, committed, deltas, merged
from itsm_as_code.tree.overlay import OverlayTree
from itsm_as_code.tree.private import PrivateRepository
from itsm_as_code.tree.revision import RevisionTree
from itsm_as_code.tree.steps import Step, contents, steps
from itsm_as_code.tree.working import WorkingTree
from itsm_as_code.tree.writing import FileChange, replace_file, write

__all__ = [
    "READ_LIMIT",
    "Branch",
    "Commit",
    "Departure",
    "Differences",
    "Entry",
    "EntryType",
    "FileChange",
    "FileDelta",
    "GitError",
    "GitHistory",
    "History",
    "MemoryTree",
    "Merge",
    "MergedTree",
    "OverlayTree",
    "PrivateRepository",
    "RevisionTree",
    "Step",
    "TooLargeError",
    "Tree",
    "WorkingTree",
    "blob_id",
    "branch",
    "commit_info",
    "committed",
    "contents",
    "current_branch",
    "deltas",
    "differences",
    "find_repository",
    "merged",
    "prefix_of",
    "replace_file",
    "resolve",
    "steps",
    "tags",
    "write",
]
