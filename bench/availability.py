"""The availability of every service of a repository: what figuring it out takes, the reading of files apart.

`python -m bench.availability FOLDER` prints the processor seconds, the seconds on the clock and the peak
memory in megabytes.
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
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.figures import availability
from itsm_as_code.model.service import Service


@dataclass(frozen=True, slots=True)
class Availability:
    """The figures of all services, in a process of their own.

    Attributes:
        root: The repository.
    """

    root: Path

    def run(self) -> Run:
        """Figure them out once.

        Raises:
            FailedError: When one cannot be computed.
        """
        return told_by("bench.availability", self.root)


def measured(root: Path, today: dt.date) -> Run:
    """The figures of all services, in this process; every file is read and held to its schema before.

    Raises:
        FailedError: When one cannot be computed.
    """
    catalog = api.load(root)
    services = [record.ref for record in catalog.of(Service)]
    gc.disable()  # as the command itself does
    cpu, wall = time.process_time(), time.perf_counter()
    for ref in services:
        found = availability(catalog, today, ref).figures(ref)
        if not isinstance(found, Figures):
            raise FailedError(f"{ref}: {found.message}")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Run(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    taken = measured(Path(sys.argv[1]), dt.date(2026, 11, 20))
    print(taken.cpu, taken.wall, taken.peak)
