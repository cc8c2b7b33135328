"""What to say beside a reference that leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from itsm_as_code import text
from itsm_as_code.catalog import BUILT_IN, Catalog, Record, Reference
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS

_MOST_COMPARISONS = 200_000
"""How many names are compared in one run (a few seconds); after that nothing is suggested any more."""


class Adviser:
    """Finds the nearest names, each once, within a bound that many faults cannot exceed.

    Args:
        catalog: Where the names are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found: dict[tuple[str, tuple[str, ...], bool], str | None] = {}
        self._left = _MOST_COMPARISONS

    def advice(self, reference: Reference, others: Sequence[Record[Entity]]) -> str | None:
        """What to do about a reference to an entity that does not exist.

        Args:
            reference: The reference.
            others: Entities of other kinds that bear the name.
        """
        sentences = [self.suggestion(reference) or self._none_at_all(reference)]
        if others:
            kinds = text.all_of([a(other.kind.title) for other in others])
            sentences.insert(0, f"{reference.name} is {kinds}, not {a(BY_SHORT[reference.kind].title)}.")
        return " ".join(sentence for sentence in sentences if sentence) or None

    def suggestion(self, reference: Reference) -> str | None:
        """The nearest names, of the kind that was written first, then of the others admitted."""
        key = reference.target, reference.definition.kinds, reference.definition.prefixed
        if key not in self._found:
            self._found[key] = self._search(reference)
        return self._found[key]

    def _search(self, reference: Reference) -> str | None:
        written = BY_SHORT[reference.kind].name
        for kind in sorted(reference.definition.kinds, key=lambda name: name != written):
            short = KINDS[kind].short
            names = [record.name for record in self._catalog.of_kind(kind)]
            names += [ref.partition(":")[2] for ref in BUILT_IN if ref.startswith(f"{short}:")]
            self._left -= len(names)
            near = text.nearest(reference.name, sorted(names)) if self._left >= 0 else []
            if near:
                shown = [f"{short}:{name}" if reference.definition.prefixed else name for name in near]
                return f"Did you mean {text.any_of(shown)}?"
        return None

    def _none_at_all(self, reference: Reference) -> str | None:
        kinds = [KINDS[name] for name in reference.definition.kinds]
        if any(self._catalog.of_kind(kind.name) for kind in kinds):
            return None
        return f"There is no {text.any_of([kind.title.lower() for kind in kinds])} in the repository yet."


def elsewhere(catalog: Catalog, reference: Reference) -> list[Record[Entity]]:
    """Entities of other kinds that bear the very name."""
    found = (catalog.get(f"{short}:{reference.name}") for short in BY_SHORT if short != reference.kind)
    return [record for record in found if record is not None]


def a(title: str) -> str:
    """A kind's title in lower case behind its article."""
    noun = title.lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
