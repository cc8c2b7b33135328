"""The words of the lexicon, found by whatever form a text uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.model.term import Term
from itsm_as_code.site import markup


class Lexicon:
    """The terms of a site by title, name and synonyms."""

    def __init__(self, terms: Iterable[Record[Any]]) -> None:
        self._by_word: dict[str, Record[Any]] = {}
        known = [record for record in terms if isinstance(record.parsed, Term)]
        for record in known:
            self._by_word[_folded(record.title)] = record
        for record in known:
            for word in (record.name.replace("-", " "), *record.entity.spec.synonyms):
                self._by_word.setdefault(_folded(word), record)

    def find(self, word: str) -> Record[Any] | None:
        """The term of a word: as written, else its singular."""
        folded = _folded(word)
        forms = [folded, folded.removesuffix("s"), folded.removesuffix("es")]
        if folded.endswith("ies"):
            forms.append(f"{folded[:-3]}y")
        return next((self._by_word[form] for form in forms if form in self._by_word), None)

    def meaning(self, record: Record[Any]) -> str:
        """What a term means, without marks, short enough for a tooltip."""
        definition = markup.plain(record.entity.spec.definition)
        return definition if len(definition) <= 280 else f"{definition[:280].rpartition(' ')[0]}…"


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").split())
