"""What a rule is: a frozen declaration and one pure generator.

A rule names *field paths*; the engine (`itsm_as_code.lint`) attaches positions, severities and everything
else, once, in one place. A rule reads no clock, no file and no environment: what it needs beside its
subject stands in the `Context`.

What a rule reads of the catalogue is noted (`itsm_as_code.catalog.reads`), so that the next lint judges again
only what a change can alter. Three habits keep that exact, and quick:

- What several judgements need alike (an index, a closure, the figures of a service) is a function under
  `itsm_as_code.catalog.derived.derived`. A cache of any other sort would hide from a lint what was read.
- A rule about an entity is an `EntityRule`: after an edit it is judged for few entities, not for all.
- A rule asks for little: `catalog.incoming(ref)` rather than a search through `catalog.of(Service)`, and
  `record.written(path)` rather than `record.document.value`.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.finding import FieldPath, Finding, Move, Severity, Span
from itsm_as_code.model.vocabulary import Profile
from itsm_as_code.model.waiver import Waiver

if TYPE_CHECKING:
    from itsm_as_code.document.edits import Change
    from itsm_as_code.model.policy import Policy

SubjectT_contra = TypeVar("SubjectT_contra", contravariant=True)


TEXT_FOR_FIXES = 5_000_000
"""Characters that one lint works through at most to find fixes: those of two thousand usual files."""


@dataclass(slots=True)
class Effort:
    """What working out fixes may cost: to prove one, the whole text of its file is read again.

    Attributes:
        left: Characters that may still be worked through.
    """

    left: int = TEXT_FOR_FIXES

    def allows(self, characters: int) -> bool:
        """Whether so much text may still be worked through; what may counts as done."""
        if characters > self.left:
            self.left = 0
            return False
        self.left -= characters
        return True


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its subject.

    Attributes:
        catalog: The whole catalogue; of a change, as it would be after it.
        today: The day for which the rules are judged.
        profile: The profile of the organisation: `starter`, `standard` or `regulated`.
        rules: Every rule that there is, for what names rules.
        effort: What working out fixes may still cost.
    """

    catalog: Catalog
    today: dt.date
    profile: Profile
    rules: Sequence[Rule] = ()
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A field of an entity, or of a file that holds none, as a rule names it.

    Attributes:
        subject: The record or file that the field is in.
        path: The field; where it is absent, the nearest thing above it is meant.
        message: What the reader sees there.
        at_key: Whether the key itself is meant rather than its value.
        span: The exact place, where reading the file told it already.
    """

    subject: Record[Any] | SourceFile
    path: FieldPath = ()
    message: str = ""
    at_key: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """How the tool would mend a fault, in terms of fields; the rule says whether that is safe.

    Attributes:
        title: What it does, in the imperative.
        subject: The record or file to change.
        changes: What changes in it.
        moves: Files that go elsewhere, or go.
    """

    title: str
    subject: Record[Any] | SourceFile
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One violation, before positions are known.

    Attributes:
        message: What is wrong, with the values.
        at: Where the author would mend it.
        related: The other sides of it.
        help: One line: what to do. The rule's own help stands in when it is absent.
        severity: Graver or milder than the rule's own, where the rule's page says so.
        about: What tells it from other faults of the rule at the same place: the phase that has no process.
        mend: How the tool would mend it.
    """

    message: str
    at: Pointer
    related: tuple[Pointer, ...] = ()
    help: str | None = None
    severity: Severity | None = None
    about: str = ""
    mend: Mend | None = None


Check = Callable[[SubjectT_contra, Context], Iterator[Fault]]


class Deferred:
    """The check of a rule whose module is imported when it judges for the first time."""

    def __init__(self, module: str) -> None:
        """A check.

        Args:
            module: The module below this package (`services.uncosted_service`).
        """
        self.__module__ = f"{__package__}.{module}"
        self._check: Check[Any] | None = None

    def __call__(self, subject: Any, context: Context) -> Iterator[Fault]:
        """The faults of one subject."""
        if self._check is None:
            self._check = import_module(self.__module__).RULE.check
        return self._check(subject, context)


