"""Which tool this is: any change of its code, its libraries or its time zones makes it another one."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = os.fspath(Path(__file__).resolve().parent.parent.parent)
_ZONES = Path("/usr/share/zoneinfo")

SIZE = 16
"""Bytes of a digest."""


def digest(data: bytes) -> bytes:
    """The digest (BLAKE2b, RFC 7693) of some bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


@functools.cache
def tool() -> bytes | None:
    """A digest of this tool and of what it runs on; `None` when its code does not lie in files.

    A source file is known by its size and the time of its last change: by these, and these alone, Python
    itself tells whether the compiled code that it runs is still that of the file.
    """
    try:
        code = sorted(_code(_PACKAGE))
    except OSError:
        return None
    libraries = sorted(name for folder in sys.path for name in _libraries(folder))
    told = [_PACKAGE, sys.version, str(_changed(_ZONES)), *libraries, *code]
    return digest("\0".join(told).encode("utf-8", "surrogateescape")) if code else None


def _code(folder: str) -> Iterator[str]:
    """Path, size and last change of each source file below a folder."""
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
            elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                yield from _code(entry.path)


def _libraries(folder: str) -> list[str]:
    """Name and version of everything that is installed in a folder of Python's path."""
    try:
        with os.scandir(folder or ".") as listing:
            return [entry.name for entry in listing if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []


def _changed(path: Path) -> int:
    """When something was last changed; 0 when it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
