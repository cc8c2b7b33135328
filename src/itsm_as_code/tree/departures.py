"""What became of a file that is no longer there: the step of the history in which it went.

Only a bounded part of the history is looked at, by the trees of commits alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itsm_as_code.tree import git, objects
from itsm_as_code.tree.base import READ_LIMIT, Departure, EntryType, Tree, tidied
from itsm_as_code.tree.history import commit_info

MOST_COMMITS = 2_000
"""How far the history is looked through, in commits."""

MOST_FILES = 50
"""How many files are looked for; then nothing more is told."""


class GitHistory:
    """The past of a working directory or a commit.

    Args:
        repository: The top folder of the repository.
        revision: The commit that the past ends with; for a working directory, the one that is checked out.
        prefix: The folder of the repository that paths start from; `""` for the top.
        working: The files of that folder on disk, where these are meant rather than a commit.
    """

    def __init__(
        self, repository: Path, revision: str, prefix: str = "", working: Tree | None = None
    ) -> None:
        self._repository = repository
        self._revision = revision
        self._prefix = f"{tidied(prefix)}/" if tidied(prefix) else ""
        self._working = working
        self._range: tuple[str, ...] | None = None
        self._left = MOST_FILES

    def departure(self, path: str) -> Departure | None:
        """See `History.departure`."""
        self._left -= 1
        if self._left < 0:
            return None
        try:
            return self._uncommitted(path) or self._committed(path)
        except git.GitError:
            return None

    def _uncommitted(self, path: str) -> Departure | None:
        if self._working is None:
            return None
        head = git.resolve(self._repository, self._revision)
        before = self._folder(head, path)
        folder = path.rpartition("/")[0]
        now = [entry.path for entry in self._working.entries((folder,)) if entry.type is EntryType.FILE]
        if path not in before or path in now:
            return None
        new = [found for found in now if found.rpartition("/")[0] == folder and found not in before]
        arrivals = {
            found: data for found, data in self._working.read_many(new, READ_LIMIT) if isinstance(data, bytes)
        }
        content = next(self._contents([before[path]]), None)
        return None if content is None else Departure(content, arrivals)

    def _committed(self, path: str) -> Departure | None:
        commit = git.last_change(self._repository, self._commits(), f"{self._prefix}{path}")
        if commit is None:
            return None
        step = commit_info(self._repository, commit)
        after = self._folder(commit, path)
        if path in after:
            return None
        for parent in step.parents:
            before = self._folder(parent, path)
            if path in before:
                new = [found for found in after if found not in before]
                contents = list(self._contents([before[path], *(after[found] for found in new)]))
                if contents[0] is None:
                    return None
                arrivals = {
                    found: data for found, data in zip(new, contents[1:], strict=True) if data is not None
                }
                return Departure(contents[0], arrivals, step.id, step.date)
        return None

    def _commits(self) -> tuple[str, ...]:
        """The commits to look through: the last one, and those that are too far back."""
        if self._range is None:
            head = git.resolve(self._repository, self._revision)
            last = git.ancestors(self._repository, head, MOST_COMMITS + 1)
            self._range = (head, f"^{last[-1]}") if len(last) > MOST_COMMITS else (head,)
        return self._range

    def _folder(self, commit: str, path: str) -> dict[str, str]:
        """The object ids of the files in the folder of a path, by path."""
        folder = path.rpartition("/")[0]
        place = f"{self._prefix}{folder}/" if folder else self._prefix
        listed = git.list_tree(self._repository, commit, [place] if place else [], deep=False)
        return {line.path[len(self._prefix) :]: line.oid for line in listed if line.mode in _FILES}

    def _contents(self, oids: list[str]) -> Iterator[bytes | None]:
        for content in objects.read_blobs(self._repository, oids, READ_LIMIT):
            yield content if isinstance(content, bytes) else None


_FILES = frozenset({"100644", "100755"})
