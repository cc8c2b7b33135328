"""What itsm is measured doing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.availability import Availability
from bench.measure import Command, Run
from bench.policies import Policies

AS_OF = "2026-11-20"
FAST = ("--select", "SYN,SCH,REF")


@dataclass(slots=True)
class Task:
    """Something to be measured.

    Attributes:
        key: A short name.
        title: What people read.
        command: The command.
        before: What has to be done before each run, unmeasured; it is told the number of the run.
    """

    key: str
    title: str
    command: Command | Availability | Policies
    before: Callable[[int], None] | None = None

    def run(self, number: int) -> Run:
        """Do it once."""
        if self.before is not None:
            self.before(number)
        return self.command.run()


class Ours:
    """The tasks on one repository of files.

    Attributes:
        root: The repository.
        caches: Where itsm remembers.
    """

    def __init__(self, root: Path, caches: Path) -> None:
        self.root = root
        self.caches = caches
        self._till = next((root / "catalog/services").glob("*-till.yaml"))
        self._text = self._till.read_text(encoding="utf-8")

    def itsm(self, *words: str) -> Command:
        """The command `itsm` in the repository."""
        environment = {"ITSM_AS_OF": AS_OF, "NO_COLOR": "1", "XDG_CACHE_HOME": str(self.caches)}
        return Command([sys.executable, "-m", "itsm_as_code", *words], self.root, environment)

    def start(self) -> Iterator[Task]:
        """What costs nothing but the start."""
        yield Task("version", "itsm --version", self.itsm("--version"))
        yield Task("help", "itsm --help", self.itsm("--help"))

    def least(self, root: Path) -> Task:
        """The least that a lint can do: all of its code is loaded, for two files.

        Args:
            root: A folder for them.
        """
        (root / "catalog").mkdir(parents=True)
        for path in ("itsm.yaml", "catalog/organization.yaml"):
            shutil.copy(self.root / path, root / path)
        command = self.itsm("lint", "--no-cache")
        return Task("least", "cold lint of two files", replace(command, folder=root, codes=(0, 1)))

    def cold(self) -> Iterator[Task]:
        """Lints that remember nothing."""
        yield Task("fast", "cold lint: schema and references", self.itsm("lint", "--no-cache", *FAST))
        yield Task("all", "cold lint: everything", self.itsm("lint", "--no-cache"))
        yield Task("availability", "of that, the availability of all services", Availability(self.root))
        yield Task("policies", "beside that, the rules of the sample's policies", Policies(self.root))

    def warm(self) -> Iterator[Task]:
        """Lints that remember the last one."""
        yield Task("first", "cold lint that remembers what it found", self.itsm("lint"), self._forget)
        yield Task("same", "warm lint: nothing changed", self.itsm("lint"), self._unchanged)
        yield Task("prose", "warm lint: a sentence of one file edited", self.itsm("lint"), self._prose)
        yield Task("figure", "warm lint: a figure of one file edited", self.itsm("lint"), self._figure)
        yield Task("link", "warm lint: a reference of one file edited", self.itsm("lint"), self._link)
        hook = self.itsm("lint", self._till.relative_to(self.root).as_posix())
        yield Task("hook", "commit hook: the edited file alone", hook, self._hooked)

    def plans(self) -> Iterator[Task]:
        """Plans of changes of three files, the first of which remembers nothing."""
        change, core = (
            replace(self.itsm("plan", "--base", "main", "--head", branch), codes=(0, 1))
            for branch in ("change", "core")
        )
        yield Task("plan-first", "plan of three files that remembers nothing", change, self._forget)
        yield Task("plan", "plan of three files", change)
        yield Task("plan-core", "plan of three files, beneath everything", core)

    def _forget(self, _number: int) -> None:
        shutil.rmtree(self.caches, ignore_errors=True)

    def _unchanged(self, _number: int) -> None:
        """The files as they were at first, just judged: the results of earlier rounds are no help."""
        self._till.write_text(self._text, encoding="utf-8")
        for results in self.caches.glob("*/*/results"):
            results.unlink()
        self.itsm("lint").run()

    def _prose(self, number: int) -> None:
        self._edit("I need the till", f"For the {number + 2}th time I need the till")

    def _hooked(self, number: int) -> None:
        self._edit("I need the till", f"In round {number + 2} I need the till")

    def _figure(self, number: int) -> None:
        self._edit("recovery: 1h", f"recovery: {61 + number}m")

    def _link(self, number: int) -> None:
        shared = ("file-store", "mail-relay", "backup", "monitoring", "printing", "telephony")
        self._edit("  uses: [", f"  uses: [service:{shared[number % len(shared)]}, ")

    def _edit(self, old: str, new: str) -> None:
        """Begin with the file as it was, judged, and edit it."""
        self._unchanged(0)
        assert old in self._text
        self._till.write_text(self._text.replace(old, new, 1), encoding="utf-8")
