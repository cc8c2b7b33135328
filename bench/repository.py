"""A git repository with the made-up organisation, a long history, and a change of three files on a branch."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import corpus

_WHO = b"A service manager <service-manager@branches.example>"
_BEGINNING = 1_700_000_000
_CHANGES = (("criticality: medium", "criticality: high"), ("recovery: 1h", "recovery: 2h"), ("98.0", "98.1"))


def make(root: Path, size: int, commits: int) -> None:
    """Make the repository in an empty folder.

    Args:
        root: The folder.
        size: How many entities it has.
        commits: How many commits the branch `main` has; most of them change the title of a service.
    """
    _git(root, "init", "--quiet", "--initial-branch=main", ".")
    files = dict(corpus.files(size))
    stream = b"".join(_history(files, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True, env=_environment())
    _git(root, "checkout", "--quiet", "change")


def _history(files: dict[str, str], commits: int) -> Iterator[bytes]:
    yield _commit(0, "main", "Begin")
    for path, text in files.items():
        yield _file(path, text)
    services = sorted(path for path in files if path.startswith("catalog/services/"))
    for number in range(1, commits):
        path = services[number % len(services)]
        yield _commit(number, "main", f"Round {number}")
        yield _file(path, files[path].replace("\n  title: ", f"\n  title: {number} ", 1))
    yield _commit(commits, "change", "Change three things")
    yield b"from refs/heads/main\n"
    for (before, after), folder in zip(_CHANGES, ("services", "configuration-items", "slas"), strict=True):
        path = next(path for path in files if f"/{folder}/" in path and before in files[path])
        yield _file(path, files[path].replace(before, after, 1))


def _commit(number: int, branch: str, message: str) -> bytes:
    return b"commit refs/heads/%s\ncommitter %s %d +0000\n%s" % (
        branch.encode(),
        _WHO,
        _BEGINNING + 60 * number,
        _data(message.encode()),
    )


def _file(path: str, text: str) -> bytes:
    return b"M 100644 inline %s\n%s" % (path.encode(), _data(text.encode()))


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, env=_environment())


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
