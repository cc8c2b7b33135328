"""What to say beside a reference that leads nowhere, and what to write instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from itsm_as_code import text
from itsm_as_code.catalog import BUILT_IN, Catalog, Record, Reference, Renaming
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS

_MOST_COMPARISONS = 200_000
"""How many names are compared in one run (a few seconds); after that nothing is suggested any more."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Adviser:
    """Finds the nearest names, each once, within a bound that many faults cannot exceed.

    Args:
        catalog: Where the names are.
        today: The day for which is judged.
    """

    def __init__(self, catalog: Catalog, today: dt.date) -> None:
        self._catalog = catalog
        self._today = today
        self._found: dict[tuple[str, tuple[str, ...], bool], list[str]] = {}
        self._left = _MOST_COMPARISONS

    def advice(self, reference: Reference, others: Sequence[Record[Entity]]) -> str | None:
        """What to do about a reference to an entity that does not exist.

        Args:
            reference: The reference.
            others: Entities of other kinds that bear the name.
        """
        renaming = self._renaming(reference)
        if renaming is not None:
            return self._told(renaming, reference)
        sentences = [self.suggestion(reference) or self._none_at_all(reference)]
        if others:
            kinds = text.all_of([a(other.kind.title) for other in others])
            sentences.insert(0, f"{reference.name} is {kinds}, not {a(BY_SHORT[reference.kind].title)}.")
        return " ".join(sentence for sentence in sentences if sentence) or None

    def suggestion(self, reference: Reference) -> str | None:
        """The nearest names, in a sentence."""
        near = self.near(reference)
        return f"Did you mean {text.any_of(near)}?" if near else None

    def instead(self, reference: Reference, others: Sequence[Record[Entity]] = ()) -> str | None:
        """What was likely meant, in the form of the field; `None` where that is not clear.

        Args:
            reference: The reference.
            others: Entities of other kinds that bear the name.
        """
        renaming = self._renaming(reference)
        if renaming is not None:
            return _written(renaming.ref, reference)
        near = self.near(reference)
        return near[0] if len(near) == 1 and not others else None

    def near(self, reference: Reference) -> list[str]:
        """The nearest names of the kind written, else of the others admitted, in the form of the field."""
        key = reference.target, reference.definition.kinds, reference.definition.prefixed
        if key not in self._found:
            self._found[key] = self._search(reference)
        return self._found[key]

    def _search(self, reference: Reference) -> list[str]:
        written = BY_SHORT[reference.kind].name
        for kind in sorted(reference.definition.kinds, key=lambda name: name != written):
            short = KINDS[kind].short
            names = [record.name for record in self._catalog.of_kind(kind)]
            names += [ref.partition(":")[2] for ref in BUILT_IN if ref.startswith(f"{short}:")]
            self._left -= len(names)
            near = text.nearest(reference.name, sorted(names)) if self._left >= 0 else []
            if near:
                return [_written(f"{short}:{name}", reference) for name in near]
        return []

    def _renaming(self, reference: Reference) -> Renaming | None:
        return self._catalog.renaming(reference.target)

    def _told(self, renaming: Renaming, reference: Reference) -> str:
        new = _written(renaming.ref, reference)
        if renaming.commit is None:
            return f"It is being renamed to {new}, in files that are not committed yet: write {new}."
        return f"It was renamed to {new}{self._day(renaming.date)} ({renaming.commit[:7]}): write {new}."

    def _day(self, date: str) -> str:
        if not date:
            return ""
        day = dt.datetime.fromisoformat(date).date()
        year = f" {day.year}" if day.year != self._today.year else ""
        return f" on {day.day} {_MONTHS[day.month - 1]}{year}"

    def _none_at_all(self, reference: Reference) -> str | None:
        kinds = [KINDS[name] for name in reference.definition.kinds]
        if any(self._catalog.of_kind(kind.name) for kind in kinds):
            return None
        return f"There is no {text.any_of([kind.title.lower() for kind in kinds])} in the repository yet."


def _written(ref: str, reference: Reference) -> str:
    """A canonical reference in the form of a field, without an activity."""
    return ref if reference.definition.prefixed else ref.partition(":")[2]


def elsewhere(catalog: Catalog, reference: Reference) -> list[Record[Entity]]:
    """Entities of other kinds that bear the very name."""
    found = (catalog.get(f"{short}:{reference.name}") for short in BY_SHORT if short != reference.kind)
    return [record for record in found if record is not None]


def a(title: str) -> str:
    """A kind's title in lower case behind its article."""
    noun = title.lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
