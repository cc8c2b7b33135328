"""What every test stands on: a fixed day, no colour, no settings of the person who runs it."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# None of these may reach a test: settings of git, of this tool, of terminals, of continuous integration.
_FOREIGN = ("GIT_", "ITSM_", "GITHUB_", "GITLAB_", "CI_", "GITEA_", "FORGEJO_")
_FOREIGN_NAMES = ("CI", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH")
# Where the machine keeps what some tests need; these two are meant to be given from outside.
_GIVEN = ("ITSM_CORPORA", "ITSM_CHROMIUM")

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2_000)


def pytest_configure(config: pytest.Config) -> None:
    """Make the environment the same everywhere, before any test module is imported."""
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
    for name in list(os.environ):
        if name not in _GIVEN and (name.startswith(_FOREIGN) or name in _FOREIGN_NAMES):
            del os.environ[name]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    os.environ.update(
        ITSM_AS_OF=project["tool"]["itsm"]["as-of"],
        NO_COLOR="1",
        TERM="dumb",
        TZ="UTC",
        XDG_CACHE_HOME=tempfile.mkdtemp(prefix="itsm-tests-"),
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_NOSYSTEM="1",
        GIT_TERMINAL_PROMPT="0",
        GIT_AUTHOR_NAME="Ana Ruiz",
        GIT_AUTHOR_EMAIL="ana.ruiz@example.com",
        GIT_AUTHOR_DATE="2026-11-20T09:00:00+00:00",
        GIT_COMMITTER_NAME="Ana Ruiz",
        GIT_COMMITTER_EMAIL="ana.ruiz@example.com",
        GIT_COMMITTER_DATE="2026-11-20T09:00:00+00:00",
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget what the runs of the tests remembered."""
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository that the tests are part of."""
    return ROOT


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of public corpora, which `ITSM_CORPORA` names; without it the test is skipped."""
    named = os.environ.get("ITSM_CORPORA")
    if named is None:
        pytest.skip("ITSM_CORPORA names no folder of corpora")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"ITSM_CORPORA names {named}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium for tests that look at the built site; `make browser` gets one."""
    from tools import chromium as tool

    path = tool.find()
    if path is None:
        pytest.fail(tool.reason())
    return path
