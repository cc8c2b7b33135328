"""Names that entities used to have, as far as the history of their files tells."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from itsm_as_code.document import parse
from itsm_as_code.document.lookup import value_at
from itsm_as_code.model.kinds import BY_SHORT, Kind, RootFolders, kind_of_path
from itsm_as_code.tree import Departure, History

_MOST_STEPS = 5
"""How often one entity's names are followed."""

_ALIKE = 0.5
"""The least likeness (Ratcliff-Obershelp, on lines) of a file before and after its entity was renamed."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What an entity that used to have a name is called now.

    Attributes:
        ref: Its canonical reference.
        commit: The id of the commit that renamed it; `None` while that is not committed.
        date: When, as the commit claims: ISO 8601; empty where it is not known.
    """

    ref: str
    commit: str | None
    date: str


class FormerNames:
    """Finds what became of names.

    Args:
        history: Gives the history of the files, when it is first asked for.
        roots: The folders that hold the entities.
    """

    def __init__(self, history: Callable[[], History | None], roots: RootFolders) -> None:
        self._open = history
        self._history: History | None = None
        self._is_open = False
        self._roots = roots
        self._known: dict[str, Renaming | None] = {}

    def renaming(self, ref: str, exists: Callable[[str], bool]) -> Renaming | None:
        """What the entity is called now that had this canonical reference; `None` when nothing tells.

        Args:
            ref: The canonical reference.
            exists: Whether an entity with a canonical reference is there now.
        """
        if ref not in self._known:
            self._known[ref] = self._follow(ref, exists)
        return self._known[ref]

    def _follow(self, ref: str, exists: Callable[[str], bool]) -> Renaming | None:
        if not self._is_open:
            self._history, self._is_open = self._open(), True
        short, _, name = ref.partition(":")
        kind = BY_SHORT.get(short)
        if self._history is None or kind is None or kind.name == "Organization":
            return None
        for _ in range(_MOST_STEPS):
            departure = self._history.departure(kind.path_of(name, self._roots))
            found = None if departure is None else self._successor(departure, kind)
            if departure is None or found is None:
                return None
            name = found
            if exists(kind.ref_of(name)):
                return Renaming(kind.ref_of(name), departure.commit, departure.date)
        return None

    def _successor(self, departure: Departure, kind: Kind) -> str | None:
        """The name of the file that came when another went and is most like it; `None` when two are."""
        likeness: list[tuple[float, str]] = []
        for path, content in departure.arrivals.items():
            if kind_of_path(path, self._roots) is kind:
                name = value_at(parse(content).value, ("metadata", "name"))
                if isinstance(name, str):
                    likeness.append((_likeness(departure.content, content), name))
        likeness.sort(reverse=True)
        clear = len(likeness) == 1 or (len(likeness) > 1 and likeness[0][0] > likeness[1][0])
        return likeness[0][1] if clear and likeness[0][0] >= _ALIKE else None


def _likeness(one: bytes, other: bytes) -> float:
    return difflib.SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False).ratio()
