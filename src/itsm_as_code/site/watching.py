"""Which files of a repository the site is made of, and whether one has changed since the last look."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

Stamp = dict[str, tuple[int, int]]
"""Each file by path, with its size and the time at which it was last written (nanoseconds)."""


def look(root: Path, paths: Sequence[str]) -> Stamp:
    """What lies under some files and folders of a repository now; what does not exist adds nothing."""
    found: Stamp = {}
    for path in paths:
        for file, status in _files(root / path):
            found[os.path.relpath(file, root).replace(os.sep, "/")] = (status.st_size, status.st_mtime_ns)
    return found


def changes(before: Stamp, after: Stamp) -> list[str]:
    """The files that came, went or were written between two looks, by path."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        if path.is_dir() and not path.is_symlink():
            with os.scandir(path) as entries:
                listed = list(entries)
            for entry in listed:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)
        else:
            yield str(path), path.lstat()
    except OSError:
        return  # it went while we looked; the next look says so
