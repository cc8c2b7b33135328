"""What was read of a catalogue, so that it is known which judgements a change can alter.

While a collector is in place, the catalogue and its records note in it whatever they are asked for. A
judgement whose reads are untouched by a change is still true. Without a collector nothing is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 64
"""So many reads of one folder or kind, and more, count as reading all of it."""


class Reads:
    """What one judgement read.

    Attributes:
        subject: The file of the entity that is judged; reads of it go without saying.
        values: Files of entities whose content was read: their fields, whatever the layout of the text.
        references: Files of entities of which it was read what they name.
        contents: Files of which the text itself was read.
        existence: Canonical references that were looked up, found or not.
        incoming: Canonical references of entities of which it was read who names them.
        everything: What was read as a whole: `records`, `files`, `today`, `of <Kind>`, and what `condense`
            adds.
    """

    __slots__ = ("contents", "everything", "existence", "incoming", "references", "subject", "values")

    def __init__(self, subject: str = "") -> None:
        self.subject = subject
        self.values: set[str] = set()
        self.references: set[str] = set()
        self.contents: set[str] = set()
        self.existence: set[str] = set()
        self.incoming: set[str] = set()
        self.everything: set[str] = set()

    def include(self, other: Reads) -> None:
        """Add what another judgement read, on which this one rests."""
        for mine, theirs in zip(self._sets(), other._sets(), strict=True):
            mine.update(theirs)

    def condense(self) -> None:
        """Where many files of a folder or many entities of a kind were read, count all of them as read."""
        for letter, found, sign in zip("vrcxi", self._sets(), "///::", strict=False):
            if len(found) >= MANY:
                groups = Counter(group_of(read, sign) for read in found)
                large = {group for group, number in groups.items() if number >= MANY}
                found -= {read for read in found if group_of(read, sign) in large}
                self.everything |= {f"{letter}* {group}" for group in large}

    def particular(self) -> Iterator[str]:
        """The reads of single files and entities as tokens: `v catalog/services/email.yaml`."""
        for letter, found in zip("vrcxi", self._sets(), strict=False):
            for read in found:
                yield f"{letter} {read}"

    def _sets(self) -> tuple[set[str], ...]:
        return (
            self.values,
            self.references,
            self.contents,
            self.existence,
            self.incoming,
            self.everything,
        )

    def clear(self) -> None:
        """Forget what was read."""
        for found in self._sets():
            found.clear()

    def __bool__(self) -> bool:
        return bool(
            self.values
            or self.references
            or self.contents
            or self.existence
            or self.incoming
            or self.everything
        )


def group_of(read: str, sign: str) -> str:
    """The folder of a file (`/`), or the kind of a canonical reference (`:`)."""
    return read.rpartition(sign)[0] if sign == "/" else read.partition(sign)[0]


current: Reads | None = None
"""The collector in place. Whoever puts one in place takes it away again."""


@contextmanager
def collected(into: Reads) -> Iterator[None]:
    """Note what is read in a collector, instead of in the one that was in place."""
    global current  # noqa: PLW0603 (one judgement runs at a time)
    before = current
    current = into
    try:
        yield
    finally:
        current = before
