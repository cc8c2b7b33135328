"""A folder of files that are whole or do not count."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from pathlib import Path

from itsm_as_code.lint.cache.identity import SIZE, digest

_MAGIC = b"itsm-cache 1\n"
_NAME = re.compile(rf"[0-9a-f]{{{2 * SIZE}}}")
_LONG = 90 * 24 * 60 * 60
"""So many seconds after its last change a folder is old."""


class Folder:
    """What is remembered about one repository.

    Attributes:
        path: The folder; made when something is first written.
    """

    def __init__(self, parent: Path, root: Path) -> None:
        """A folder below `parent` for the repository at `root`."""
        name = digest(os.fsencode(os.path.realpath(root))).hex()
        self.path = parent / name

    def read(self, name: str) -> bytes | None:
        """What was written under a name; `None` when there is nothing, or nothing to rely on."""
        try:
            if not self._is_ours():
                return None
            data = (self.path / name).read_bytes()
        except OSError:
            return None
        head = len(_MAGIC) + SIZE
        content = data[head:]
        return content if data[:head] == _MAGIC + digest(content) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name, whole or not at all; when that is impossible, it is not kept."""
        self.write_bare(name, _MAGIC + digest(content) + content)

    def write_bare(self, name: str, content: bytes) -> None:
        """As `write`, for what has digests of its own: `read` knows nothing of it."""
        with contextlib.suppress(OSError):
            if not self.path.exists():
                self.path.mkdir(mode=0o700, parents=True)
                self._sweep()
            if self._is_ours():
                self._replace(name, content)

    def forget(self, prefix: str, but: str) -> None:
        """Forget everything whose name begins in some way, but one."""
        with contextlib.suppress(OSError):
            for path in self.path.glob(f"{prefix}*"):
                if path.name != but:
                    path.unlink()

    def _replace(self, name: str, data: bytes) -> None:
        """Write a file anew, not waiting for the disk: what a power cut left would have another digest."""
        handle, written = tempfile.mkstemp(prefix=f"{name}.", suffix=".new", dir=self.path)
        temporary = Path(written)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.replace(self.path / name)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def _sweep(self) -> None:
        """Throw away what is remembered about repositories that nobody has judged for a long time."""
        import shutil

        now = self.path.stat().st_mtime
        for path in self.path.parent.iterdir():
            if _NAME.fullmatch(path.name) and now - path.lstat().st_mtime > _LONG:
                shutil.rmtree(path, ignore_errors=True)

    def _is_ours(self) -> bool:
        """Whether the folder is one that nobody else can write."""
        status = os.lstat(self.path)
        if not stat.S_ISDIR(status.st_mode):
            return False
        return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
