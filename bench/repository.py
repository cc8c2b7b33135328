"""A git repository with the made-up organisation, a long history, and branches that change three files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import corpus

_WHO = b"A service manager <service-manager@branches.example>"
_BEGINNING = 1_700_000_000
_CHANGES = (
    ("services", "criticality: medium", "criticality: high"),
    ("configuration-items", "recovery: 1h", "recovery: 2h"),
    ("slas", "98.0", "98.1"),
)
_BRANCHES = {"change": re.compile(r"/[a-z]+-[0-9]{4}-[^/]*$"), "core": re.compile(r"/[^/]*$")}
"""The branches that change three files, and of which entities: those of one branch of the organisation, or
those that come first, an item beneath all others among them."""


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
    _git(root, "checkout", "--quiet", "main")


def _history(files: dict[str, str], commits: int) -> Iterator[bytes]:
    yield _commit(0, "main", "Begin")
    for path, text in files.items():
        yield _file(path, text)
    latest = dict(files)
    services = sorted(path for path in files if path.startswith("catalog/services/"))
    for number in range(1, commits):
        path = services[number % len(services)]
        latest[path] = files[path].replace("\n  title: ", f"\n  title: {number} ", 1)
        yield _commit(number, "main", f"Round {number}")
        yield _file(path, latest[path])
    for branch, name in _BRANCHES.items():
        yield _commit(commits, branch, "Change three things")
        yield b"from refs/heads/main\n"
        for folder, before, after in _CHANGES:
            yield next(
                _file(path, text.replace(before, after, 1))
                for path, text in latest.items()
                if f"/{folder}/" in path and name.search(path) and before in text
            )


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
