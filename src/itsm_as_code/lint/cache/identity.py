"""Which tool this is: any change of its code, its libraries or its time zones makes it another one."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent.parent
_ZONES = Path("/usr/share/zoneinfo")

SIZE = 16
"""Bytes of a digest."""


def digest(data: bytes) -> bytes:
    """The digest (BLAKE2b, RFC 7693) of some bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


@functools.cache
def tool() -> bytes | None:
    """A digest of this tool's code and of what it runs on; `None` when its code cannot be read."""
    try:
        code = list(_code(_PACKAGE))
        libraries = _libraries()
    except OSError:
        return None
    parts = [sys.version.encode(), *libraries, _zones(), *code]
    return digest(b"\0".join(parts)) if code else None


def _code(folder: Path) -> Iterator[bytes]:
    """Path and digest of each source file below a folder, in order."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        yield digest(path.read_bytes())


def _libraries() -> list[bytes]:
    """Name and version of everything that is installed beside the model's library."""
    found = importlib.util.find_spec("pydantic")
    if found is None or found.origin is None:
        raise FileNotFoundError("pydantic")
    installed = Path(found.origin).parent.parent.glob("*.dist-info")
    return sorted(os.fsencode(path.name) for path in installed)


def _zones() -> bytes:
    """When the time zones of the system were last brought up to date."""
    try:
        return str(_ZONES.stat().st_mtime_ns).encode()
    except OSError:
        return b""