@dataclass(frozen=True, slots=True)
class _Declaration(Generic[SubjectT_contra]):
    """The part of a declaration that every rule has.

    Attributes:
        code: Permanent code, never reused.
        name: Reads after "allow": `dangling-reference`.
        severity: Under the profile `standard`.
        check: The generator that finds the faults of one subject.
        timed: Whether it reads today, and so is judged thirty days ahead as well.
        regulated: Severity under the profile `regulated`, where it differs.
        fix: `safe` or `unsafe` where the tool can mend it.
        help: One line: what to do, for faults that bring no help of their own.
        documentation: The page, where it is not the docstring of the rule's module.
        version: What tells it from another rule that had its code; the code itself does for all of ours.
    """

    code: str
    name: str
    severity: Severity
    check: Check[SubjectT_contra]
    timed: bool = False
    regulated: Severity | None = None
    fix: str | None = None
    help: str | None = None
    documentation: str | None = None
    version: str = ""

    @property
    def key(self) -> str:
        """Code and version: what a judgement is remembered by."""
        return f"{self.code} {self.version}" if self.version else self.code

    @property
    def family(self) -> str:
        """The letters of the code: `SYN`; of a policy's own rule, `POL`."""
        return self.code.partition("/")[0].rstrip("0123456789")

    @property
    def module(self) -> str:
        """The full name of the module that declares it."""
        return self.check.__module__

    @property
    def page(self) -> str:
        """The documentation page: as a rule, the docstring of the rule's module (Markdown)."""
        if self.documentation is not None:
            return self.documentation
        return inspect.cleandoc(import_module(self.module).__doc__ or "")

    @property
    def is_own(self) -> bool:
        """Whether a policy of the organisation writes it."""
        return "/" in self.code

    @property
    def guards(self) -> str:
        """What the rules of its family guard, in one sentence: the docstring of their package."""
        theme = import_module(self.module.rpartition(".")[0])
        sentence = (theme.__doc__ or "").partition("\n")[0].partition(": ")[2]
        return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True, slots=True)
class FileRule(_Declaration[SourceFile]):
    """A rule judged once for each file under the roots, and for `itsm.yaml`."""


@dataclass(frozen=True, slots=True)
class EntityRule(_Declaration[Record[Any]]):
    """A rule judged once for each entity of some kinds.

    Attributes:
        kinds: Names of the kinds; every kind when empty.
        once_per_kind: Whether one finding stands for all entities of a kind in a report for people, so as not
            to flood it.
        prepare: Told before anything is judged which entities the rule will be judged for, so that what is
            found for many at once, elsewhere, can be under way.
    """

    kinds: tuple[str, ...] = ()
    once_per_kind: bool = False
    prepare: Callable[[Sequence[Record[Any]], Context], None] | None = None


@dataclass(frozen=True, slots=True)
class CatalogRule(_Declaration[Catalog]):
    """A rule judged once for the whole catalogue."""


@dataclass(frozen=True, slots=True)
class ChangeRule(_Declaration[EntityChange]):
    """A rule judged by `itsm plan`, once for each entity that a change creates, changes, renames or deletes.

    It points into the files as they would be after the change, or as they were where they are deleted.
    """


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A waiver in force for a rule that was judged, and what came of it.

    Attributes:
        waiver: The waiver.
        suppressed: How many findings it keeps out of the report.
    """

    waiver: Record[Waiver]
    suppressed: int


@dataclass(frozen=True, slots=True)
class WaiverRule(_Declaration[WaiverUse]):
    """A rule judged after all others, once for each waiver in force, by what it suppresses."""


NOT_JUDGED = "not-judged"
"""What a fault is `about` that says a rule could not be judged for an entity."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A policy's own rule that could not be judged.

    Attributes:
        policy: The policy.
        rule: The name of the rule.
        findings: Why it failed, for each entity that it could not judge, by file.
    """

    policy: Record[Policy]
    rule: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FailureRule(_Declaration[Failure]):
    """A rule judged after all others, once for each own rule of a policy that failed for some entity."""


Rule = FileRule | EntityRule | CatalogRule | ChangeRule | WaiverRule | FailureRule
