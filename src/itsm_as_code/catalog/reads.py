"""What was read of a catalogue, so that it is known which judgements a change can alter.

While a collector is in place, the catalogue and its records note in it whatever they are asked for. A
judgement whose reads are untouched by a change is still true. Without a collector nothing is noted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

HISTORY = "history"
"""Stands for the past of the files, which no state of them tells: what read it is judged anew every time."""

MANY = 64
"""So many reads of one folder or kind, and more, count as reading all of it."""


class Reads:
    """What one judgement read.

    Attributes:
        subject: The file of the entity that is judged; reads of it go without saying.
        values: Files of entities of which a field was read, whatever the layout of the text, by kind and
            field (`Service#spec.state`; `Service#` where all of them were).
        references: Files of entities of which it was read what they name, by kind and the name of the field
            that names it (`Service#requires`; `Service#` where that was any).
        contents: Files of which the text itself was read.
        existence: Canonical references that were looked up, found or not.
        incoming: Canonical references of entities of which it was read who names them, with the name of the
            field that does (`service:email#requires`; `service:email#` where that was any).
        everything: What was read as a whole: which `records` or `paths` there are, `today`, `of <Kind>`, and
            what `condense` adds.
    """

    __slots__ = (
        "_included",
        "contents",
        "everything",
        "existence",
        "incoming",
        "references",
        "subject",
        "values",
    )

    def __init__(self, subject: str = "") -> None:
        self.subject = subject
        self.values: dict[str, set[str]] = defaultdict(set)
        self.references: dict[str, set[str]] = defaultdict(set)
        self.contents: set[str] = set()
        self.existence: set[str] = set()
        self.incoming: set[str] = set()
        self.everything: set[str] = set()
        self._included: set[Reads] = set()

    def include(self, other: Reads) -> None:
        """Add what another judgement read, on which this one rests; the other is condensed already."""
        self._included.add(other)

    def condense(self) -> None:
        """Settle what was read: where it was much of a folder or a kind, count all of it as read."""
        for other in self._included:
            for key, paths in other.values.items():
                self.values[key] |= paths
            for key, paths in other.references.items():
                self.references[key] |= paths
            self.contents |= other.contents
            self.existence |= other.existence
            self.incoming |= other.incoming
            self.everything |= other.everything
        self._included.clear()
        for letter, keyed in (("v", self.values), ("r", self.references)):
            for key in [key for key, paths in keyed.items() if len(paths) >= MANY]:
                del keyed[key]
                self.everything.add(f"{letter}* {key}")
        for letter, found, group_of in (
            ("c", self.contents, folder_of),
            ("x", self.existence, kind_of),
            ("i", self.incoming, relation_of),
        ):
            if len(found) >= MANY:
                groups = Counter(map(group_of, found))
                large = {group for group, number in groups.items() if number >= MANY}
                found -= {read for read in found if group_of(read) in large}
                self.everything |= {f"{letter}* {group}" for group in large}

    def particular(self) -> Iterator[str]:
        """The reads of single files and entities as tokens: `v catalog/services/email.yaml#spec.state`."""
        for key, paths in self.values.items():
            field = key.partition("#")[2]
            for path in paths:
                yield f"v {path}#{field}"
        for key, paths in self.references.items():
            field = key.partition("#")[2]
            for path in paths:
                yield f"r {path}#{field}"
        for letter, found in (("c", self.contents), ("x", self.existence), ("i", self.incoming)):
            for read in found:
                yield f"{letter} {read}"

    def clear(self) -> None:
        """Forget what was read."""
        self.values.clear()
        self.references.clear()
        self.contents.clear()
        self.existence.clear()
        self.incoming.clear()
        self.everything.clear()
        self._included.clear()

    def __bool__(self) -> bool:
        return bool(
            self.values
            or self.references
            or self.contents
            or self.existence
            or self.incoming
            or self.everything
            or self._included
        )


def folder_of(path: str) -> str:
    """The folder of a file."""
    return path.rpartition("/")[0]


def kind_of(ref: str) -> str:
    """The kind of a canonical reference."""
    return ref.partition(":")[0]


def relation_of(read: str) -> str:
    """The kind of what is named, and the field: `service#requires` of `service:email#requires`."""
    ref, _, field = read.partition("#")
    return f"{kind_of(ref)}#{field}"


current: Reads | None = None
"""The collector in place. Whoever puts one in place takes it away again."""


@contextmanager
def collected(into: Reads | None) -> Iterator[None]:
    """Note what is read in a collector, or nowhere, instead of in the one that was in place."""
    global current  # noqa: PLW0603 (one judgement runs at a time)
    before = current
    current = into
    try:
        yield
    finally:
        current = before
