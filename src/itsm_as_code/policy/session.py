"""Verdicts of the rules of a catalogue: found for many entities at once, and each remembered with its reads.

A session has one child process. It is there from when the first verdict is asked for until the session is
closed; when an expression was its death, that expression is given up and a new process takes its place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.model.policy import Policy
from itsm_as_code.policy import values
from itsm_as_code.policy.lookups import answer
from itsm_as_code.policy.own import Judgeable, OwnRule, own_rules, rules_of
from itsm_as_code.policy.shapes import model
from itsm_as_code.policy.values import UnfitValueError
from itsm_as_code.policy.wire import (
    FAILED,
    NOT_CONCERNED,
    NOT_JUDGED,
    Ask,
    Check,
    Checked,
    Complaint,
    Judge,
    Judged,
    Needs,
    Prepare,
    Prepared,
    Subject,
)
from itsm_as_code.policy.worker import DiedError, Worker, given_back, taken

_CHUNK = 500
"""Entities in one request."""

ANY_DAY = dt.date(1970, 1, 1)
"""The day for rules that do not ask what day it is."""

_DAY = 24 * 60 * 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of an entity.

    Attributes:
        code: One of the verdicts of `wire`.
        text: The rule's own message, or why it could not be judged.
        reads: What was read of the catalogue on the way.
    """

    code: int
    text: str = ""
    reads: Reads | None = None


_PLAIN = tuple(Verdict(code) for code in range(NOT_JUDGED + 1))
"""The verdicts that say no more than their code."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something to be judged: an entity, and what it was before where it is a change.

    Attributes:
        own: The entity; `None` where there is none, as before a creation.
        old: What it was.
        catalog: Where functions look.
    """

    own: dict[str, Any] | None
    old: dict[str, Any] | None
    catalog: Catalog


