"""What every rule found for every subject, and what it read on the way.

A judgement whose reads are untouched by a change is still true and is not made again. Rules for files are:
they concern faulty files alone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.reads import HISTORY, Reads
from itsm_as_code.finding import Finding
from itsm_as_code.lint.cache.changes import Changes
from itsm_as_code.lint.engine import findings_of, subjects_of
from itsm_as_code.lint.sleep import sleeping
from itsm_as_code.lint.time import prepare
from itsm_as_code.rules.rule import (
    CatalogRule,
    ChangeRule,
    Context,
    EntityRule,
    FailureRule,
    FileRule,
    Rule,
    WaiverRule,
)

_FEW = 32
"""For so many subjects and more that read a whole, a rule is judged anew for all when it changes."""

_RULES = 1 << 16
"""More than there are rules, those that policies write included."""

_Found = dict[str, list[Finding]]
"""Findings by the file of their subject; that of the catalogue is empty."""


class Judgements(msgspec.Struct, array_like=True):
    """All that a lint judged.

    Attributes:
        today: The day for which it judged.
        found: What each rule found; every rule that was judged is there, by its key.
        wholes: What each rule read as a whole.
        codes: Codes of rules, to be named by number.
        subjects: Files of entities, likewise.
        readers: Which rules read something for which subjects, by what was read: the number of the subject
            times `_RULES`, and that of the rule.
    """

    today: dt.date
    found: dict[str, _Found]
    wholes: dict[str, list[str]]
    codes: list[str]
    subjects: list[str]
    readers: dict[str, msgspec.Raw]


_Touched = Mapping[str, tuple[Record[Any] | None, Collection[str] | None]]
"""Files of entities that have to be judged anew: the record, where there still is one, and by which rules;
by all when that is absent."""


class _Numbered(dict[str, int]):
    """Texts by number, in the order in which they were first asked for."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        super().__init__({text: number for number, text in enumerate(texts)})

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


