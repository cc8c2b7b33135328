"""The words of the lexicon, found by whatever form a text uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.prose import Passage
from itsm_as_code.catalog.records import Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.term import Term

_ENDINGS = ("", "s", "es")
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s-]+")
_LAST_Y = re.compile(r"(?<=[^aeiou])y$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon, and where it stands.

    Attributes:
        word: As the author wrote it; a name with blanks for its hyphens.
        term: The term.
        path: The field that holds the word.
        deprecated: Whether the word is no longer to be used.
    """

    word: str
    term: Record[Term]
    path: FieldPath
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A deprecated word in a text.

    Attributes:
        entry: The word.
        text: As the text has it.
        start: Where it starts in the text, in code points from 0.
        end: The place after it.
    """

    entry: Entry
    text: str
    start: int
    end: int

    @property
    def better(self) -> str:
        """What to write instead: the title of the term, in the case and number of the text."""
        title = self.entry.term.entity.metadata.title
        first, rest = title[:1], title[1:]
        if self.text[:1].islower() and rest.islower():
            first = first.lower()
        if folded(self.text) != folded(self.entry.word) and not title.endswith("s"):
            rest = f"{_LAST_Y.sub('ie', rest)}s"
        return first + rest


class Deprecated:
    """The words that are no longer to be used.

    Attributes:
        words: Each of them, folded, with the first of its entries.
    """

    def __init__(self, terms: Iterable[Record[Term]]) -> None:
        self.words: dict[str, Entry] = {}
        for term in terms:
            for entry in deprecated_entries(term):
                self.words.setdefault(folded(entry.word), entry)
        self._parts: dict[str, list[list[str]]] = defaultdict(list)
        for word in self.words:
            if parts := _WORD.findall(word):
                for ending in _ENDINGS if len(parts) == 1 else ("",):
                    self._parts[parts[0] + ending].append(parts[1:])

    def may_stand_in(self, text: str) -> bool:
        """Whether a text has all parts of one of the words somewhere: a quick look that rules most out."""
        found = set(_WORD.findall(text.casefold()))
        return any(
            not rest
            or (found.issuperset(rest[:-1]) and any(rest[-1] + ending in found for ending in _ENDINGS))
            for first in self._parts.keys() & found
            for rest in self._parts[first]
        )


class Lexicon:
    """Terms by title, name and synonym, whatever the case; a blank and a hyphen are alike.

    Attributes:
        words: Every word that is not deprecated, folded, with the first of its entries: titles come before
            names and synonyms.
        deprecated: The others.
    """

    def __init__(self, terms: Iterable[Record[Any]]) -> None:
        known: list[Record[Term]] = [record for record in terms if isinstance(record.parsed, Term)]
        self.words: dict[str, Entry] = {}
        self.deprecated = Deprecated(known)
        each = [list(entries_in_use(record)) for record in known]
        for entry in (*(listed[0] for listed in each), *(entry for listed in each for entry in listed[1:])):
            self.words.setdefault(folded(entry.word), entry)
        self._pattern = self._pattern_of_uses() if self.deprecated.words else None

    def find(self, word: str) -> Record[Term] | None:
        """The term of a word: as written, else its singular."""
        entry = self.entry(word)
        return entry.term if entry else None

    def entry(self, word: str) -> Entry | None:
        """The entry of a word: as written, else its singular."""
        return _look_up(self.words, word)

    def knows(self, word: str) -> bool:
        """Whether a word is in the lexicon, be it a deprecated one."""
        return (_look_up(self.words, word) or _look_up(self.deprecated.words, word)) is not None

    def uses(self, passage: Passage) -> list[Use]:
        """The deprecated words in a text, in their order, plain or marked as terms.

        A plain one within a longer word of the lexicon does not count.
        """
        return sorted((*self._plain_uses(passage), *self._marked_uses(passage)), key=lambda use: use.start)

    def _plain_uses(self, passage: Passage) -> Iterator[Use]:
        if self._pattern is None or not self.deprecated.may_stand_in(passage.text):
            return
        for found in self._pattern.finditer(passage.words()):
            entry = self._deprecated(found[0])
            if entry is not None:
                yield Use(entry, found[0], *found.span())

    def _marked_uses(self, passage: Passage) -> Iterator[Use]:
        for mark in passage.marks():
            entry = self._deprecated(mark.word)
            if entry is not None:
                yield Use(entry, mark.word, mark.start, mark.end)

    def _deprecated(self, word: str) -> Entry | None:
        """The deprecated word behind a text, unless the lexicon has the text as a word in use."""
        return None if _look_up(self.words, word) else _look_up(self.deprecated.words, word)

    def _pattern_of_uses(self) -> re.Pattern[str]:
        """Finds the deprecated words and the longer words of the lexicon around them, the longest first."""
        short = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in self.deprecated.words))
        listed = [entry for word, entry in self.words.items() if short.search(word)]
        words = sorted(
            (entry.word for entry in (*self.deprecated.words.values(), *listed)), key=len, reverse=True
        )
        forms = (r"[\s-]+".join(re.escape(part) for part in _GAP.split(word)) for word in words)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?:e?s)?(?![\w-])", re.IGNORECASE)


@derived
def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalogue."""
    return Lexicon(catalog.of(Term))


@derived
def deprecated(catalog: Catalog) -> Deprecated:
    """The deprecated words of a catalogue, for those who need to know no others."""
    return Deprecated(catalog.of(Term))


def entries(record: Record[Term]) -> Iterator[Entry]:
    """Every word of one term: its title, its name, its synonyms, its deprecated synonyms."""
    yield from entries_in_use(record)
    yield from deprecated_entries(record)


def entries_in_use(record: Record[Term]) -> Iterator[Entry]:
    """The title, the name and the synonyms of a term."""
    yield Entry(record.entity.metadata.title, record, ("metadata", "title"))
    yield Entry(record.name.replace("-", " "), record, ("metadata", "name"))
    for index, word in enumerate(record.entity.spec.synonyms):
        yield Entry(word, record, ("spec", "synonyms", index))


def deprecated_entries(record: Record[Term]) -> Iterator[Entry]:
    """The deprecated synonyms of a term."""
    for index, word in enumerate(record.entity.spec.deprecated_synonyms):
        yield Entry(word, record, ("spec", "deprecatedSynonyms", index), deprecated=True)


def folded(word: str) -> str:
    """A word as it is compared: without regard to case, and with single blanks for hyphens and blanks."""
    return " ".join(word.casefold().replace("-", " ").split())


def _look_up(words: dict[str, Entry], word: str) -> Entry | None:
    form = folded(word)
    forms = [form, form.removesuffix("s"), form.removesuffix("es")]
    if form.endswith("ies"):
        forms.append(f"{form[:-3]}y")
    return next((words[form] for form in forms if form in words), None)
