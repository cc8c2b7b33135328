"""The contents of git's objects, many in one stream."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import IO

from itsm_as_code.tree import git


def read_blobs(
    repository: Path, oids: Sequence[str], limit: int
) -> Generator[bytes | int | None, None, None]:
    """The content of each object, in the order asked for.

    An object with more than `limit` bytes gives its size instead and is not read; one that is missing,
    damaged or no blob gives `None`.
    """
    if not oids:
        return
    done = 0
    for content in _stream(repository, oids, limit):
        done += 1
        yield content
        if isinstance(content, int):
            break
    if done == len(oids):
        return
    # One large object ended the stream: ask for sizes first, so that no other is begun.
    rest = oids[done:]
    sizes = list(_sizes(repository, rest))
    small = [oid for oid, size in zip(rest, sizes, strict=True) if size is not None and size <= limit]
    contents = _stream(repository, small, limit)
    for size in sizes:
        yield size if size is None or size > limit else next(contents)


def _stream(
    repository: Path, oids: Sequence[str], limit: int, kind: str = "blob"
) -> Iterator[bytes | int | None]:
    """Contents until the first object that is too large, whose size is the last thing given."""
    with _CatFile(repository, "--batch", oids) as output:
        for oid in oids:
            size = _size(output.readline(), oid, kind)
            if size is None or size > limit:
                yield size
                if size is not None:
                    return
                continue
            content = output.read(size + 1)
            yield content[:-1] if len(content) == size + 1 else None


def _sizes(repository: Path, oids: Sequence[str]) -> Iterator[int | None]:
    with _CatFile(repository, "--batch-check", oids) as output:
        for oid in oids:
            yield _size(output.readline(), oid, "blob")


def _size(header: bytes, oid: str, kind: str) -> int | None:
    fields = header.split()
    if len(fields) != 3 or fields[:2] != [oid.encode("ascii"), kind.encode("ascii")]:
        return None
    return int(fields[2])


class _CatFile:
    """A running `git cat-file` that was told all it will be asked.

    The questions lie in a temporary file: with a pipe, git and this process could each wait for the other.
    """

    def __init__(self, repository: Path, mode: str, oids: Sequence[str]) -> None:
        self._questions = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        self._questions.write("".join(f"{oid}\n" for oid in oids).encode("ascii"))
        self._questions.seek(0)
        self._process = subprocess.Popen(
            git.command(repository, "cat-file", mode, "--buffer"),
            stdin=self._questions,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git.environment(),
            bufsize=1 << 20,
        )

    def __enter__(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()
        self._questions.close()


def read_objects(repository: Path, oids: Sequence[str], kind: str) -> Iterator[bytes | None]:
    """The content of each commit, tree or blob; `None` for one that is missing or of another kind.

    Args:
        repository: Any folder in the repository.
        oids: Full object ids.
        kind: `commit`, `tree` or `blob`.
    """
    if oids:
        for content in _stream(repository, oids, sys.maxsize, kind):
            yield content if isinstance(content, bytes) else None