@dataclass(slots=True)
class Judge:
    """Judges a catalogue as far as that has not been done before.

    Attributes:
        before: What was judged before of the same settings and under the same profile.
        changes: What has changed since.
        found: What each rule finds, by its key.
        wholes: What each rule reads as a whole.
    """

    before: Judgements | None
    changes: Changes
    found: dict[str, _Found] = field(default_factory=dict)
    wholes: dict[str, set[str]] = field(default_factory=dict)
    _today: dt.date = dt.date.min
    _changed: frozenset[str] = frozenset()
    _code_numbers: _Numbered = field(default_factory=_Numbered)
    _subject_numbers: _Numbered = field(default_factory=_Numbered)
    _readers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        if self.before is not None:
            self._code_numbers = _Numbered(self.before.codes)
            self._subject_numbers = _Numbered(self.before.subjects)

    def findings(self, rules: Sequence[Rule], context: Context) -> list[Finding]:
        """What some rules find, in the order of `engine.lint`."""
        asleep = sleeping(context)
        self._today = context.today
        another_day = self.before is not None and self.before.today != context.today
        self._changed = self.changes.tokens | {HISTORY} | ({"today"} if another_day else set())
        noting = _Noting(context.catalog, context.today, context.profile, context.rules, context.effort)
        touched = self._touched(context.catalog)
        order = _Order(context.catalog)
        for rule in rules:
            if isinstance(rule, EntityRule) and rule.prepare is not None and rule.family not in asleep:
                prepare(rule, self._subjects(rule, noting, touched), noting)
        findings: list[Finding] = []
        for rule in rules:
            if rule.family in asleep or isinstance(rule, ChangeRule | WaiverRule | FailureRule):
                continue
            if isinstance(rule, FileRule):
                for file in subjects_of(rule, context.catalog):
                    findings += findings_of(rule, file, context)
                self.found[rule.key] = {}
                continue
            found = self._judge(rule, noting, touched)
            for path in order.of(rule, found):
                findings += found[path]
        return findings

    def after(self) -> Judgements:
        """Everything that is judged now."""
        before = self.before
        readers: dict[str, msgspec.Raw] = dict(before.readers) if before else {}
        for token, numbers in self._readers.items():
            known = _numbers(readers[token]) if token in readers else ()
            readers[token] = msgspec.Raw(msgspec.msgpack.encode(sorted(numbers.union(known))))
        wholes = {key: sorted(tokens) for key, tokens in self.wholes.items()}
        return Judgements(
            self._today, self.found, wholes, list(self._code_numbers), list(self._subject_numbers), readers
        )

    def _touched(self, catalog: Catalog) -> _Touched:
        if self.before is None:
            return {}
        codes: dict[str, set[str] | None] = defaultdict(set)
        for token in self._changed & self.before.readers.keys():
            for number in _numbers(self.before.readers[token]):
                subject, rule = divmod(number, _RULES)
                cast("set[str]", codes[self.before.subjects[subject]]).add(self.before.codes[rule])
        codes |= dict.fromkeys(self.changes.paths)
        found: dict[str, tuple[Record[Any] | None, Collection[str] | None]] = {}
        for path, rules in codes.items():
            file = catalog.file(path)
            record = file.record if file is not None else None
            found[path] = record if record is not None and record.is_typed else None, rules
        return found

    def _judge(self, rule: EntityRule | CatalogRule, context: Context, touched: _Touched) -> _Found:
        """What one rule finds, as far as possible from memory."""
        anew = self._is_stale(rule.key)
        known = {} if anew or self.before is None else self.before.found[rule.key]
        wholes = set() if anew or self.before is None else set(self.before.wholes.get(rule.key, ()))
        if isinstance(rule, CatalogRule):
            found = self._of_catalog(rule, context, wholes) if anew else known
        else:
            concerned = _concerned(rule, touched)
            found = {path: kept for path, kept in known.items() if path not in concerned}
            found |= self._of_entities(rule, context, self._subjects(rule, context, touched), wholes)
        self.found[rule.key] = found
        self.wholes[rule.key] = wholes
        return found

    def _subjects(self, rule: EntityRule, context: Context, touched: _Touched) -> list[Record[Any]]:
        """The entities that a rule is judged for anew."""
        if self._is_stale(rule.key):
            return list(subjects_of(rule, context.catalog))
        found = _concerned(rule, touched).values()
        return [each for each in found if each is not None and _concerns(rule, each)]

    def _is_stale(self, key: str) -> bool:
        """Whether a rule has to be judged for all of its subjects."""
        if self.before is None or key not in self.before.found:
            return True
        return not self._changed.isdisjoint(self.before.wholes.get(key, ()))

    def _of_catalog(self, rule: CatalogRule, context: Context, wholes: set[str]) -> _Found:
        reader = Reads()
        with reads.collected(reader):
            found = list(findings_of(rule, context.catalog, context))
        reader.condense()
        wholes |= reader.everything
        wholes.update(reader.particular())
        return {"": found} if found else {}

    def _number(self, path: str, rule: Rule) -> int:
        """The number of a subject and a rule, as `Judgements.readers` has it."""
        return self._subject_numbers[path] * _RULES + self._code_numbers[rule.code]

    def _of_entities(
        self, rule: EntityRule, context: Context, subjects: Collection[Record[Any]], wholes: set[str]
    ) -> _Found:
        found: _Found = {}
        condensed: dict[str, list[str]] = defaultdict(list)
        reader = Reads()
        with reads.collected(reader):
            for record in subjects:
                path = reader.subject = record.path
                findings = list(findings_of(rule, record, context))
                if findings:
                    found[path] = findings
                if reader:
                    reader.condense()
                    for token in reader.everything:
                        condensed[token].append(path)
                    for token in reader.particular():
                        self._readers[token].add(self._number(path, rule))
                    reader.clear()
        for token, paths in condensed.items():
            if len(paths) < _FEW and token not in wholes:
                self._readers[token].update(self._number(path, rule) for path in paths)
            else:
                wholes.add(token)
        return found


def _concerned(rule: EntityRule, touched: _Touched) -> dict[str, Record[Any] | None]:
    """The files for which a rule may find something else than before, with their records."""
    return {path: record for path, (record, codes) in touched.items() if codes is None or rule.code in codes}


def _concerns(rule: EntityRule, record: Record[Any]) -> bool:
    return not rule.kinds or record.kind.name in rule.kinds


def _numbers(encoded: msgspec.Raw) -> list[int]:
    return msgspec.msgpack.decode(encoded, type=list[int])


class _Order:
    """The order in which a rule judges its subjects."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._places: dict[str, tuple[str, int]] = {}

    def of(self, rule: EntityRule | CatalogRule, paths: Collection[str]) -> Sequence[str]:
        """Some files of subjects in this order."""
        if len(paths) < 2 or isinstance(rule, CatalogRule):
            return list(paths)
        if not self._places:
            records = self._catalog.records.values()
            self._places = {record.path: (record.kind.name, at) for at, record in enumerate(records)}
        ranks = {kind: rank for rank, kind in enumerate(rule.kinds)}

        def place(path: str) -> tuple[int, int]:
            kind, at = self._places[path]
            return ranks.get(kind, 0), at

        return sorted(paths, key=place)


_TODAY = cast("Any", Context.__dict__["today"])


class _NotedDay:
    """The field `today` of a context, noted when it is read."""

    def __get__(self, context: Context, owner: type[Context]) -> dt.date:
        if reads.current is not None:
            reads.current.everything.add("today")
        return cast("dt.date", _TODAY.__get__(context, owner))

    def __set__(self, context: Context, day: dt.date) -> None:
        _TODAY.__set__(context, day)


class _Noting(Context):
    """A context that notes when its day is read."""

    __slots__ = ()

    today = cast("dt.date", _NotedDay())
