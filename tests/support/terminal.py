"""Runs of the command at a terminal, with somebody who answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest


def at_a_terminal(words: Sequence[str], answers: Sequence[tuple[str, str]], cwd: Path) -> tuple[int, str]:
    """Run `itsm` at a terminal; each answer is typed when its question has been asked."""
    pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")
    leader, follower = pty.openpty()
    said = b""
    with subprocess.Popen(
        [sys.executable, "-m", "itsm_as_code", *words],
        cwd=cwd,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "dumb"},
    ) as process:
        os.close(follower)
        for question, answer in answers:
            heard = b""
            while question.encode() not in heard:
                heard += os.read(leader, 1024)
            said += heard
            os.write(leader, answer.encode() + b"\n")
        while chunk := _rest(leader):
            said += chunk
    os.close(leader)
    return process.returncode, said.decode().replace("\r\n", "\n")


def _rest(leader: int) -> bytes:
    try:
        return os.read(leader, 1024)
    except OSError:  # the other end was closed
        return b""
