"""What a lint found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from itsm_as_code.finding import Finding


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver keeps out of the report.

    Attributes:
        finding: What was found.
        waiver: The waiver (canonical reference).
        expires: The first day on which the waiver no longer holds.
    """

    finding: Finding
    waiver: str
    expires: dt.date

    def __str__(self) -> str:
        return f"waived by {self.waiver}, which expires on {self.expires}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as a baseline records it.

    Attributes:
        fingerprint: What it is known by.
        code: Code of the rule.
        rule: Name of the rule.
        entity: The entity concerned, where there is one.
        path: Its file when it was recorded.
        number: How many findings have this fingerprint.
    """

    fingerprint: str
    code: str
    rule: str
    entity: str | None
    path: str
    number: int = 1

    def __str__(self) -> str:
        times = f" ({self.number} times)" if self.number > 1 else ""
        return f"{self.code} {self.rule}: {self.entity or self.path}{times}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a baseline accounts for.

    Attributes:
        file: The baseline, as the user names it.
        known: How many findings it keeps out of the report.
        stale: What it records and is gone.
    """

    file: str
    known: int
    stale: tuple[Entry, ...] = ()

    @property
    def complaint(self) -> str:
        """What is to be said about what is gone."""
        return f"{self.file} records what is gone; --update-baseline strikes it out"


@dataclass(frozen=True, slots=True)
class LintResult:
    """What a lint found.

    Attributes:
        findings: In the order of reports: by file, position and code.
        files: How many files it reports on.
        entities: How many entities they hold.
        today: The day for which it was judged.
        sleeping: Families among the chosen rules that sleep until the catalogue has something for them.
        waived: What waivers keep out of the report.
        recorded: What a baseline accounts for, where there is one.
        fixes_sought: Whether a fix was sought for every finding; for very many at once that takes too long.
        once_per_kind: Codes of rules of which a report for people shows one finding for each kind of entity.
    """

    findings: tuple[Finding, ...]
    files: int
    entities: int
    today: dt.date
    sleeping: tuple[str, ...] = ()
    waived: tuple[Waived, ...] = ()
    recorded: Recorded | None = None
    fixes_sought: bool = True
    once_per_kind: tuple[str, ...] = ()

    def within(self, paths: Collection[str], files: Iterable[str], entities: Iterable[str]) -> LintResult:
        """The part that lies in some files and folders.

        Args:
            paths: The files and folders, relative to the root; everything when empty.
            files: The path of every file that was judged.
            entities: The path of every entity.
        """
        if not paths or "." in paths:
            return self
        chosen = tuple(paths)
        below = tuple(f"{path}/" for path in chosen)

        def lies_within(path: str) -> bool:
            return path in chosen or path.startswith(below)

        return replace(
            self,
            findings=tuple(finding for finding in self.findings if lies_within(finding.location.path)),
            waived=tuple(each for each in self.waived if lies_within(each.finding.location.path)),
            files=sum(map(lies_within, files)),
            entities=sum(map(lies_within, entities)),
        )
