"""The rules of the sample's policies over a repository: what they add to a lint, the reading of files apart.

`python -m bench.policies FOLDER` prints the processor seconds of itsm itself, the seconds on the clock and
the peak memory in megabytes. The process that evaluates expressions works beside it; within a lint of
everything most of that is over before anybody waits for it.
"""

from __future__ import annotations

import datetime as dt
import gc
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measure import FailedError, Run, told_by
from itsm_as_code import api
from itsm_as_code.tree import WorkingTree
from itsm_as_code.tree.overlay import OverlayTree

SAMPLE = Path(__file__).resolve().parent.parent / "policies"


@dataclass(frozen=True, slots=True)
class Policies:
    """The rules of the sample's policies, in a process of their own.

    Attributes:
        root: The repository.
    """

    root: Path

    def run(self) -> Run:
        """Judge by them once.

        Raises:
            FailedError: When a rule cannot be judged.
        """
        return told_by("bench.policies", self.root)


def measured(root: Path, today: dt.date) -> Run:
    """The rules of the sample's policies, in this process; every file is read and held to its schema before.

    Raises:
        FailedError: When a rule cannot be judged.
    """
    files = {f"policies/{path.name}": path.read_bytes() for path in sorted(SAMPLE.glob("*.yaml"))}
    catalog = api.load(OverlayTree(WorkingTree(root), files))
    gc.disable()  # as the command itself does
    cpu, wall = time.process_time(), time.perf_counter()
    findings = api.lint(catalog, today, select=("POL/", "POL009")).findings
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    failed = [finding.message for finding in findings if finding.code == "POL009"]
    if failed:
        raise FailedError(failed[0])
    return Run(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    taken = measured(Path(sys.argv[1]), dt.date(2026, 11, 20))
    print(taken.cpu, taken.wall, taken.peak)
