"""Running a command and telling what it took: CPU seconds, wall clock seconds, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run.

    Attributes:
        cpu: Seconds of processor time, in user mode and for the system, over all cores.
        wall: Seconds on the clock, start-up included.
        peak: Most memory at once, in megabytes.
    """

    cpu: float
    wall: float
    peak: float


class FailedError(Exception):
    """A command ended otherwise than it should; the text says how."""


_PROJECT = Path(__file__).resolve().parent.parent


def told_by(module: str, root: Path) -> Run:
    """What a module of this benchmark says that it took, run in a process of its own.

    Args:
        module: Its full name; it prints the three figures of a run.
        root: The repository.

    Raises:
        FailedError: When it fails.
    """
    words = [sys.executable, "-m", module, str(root)]
    done = subprocess.run(words, cwd=_PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-2_000:]}")
    return Run(*map(float, done.stdout.split()))


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be measured.

    Attributes:
        words: The command.
        folder: Where it runs.
        environment: What the environment has beside what this process has.
        codes: Exit codes that are in order.
    """

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    codes: tuple[int, ...] = (0,)

    def run(self) -> Run:
        """Run it once.

        Raises:
            FailedError: When its exit code is not in order.
        """
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.words,
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in self.codes:
                output.seek(max(0, output.tell() - 2_000))
                said = output.read().decode("utf-8", "replace")
                raise FailedError(f"{' '.join(self.words)[:200]} ended with {process.returncode}:\n{said}")
        return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def median(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        statistics.median(run.cpu for run in runs),
        statistics.median(run.wall for run in runs),
        statistics.median(run.peak for run in runs),
    )
