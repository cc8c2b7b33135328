"""What is sent to the process in one go, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.policy import values
from itsm_as_code.policy.lookups import answer
from itsm_as_code.policy.own import Judgeable, fields_read
from itsm_as_code.policy.values import UnfitValueError
from itsm_as_code.policy.wire import NOT_JUDGED, Ask, Judge, Judged, Subject

ANY_DAY = dt.date(1970, 1, 1)
"""The day for rules that do not ask what day it is."""

_DAY = 24 * 60 * 60


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


PLAIN = tuple(Verdict(code) for code in range(NOT_JUDGED + 1))
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


Key = tuple[int, tuple[int, ...]]
"""A set of rules, and numbers of rules in it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An answer that is waited for.

    Attributes:
        type: Its type.
        asked: Answers what the child asks meanwhile.
        keep: What to do with it.
        again: What to do when the process dies before.
    """

    type: type[Any]
    asked: Callable[[Ask], Any]
    keep: Callable[[Any], None]
    again: Callable[[], None]


class Batch:
    """Entities that are judged by the same rules, as far as these read them.

    Attributes:
        rules: The rules.
        records: The entities.
        day: The day.
        examples: What is known of the entities.
        unfit: Why some of them must not reach the engine, by number.
        broken: The numbers of those that do not fit their schema.
    """

    def __init__(
        self, catalog: Catalog, rules: Sequence[Judgeable], records: Sequence[Record[Any]], day: dt.date
    ) -> None:
        self.rules = rules
        self.records = records
        self.day = day
        self.examples: list[Example] = []
        self.unfit: dict[int, str] = {}
        self.broken: set[int] = set()
        fields = {path for rule in rules for path in fields_read(rule.definition)}
        with reads.collected(None):
            for number, record in enumerate(records):
                try:
                    own = values.projected(record, fields)
                except UnfitValueError as error:
                    self.unfit[number], own = str(error), {}
                self.examples.append(Example(own, None, catalog))
                if record.broken:
                    self.broken.add(number)

    def request(self, key: Key) -> Judge:
        """The request to judge it."""
        return judge_request(key, self.examples, self.day)

    def asked(self, rules: int, readers: dict[int, Reads]) -> Callable[[Ask], Any]:
        """Answers lookups, and notes what is read."""
        return asking(self.examples, self.day, [record.path for record in self.records], rules, readers)


def judge_request(key: Key, examples: Sequence[Example], today: dt.date) -> Judge:
    """The request to judge examples by rules of a set."""
    subjects = [Subject(each.own, each.old) for each in examples]
    return Judge(key[0], key[1], (today - ANY_DAY).days * _DAY, subjects)


def asking(
    examples: Sequence[Example], today: dt.date, paths: Sequence[str], rules: int, readers: dict[int, Reads]
) -> Callable[[Ask], Any]:
    """Answers lookups, and notes what each verdict read by its place."""

    def asked(ask: Ask) -> Any:
        number = ask.place // rules
        reader = readers.setdefault(ask.place, Reads(paths[number] if paths else ""))
        with reads.collected(reader):
            return answer(examples[number].catalog, today, ask.function, ask.arguments)

    return asked


def verdicts(judged: Judged, readers: dict[int, Reads]) -> list[Verdict]:
    """The verdicts in an answer, example by example, each with what was read for it."""
    for reader in readers.values():
        reader.condense()
    return [
        PLAIN[code]
        if place not in judged.texts and place not in readers
        else Verdict(code, judged.texts.get(place, ""), readers.get(place))
        for place, code in enumerate(judged.codes)
    ]
