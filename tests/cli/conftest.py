"""Real runs of the command, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended: exit code, standard output and error, decoded as UTF-8."""

    code: int
    out: str
    err: str


class Itsm(Protocol):
    """Runs `itsm` with some words."""

    def __call__(
        self,
        *words: str,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        program: str | None = None,
    ) -> Run: ...


@pytest.fixture
def itsm(tmp_path: Path) -> Itsm:
    """Runs `itsm` in an empty folder unless told otherwise.

    `program` is Python source to run instead, with the words as its arguments.
    """
    empty = tmp_path / "empty"
    temporary = tmp_path / "temporary"
    empty.mkdir()
    temporary.mkdir()

    def run(
        *words: str,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        program: str | None = None,
    ) -> Run:
        start = ["-c", program] if program else ["-m", "itsm_as_code"]
        finished = subprocess.run(
            [sys.executable, *start, *words],
            cwd=cwd or empty,
            env={**os.environ, "TMPDIR": str(temporary), **(environment or {})},
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Run(finished.returncode, finished.stdout.decode("utf-8"), finished.stderr.decode("utf-8"))

    return run


SMALL = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": """\
apiVersion: itsm/v1
kind: Organization
metadata: {name: ours, title: Our company}
spec:
  profile: starter
  timezone: Europe/Madrid
  hours: {mon-fri: ["08:00-17:00"]}
""",
    "catalog/roles/it-manager.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: it-manager, title: IT manager}
spec:
  heldBy: [{name: Marta Lindqvist, email: marta@example.com}]
""",
    "catalog/services/email.yaml": """\
apiVersion: itsm/v1
kind: Service
metadata:
  name: email
  title: Correo electrónico
spec:
  owner: it-manager
  state: operational
  criticality: high
""",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small repository without a finding."""
    root = tmp_path / "small"
    for path, text in SMALL.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
