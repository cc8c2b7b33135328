"""A repository of our own beside the user's, in which git may write; of the user's it reads objects alone.

It lies in the system's folder for temporary files and borrows objects (`objects/info/alternates`). No
configuration, hook, attribute, graft or replacement of the user or the user's repository counts in it, and
nothing that is written in it reaches the user's repository. It goes when the process ends; one that a killed
process left behind is known by its lock, which nobody holds any longer, and goes at the next run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
import weakref
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from itsm_as_code.tree import git
from itsm_as_code.tree.compare import blob_id

_MAKING, _READY = "itsm-making-", "itsm-private-"
_LOCK = "lock"
_LONGEST_MAKING: Final = 3_600
"""Seconds after which a folder that was never finished counts as left behind."""

_ENVIRONMENT: Final = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
_CONFIG = "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n\tgc = false\n{extensions}"
_SHA256 = "[extensions]\n\tobjectFormat = sha256\n"
_ATTRIBUTES = "* merge=text -diff -filter -ident -text -eol -working-tree-encoding -export-ignore\n"
"""This beats every `.gitattributes`: lines merge as lines, whatever a change declares them to be."""


class PrivateRepository:
    """A repository that borrows the objects of another.

    Args:
        repository: Any folder of the user's repository.

    Attributes:
        path: Its folder.
        is_shallow: Whether the user's repository knows only the last part of its history.

    Raises:
        GitError: When there is no repository, or git is missing.
    """

    def __init__(self, repository: Path) -> None:
        remove_left_behind()
        told = git.output(
            repository,
            "rev-parse",
            "--path-format=absolute",
            "--show-object-format",
            "--is-shallow-repository",
            "--git-path",
            "objects",
            "--git-path",
            "shallow",
        )
        lines = told.decode("utf-8", "surrogateescape").splitlines()
        if len(lines) != 4:
            raise git.GitError(f"Git does not tell where the objects of {repository} are.", told=repr(told))
        form, shallow, objects, boundary = lines
        self._sha256 = form == "sha256"
        self.is_shallow = shallow == "true"
        self.path, self._lock = _made()
        self._finalizer = weakref.finalize(self, _remove, self.path, self._lock)
        self._fill(objects, Path(boundary) if self.is_shallow else None)

    def _fill(self, objects: str, boundary: Path | None) -> None:
        place = self.path / ".git"
        for folder in ("objects/info", "refs/heads", "info"):
            (place / folder).mkdir(parents=True)
        extensions = _SHA256 if self._sha256 else ""
        (place / "config").write_text(_CONFIG.format(version=int(self._sha256), extensions=extensions))
        (place / "info" / "attributes").write_text(_ATTRIBUTES)
        (place / "objects" / "info" / "alternates").write_bytes(
            f"{objects}\n".encode("utf-8", "surrogateescape")
        )
        if boundary is not None:
            shutil.copyfile(boundary, place / "shallow")
        (place / "HEAD").write_text("ref: refs/heads/none\n")  # from now on it is a repository

    def run(self, *arguments: str, given: bytes = b"", accepted: Sequence[int] = (0,)) -> tuple[int, bytes]:
        """Run git here.

        Args:
            arguments: The command.
            given: What it reads.
            accepted: The exit codes that are answers.

        Returns:
            The exit code and what git printed.

        Raises:
            GitError: For any other exit code.
        """
        index = {"GIT_INDEX_FILE": os.fspath(self.path / "index")}
        variables = {**_ENVIRONMENT, **index}
        return git.run(self.path, *arguments, given=given, accepted=accepted, variables=variables)

    def store(self, data: bytes) -> str:
        """Keep some bytes as a blob, here alone, and tell its id."""
        oid = blob_id(data, "0" * (64 if self._sha256 else 40))
        place = self.path / ".git" / "objects" / oid[:2]
        place.mkdir(exist_ok=True)
        with contextlib.suppress(FileExistsError), (place / oid[2:]).open("xb") as file:
            file.write(zlib.compress(b"blob %d\0" % len(data) + data, 1))
        return oid

    def close(self) -> None:
        """Remove it now rather than when nobody uses it any longer."""
        self._finalizer()


def remove_left_behind() -> None:
    """Remove the private repositories of processes that were killed."""
    for folder in _folders():
        with contextlib.suppress(OSError):
            if folder.name.startswith(_MAKING):
                if time.time_ns() / 1e9 - folder.stat().st_mtime > _LONGEST_MAKING:
                    shutil.rmtree(folder, ignore_errors=True)
                continue
            with (folder / _LOCK).open("r+b") as lock:
                if _locked(lock):
                    shutil.rmtree(folder, ignore_errors=True)


def _folders() -> Iterator[Path]:
    """The folders of private repositories that belong to this user."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith((_MAKING, _READY)):
                found = entry.stat(follow_symlinks=False)
                own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
                if stat.S_ISDIR(found.st_mode) and own:
                    yield Path(entry.path)


def _made() -> tuple[Path, IO[bytes]]:
    """A new folder whose lock this process holds; it gets its name once it has its lock."""
    making = Path(tempfile.mkdtemp(prefix=_MAKING))
    lock = (making / _LOCK).open("x+b")
    _locked(lock)
    ready = making.with_name(making.name.replace(_MAKING, _READY, 1))
    if os.name == "nt":  # an open file keeps its folder from being renamed there, and from being removed
        return making, lock
    making.rename(ready)
    return ready, lock


def _remove(folder: Path, lock: IO[bytes]) -> None:
    lock.close()
    shutil.rmtree(folder, ignore_errors=True)


def _locked(lock: IO[bytes]) -> bool:
    """Take a lock if nobody holds it."""
    try:
        import fcntl
    except ImportError:  # where files that are open cannot be removed, no lock is needed
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
