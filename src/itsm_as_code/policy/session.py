"""Verdicts of the rules of a catalogue: found for many entities at once, and each remembered with its reads.

A session has one child process. It is there from when the first verdict is asked for until the session is
closed; when an expression was its death, that expression is given up and a new process takes its place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.model.policy import Policy
from itsm_as_code.policy import values
from itsm_as_code.policy.batches import (
    ANY_DAY,
    PLAIN,
    Batch,
    Example,
    Key,
    Pending,
    Verdict,
    asking,
    judge_request,
    verdicts,
)
from itsm_as_code.policy.own import Judgeable, OwnRule, fields_read, own_rules, rules_of
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
    Judged,
    Prepare,
    Prepared,
)
from itsm_as_code.policy.worker import DiedError, Worker, given_back, taken

_CHUNK = 500
"""Entities in one request."""

T = TypeVar("T")


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
    _faulty: set[str] = field(default_factory=set)
    _pending: deque[Pending] = field(default_factory=deque)
    _asked: dict[tuple[str, dt.date], set[str]] = field(default_factory=lambda: defaultdict(set))
    _given_up: dict[str, str] = field(default_factory=dict)
    _complaints: dict[str, list[tuple[OwnRule, Sequence[Complaint]]]] = field(default_factory=dict)
    _verdicts: dict[tuple[str, dt.date], dict[str, Verdict]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def close(self) -> None:
        """Let the process go; what was found is remembered."""
        if self._worker is not None and self._pending:
            self._worker.close()  # nobody has waited for its answers
        elif self._worker is not None:
            given_back(self._worker)
        self._worker = None
        self._pending.clear()
        self._asked.clear()
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
        """Have entities of a kind judged by all rules about it, as far as that has not been done.

        It is not waited for: the process works while others do.

        Args:
            kind: The name of the kind.
            records: The entities.
            today: The day for which to judge.
        """
        rules = [rule for rule in self.rules if rule.definition.kind == kind and not rule.definition.changes]
        for timed in (False, True):
            some = [rule for rule in rules if rule.is_timed is timed]
            if not some:
                continue
            day = today if timed else ANY_DAY
            known, asked = self._verdicts[some[0].code, day], self._asked[some[0].code, day]
            fresh = [each for each in records if each.ref not in known and each.ref not in asked]
            asked.update(each.ref for each in fresh)
            for begin in range(0, len(fresh), _CHUNK):
                self._post(Batch(self.catalog, some, fresh[begin : begin + _CHUNK], day))

    def verdict(self, rule: Judgeable, record: Record[Any], today: dt.date) -> Verdict:
        """What a rule says of an entity; the reads are noted for whoever judges now."""
        known = self._verdicts[rule.code, today if rule.is_timed else ANY_DAY]
        found = known.get(record.ref)
        if found is None:
            self.prepare(rule.definition.kind, [record], today)
            self._settle()
            found = known[record.ref]
        if reads.current is not None and found.reads is not None:
            reads.current.include(found.reads)
        return found

    def is_faulty(self, rule: Judgeable) -> bool:
        """Whether something is wrong with the text of a rule, so that it is not judged."""
        self._prepare([rule])
        return rule.code in self._faulty

    def concerns(self, rule: Judgeable, records: Sequence[Record[Any]], today: dt.date) -> Record[Any] | None:
        """The first of some entities that a rule concerns."""
        for begin in range(0, len(records), _CHUNK):
            some = records[begin : begin + _CHUNK]
            if not rule.definition.changes:
                self.prepare(rule.definition.kind, some, today)
                self._settle()
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

    def _post(self, batch: Batch) -> None:
        """Send a batch on its way, behind those that are under way."""
        if self._set_of(batch.rules) is None:
            self._send_rules(batch.rules)
        able = [rule for rule in batch.rules if rule.code not in self._given_up]
        key = self._set_of(able)
        if len(able) < len(batch.rules) or key is None:
            self._again(batch)
            return
        readers: dict[int, Reads] = {}
        self._at_work().post(batch.request(key))
        self._pending.append(
            Pending(
                Judged,
                batch.asked(len(able), readers),
                lambda judged: self._keep(batch, verdicts(judged, readers)),
                lambda: self._again(batch),
            )
        )

    def _send_rules(self, rules: Sequence[Judgeable]) -> None:
        """Have some rules compiled; what follows can count on it."""
        wanted = [rule for rule in rules if rule.code not in self._given_up]
        if not wanted:
            return
        codes = tuple(rule.code for rule in wanted)
        self._at_work().post(Prepare(tuple(rule.definition for rule in wanted)))
        self._sets[codes] = len(self._sets)

        def keep(prepared: Prepared) -> None:
            self._faulty.update(codes[number] for number in prepared.faulty)

        self._pending.append(Pending(Prepared, _nothing, keep, lambda: None))

    def _settle(self) -> None:
        """Wait for everything that is under way; what a dying process took along is judged again."""
        while self._pending:
            first = self._pending[0]
            try:
                answered = self._at_work().collect(first.type, first.asked)
            except DiedError:
                lost = list(self._pending)
                self._pending.clear()
                self._sets.clear()
                for each in lost:
                    each.again()
                return
            self._pending.popleft()
            first.keep(answered)

    def _again(self, batch: Batch) -> None:
        """Judge a batch with care: what is the death of the process is found, and given up."""
        paths = [record.path for record in batch.records]
        self._keep(batch, self._judge(batch.rules, batch.examples, batch.day, paths))

    def _keep(self, batch: Batch, found: Sequence[Verdict]) -> None:
        for which, rule in enumerate(batch.rules):
            known = self._verdicts[rule.code, batch.day]
            for number, record in enumerate(batch.records):
                verdict = found[number * len(batch.rules) + which]
                if number in batch.unfit:
                    verdict = Verdict(FAILED, f"{record.ref} {batch.unfit[number]}")
                elif number in batch.broken and values.is_broken(record, fields_read(rule.definition)):
                    verdict = PLAIN[NOT_CONCERNED]  # the schema says what is wrong
                known[record.ref] = verdict

    def _judge(
        self,
        rules: Sequence[Judgeable],
        examples: Sequence[Example],
        today: dt.date,
        paths: Sequence[str] = (),
    ) -> list[Verdict]:
        """Verdicts, example by example."""
        self._prepare(rules)
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
        said: list[Verdict] = []
        if able:
            readers: dict[int, Reads] = {}
            key = self._set_of(able)
            assert key is not None
            asked = asking(examples, today, paths, len(able), readers)
            judged = self._at_work().ask(judge_request(key, examples, today), Judged, asked)
            said = verdicts(judged, readers)
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

    def _set_of(self, rules: Sequence[Judgeable]) -> Key | None:
        """The set of rules that holds some, and their numbers in it; `None` when there is none."""
        if not self._at_work().runs:
            self._sets.clear()
        for codes, number in self._sets.items():
            if rules and all(rule.code in codes for rule in rules):
                return number, tuple(codes.index(rule.code) for rule in rules)
        return None

    def _prepare(self, rules: Sequence[Judgeable]) -> None:
        """Compile some rules where that has not been done; one of which the process dies is given up."""
        self._settle()
        wanted = [rule for rule in rules if rule.code not in self._given_up]
        if not wanted or self._set_of(wanted) is not None:
            return
        codes = tuple(rule.code for rule in wanted)
        try:
            prepared = self._ask(Prepare(tuple(rule.definition for rule in wanted)), Prepared)
        except DiedError as died:
            if len(wanted) == 1:
                self._given_up[codes[0]] = str(died)
                return
            for rule in wanted:
                self._prepare([rule])
            self._prepare(rules)
        else:
            self._sets[codes] = len(self._sets)
            self._faulty.update(codes[number] for number in prepared.faulty)

    def _ask(self, request: Check | Prepare, type_: type[T]) -> T:
        self._settle()
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
