"""Trees: paths become bytes, from a working directory, a git revision or memory.

This is the only package that starts git or imports GitPython. It knows nothing of what the files say: no
YAML, no kind, no rule.
"""

from itsm_as_code.tree.base import READ_LIMIT, Entry, EntryType, TooLargeError, Tree
from itsm_as_code.tree.memory import MemoryTree
from itsm_as_code.tree.working import WorkingTree

__all__ = ["READ_LIMIT", "Entry", "EntryType", "MemoryTree", "TooLargeError", "Tree", "WorkingTree"]