@dataclass(slots=True)
class Session:
    """The rules of a catalogue, being judged.

    Attributes:
        catalog: The catalogue.
        rules: The rules; by default they are those of its policies.
    """

    catalog: Catalog
    rules: Sequence[Judgeable]
    _worker: Worker | None = None
    _sets: dict[tuple[str, ...], int] = field(default_factory=dict)
    _needs: dict[str, Needs | None] = field(default_factory=dict)
    _given_up: dict[str, str] = field(default_factory=dict)
    _complaints: dict[str, list[tuple[OwnRule, Sequence[Complaint]]]] = field(default_factory=dict)
    _verdicts: dict[tuple[str, dt.date], dict[str, Verdict]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def close(self) -> None:
        """Let the process go; what was found is remembered."""
        if self._worker is not None:
            given_back(self._worker)
        self._worker = None
        self._sets.clear()

    def complaints(self, rules: Sequence[Judgeable]) -> list[Sequence[Complaint]]:
        """What is wrong with the expressions of some rules."""
        definitions = [rule.definition for rule in rules]
        try:
            return list(self._ask(Check(tuple(definitions)), Checked).complaints)
        except DiedError as died:
            if len(rules) == 1:
                message = f"The expression cannot be checked: it {died}"
                return [(Complaint("expression", 0, 0, message),)]
            return [found for rule in rules for found in self.complaints([rule])]

    def complaints_of(self, policy: Record[Policy]) -> list[tuple[OwnRule, Sequence[Complaint]]]:
        """What is wrong with the expressions of a policy, rule by rule; found once."""
        if policy.ref not in self._complaints:
            rules = rules_of(policy)
            found = self.complaints(rules) if rules else []
            self._complaints[policy.ref] = list(zip(rules, found, strict=True))
        return self._complaints[policy.ref]

    def prepare(self, kind: str, records: Iterable[Record[Any]], today: dt.date) -> None:
        """Judge entities of a kind by all rules about it, as far as that has not been done.

        Args:
            kind: The name of the kind.
            records: The entities.
            today: The day for which to judge.
        """
        rules = [rule for rule in self.rules if rule.definition.kind == kind and not rule.definition.changes]
        for timed in (False, True):
            some = [rule for rule in rules if rule.is_timed is timed]
            day = today if timed else ANY_DAY
            known = self._verdicts[some[0].code, day] if some else {}
            fresh = [each for each in records if some and each.ref not in known]
            for begin in range(0, len(fresh), _CHUNK):
                self._judge_records(some, fresh[begin : begin + _CHUNK], day)

    def verdict(self, rule: Judgeable, record: Record[Any], today: dt.date) -> Verdict:
        """What a rule says of an entity; the reads are noted for whoever judges now."""
        known = self._verdicts[rule.code, today if rule.is_timed else ANY_DAY]
        found = known.get(record.ref)
        if found is None:
            self.prepare(rule.definition.kind, [record], today)
            found = known[record.ref]
        if reads.current is not None and found.reads is not None:
            reads.current.include(found.reads)
        return found

    def is_faulty(self, rule: Judgeable) -> bool:
        """Whether something is wrong with the text of a rule, so that it is not judged."""
        return rule.code not in self._given_up and self._prepared([rule])[0] is None

    def concerns(self, rule: Judgeable, records: Sequence[Record[Any]], today: dt.date) -> Record[Any] | None:
        """The first of some entities that a rule concerns."""
        for begin in range(0, len(records), _CHUNK):
            some = records[begin : begin + _CHUNK]
            if not rule.definition.changes:
                self.prepare(rule.definition.kind, some, today)
                known = self._verdicts[rule.code, today if rule.is_timed else ANY_DAY]
                found = [known[each.ref] for each in some]
            else:
                examples = [_unchanged(each, self.catalog) for each in some]
                found = self.judge(rule, examples, today)
            for record, verdict in zip(some, found, strict=True):
                if verdict.code != NOT_CONCERNED:
                    return record
        return None

    def judge(self, rule: Judgeable, examples: Sequence[Example], today: dt.date) -> list[Verdict]:
        """What a rule says of examples, changes and other things that are no entities of the catalogue."""
        return self._judge([rule], examples, today)

    def _judge_records(
        self, rules: Sequence[Judgeable], records: Sequence[Record[Any]], today: dt.date
    ) -> None:
        needs = self._prepared(rules)
        fields = sorted({path for each in needs if each is not None for path in each.own})
        examples = []
        unfit: dict[int, str] = {}
        broken: set[int] = set()
        with reads.collected(None):
            for number, record in enumerate(records):
                try:
                    own = values.projected(record, fields)
                except UnfitValueError as error:
                    unfit[number], own = str(error), {}
                examples.append(Example(own, None, self.catalog))
                if record.broken:
                    broken.add(number)
        found = self._judge(rules, examples, today, [record.path for record in records])
        for which, rule in enumerate(rules):
            known, need = self._verdicts[rule.code, today], needs[which]
            for number, record in enumerate(records):
                verdict = found[number * len(rules) + which]
                if number in unfit:
                    verdict = Verdict(FAILED, f"{record.ref} {unfit[number]}")
                elif number in broken and need is not None and values.is_broken(record, need):
                    verdict = _PLAIN[NOT_CONCERNED]  # the schema says what is wrong
                known[record.ref] = verdict

    def _judge(
        self,
        rules: Sequence[Judgeable],
        examples: Sequence[Example],
        today: dt.date,
        paths: Sequence[str] = (),
    ) -> list[Verdict]:
        """Verdicts, example by example."""
        self._prepared(rules)
        try:
            return self._request(rules, examples, today, paths)
        except DiedError as died:
            if len(rules) == 1 and len(examples) == 1:
                self._given_up[rules[0].code] = str(died)
                return [Verdict(FAILED, f"it {died}")]
        found = []
        for number, example in enumerate(examples):
            for rule in rules:
                found += self._judge([rule], [example], today, paths[number : number + 1])
        return found

    def _request(
        self, rules: Sequence[Judgeable], examples: Sequence[Example], today: dt.date, paths: Sequence[str]
    ) -> list[Verdict]:
        numbers = [number for number, rule in enumerate(rules) if rule.code not in self._given_up]
        able = [rules[number] for number in numbers]
        readers: dict[int, Reads] = {}

        def asked(ask: Ask) -> Any:
            number = ask.place // len(able)
            reader = readers.setdefault(ask.place, Reads(paths[number] if paths else ""))
            with reads.collected(reader):
                return answer(examples[number].catalog, today, ask.function, ask.arguments)

        codes, texts = b"", dict[int, str]()
        if able:
            subjects = [Subject(each.own, each.old) for each in examples]
            key = self._set_of(able)
            request = Judge(key[0], key[1], (today - ANY_DAY).days * _DAY, subjects)
            judged = self._at_work().ask(request, Judged, asked)
            codes, texts = judged.codes, judged.texts
        for reader in readers.values():
            reader.condense()
        said = [
            _PLAIN[code]
            if place not in texts and place not in readers
            else Verdict(code, texts.get(place, ""), readers.get(place))
            for place, code in enumerate(codes)
        ]
        if len(able) == len(rules):
            return said
        found = []
        for number in range(len(examples)):
            for which, rule in enumerate(rules):
                if which in numbers:
                    found.append(said[number * len(able) + numbers.index(which)])
                else:
                    found.append(Verdict(NOT_JUDGED, f"it {self._given_up[rule.code]}"))
        return found

    def _set_of(self, rules: Sequence[Judgeable]) -> tuple[int, tuple[int, ...]]:
        """The set of rules that holds some, and their numbers in it."""
        for codes, number in self._sets.items():
            if all(rule.code in codes for rule in rules):
                return number, tuple(codes.index(rule.code) for rule in rules)
        raise LookupError("the rules are not prepared")

    def _prepared(self, rules: Sequence[Judgeable]) -> list[Needs | None]:
        """What some rules read, which are compiled where that has not been done."""
        if not self._at_work().runs:
            self._sets.clear()
        wanted = [rule for rule in rules if rule.code not in self._given_up]
        codes = tuple(rule.code for rule in wanted)
        if wanted and not any(set(codes) <= set(known) for known in self._sets):
            try:
                prepared = self._ask(Prepare(tuple(rule.definition for rule in wanted)), Prepared)
            except DiedError as died:
                if len(wanted) == 1:
                    self._given_up[codes[0]] = str(died)
                else:
                    for rule in wanted:
                        self._prepared([rule])
                    return self._prepared(rules)
            else:
                self._sets[codes] = len(self._sets)
                self._needs.update(zip(codes, prepared.needs, strict=True))
        return [self._needs.get(rule.code) for rule in rules]

    def _ask(self, request: Check | Prepare, type_: type[T]) -> T:
        return self._at_work().ask(request, type_, _nothing)

    def _at_work(self) -> Worker:
        if self._worker is None:
            self._worker = taken(model)
        return self._worker


def _nothing(_ask: Ask) -> Any:
    raise LookupError("nothing can be asked here")


def _unchanged(record: Record[Any], catalog: Catalog) -> Example:
    """An entity as a change that changes nothing."""
    with reads.collected(None):
        try:
            whole = values.entity(record)
        except UnfitValueError:
            whole = {}
    return Example(whole, whole, catalog)


def session(catalog: Catalog) -> Session:
    """The session of a catalogue and its own policies, one for all who judge it."""
    if session not in catalog.memory:
        with reads.collected(None):
            catalog.memory[session] = (Session(catalog, own_rules(catalog)), None)
    found = catalog.memory[session][0]
    assert isinstance(found, Session)
    return found


def close(catalog: Catalog) -> None:
    """End the process of a catalogue's session, if it has one."""
    if session in catalog.memory:
        session(catalog).close()
