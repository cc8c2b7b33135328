"""What is wrong and where: problems, positions and findings.

A `Problem` is a fact that reading or validating one file brought to light. A `Finding` is a judgement: the
engine makes it from a rule's fault, attaches positions, and nothing changes it afterwards. This module
knows no file, no model and no rule.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from typing import NamedTuple

FieldPath = tuple[str | int, ...]
"""The way to a value inside an entity: mapping keys as text, list items as index from 0."""


class Severity(enum.Enum):
    """How grave a finding is; `rank` orders them, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Span(NamedTuple):
    """A stretch of text: lines and columns from 1, columns in Unicode code points, the end exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.start_line}:{self.start_column}-{self.end_line}:{self.end_column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fact about one file that makes it, or a part of it, unusable.

    Attributes:
        rule: Name of the rule that reports it, such as `duplicate-key`.
        message: What is wrong, with the values.
        span: Where, when the reader knows; otherwise the engine looks `path` up.
        path: The field it is about; `()` for the file as a whole.
        at_key: Whether `path` means the key rather than its value.
        help: What to do about it.
        related: Other places in the same file that take part, each with a note.
        suggestion: The text that would mend the place, where exactly one is likely.
        wanted: For a value of the wrong type that is easily written in the right one, that type: `text`,
            `number`, `flag` or `list`.
    """

    rule: str
    message: str
    span: Span | None = None
    path: FieldPath = ()
    at_key: bool = False
    help: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    suggestion: str | None = None
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; `span` is `None` when the file as a whole is meant."""

    path: str
    span: Span | None = None

    def __str__(self) -> str:
        if self.span is None:
            return self.path
        return f"{self.path}:{self.span.start_line}:{self.span.start_column}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding."""

    location: Location
    message: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `location`, or the whole file where that has no span, by `text`."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """Move the file `path` to `to`; remove it where `to` is `None`."""

    path: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that the tool can make itself.

    Attributes:
        title: What it does, in the imperative.
        edits: The exact changes of text, in any number of files.
        safe: Whether it keeps the meaning the author can be sure to have had.
        moves: Files that go elsewhere, or go.
        effort: Characters that were worked through to find it.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    moves: tuple[Move, ...] = ()
    effort: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether it does anything: sometimes no exact edit brings about what a rule would do."""
        return bool(self.edits or self.moves)


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement of one rule about one place.

    Attributes:
        code: Permanent code of the rule, such as `REF001`.
        rule: Name of the rule; reads after "allow", such as `dangling-reference`.
        severity: How grave it is under the profile and settings in force.
        message: What is wrong, with the values.
        location: The exact key or scalar.
        entity: Canonical reference of the entity concerned (`kind:name`), where there is one.
        field: The field concerned, with list items by name rather than by index where they have one.
        related: Other places that explain it.
        help: One line: what to do.
        fix: How the tool would mend it.
        due: The day (ISO 8601) from which it holds, when it does not hold yet.
        about: What tells it from other findings of the rule at the same place.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    location: Location
    entity: str | None = None
    field: str = ""
    related: tuple[Related, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    due: str | None = None
    about: str = ""

    @property
    def fingerprint(self) -> str:
        """A name for this finding that survives moved lines and reworded messages (hex, 128 bits).

        It hashes code, entity (or path, where no entity is known), field, what else tells it from others at
        its place, and related entities.
        """
        parts = [self.code, self.entity or self.location.path, self.field]
        parts += [f"#{self.about}"] if self.about else []
        parts += sorted({related.entity for related in self.related if related.entity})
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reports: by file, position, code, message."""
        span = self.location.span
        line, column = (span.start_line, span.start_column) if span else (0, 0)
        return self.location.path, line, column, self.code, self.message
