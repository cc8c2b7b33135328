"""The examples beside the rules: each has to pass or to fail, as its author says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.catalog.references import references_of
from itsm_as_code.document import Document
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.policy import Policy, PolicyTest
from itsm_as_code.model.structure import ListOf, MapOf, Nested, Node, Words, fields_of
from itsm_as_code.policy import values
from itsm_as_code.policy.batches import Example
from itsm_as_code.policy.own import OwnRule, own_rules, rules_of
from itsm_as_code.policy.session import Session
from itsm_as_code.policy.values import UnfitValueError
from itsm_as_code.policy.wire import FAILED, HOLDS, NOT_CONCERNED, NOT_JUDGED, VIOLATED

_NAME = "example"
_FAULTY = "The rule {} is not judged, since something is wrong with its text"
_SAYS = {HOLDS: "pass", VIOLATED: "fail"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one example.

    Attributes:
        policy: The policy.
        index: Its place in `tests`.
        test: The example.
        fault: What is wrong; `None` when the rule says what it has to.
        path: Where that is.
        help: What to do, where that can be told.
        is_of_faulty_rule: Whether its rule is not judged, for which POL004 and POL005 give the reason.
    """

    policy: Record[Policy]
    index: int
    test: PolicyTest
    fault: str | None
    path: FieldPath
    help: str | None = None
    is_of_faulty_rule: bool = False

    @property
    def name(self) -> str:
        """What people call it: the rule, what is expected, and the title where it has one."""
        title = f": {self.test.title}" if self.test.title else ""
        says = {"pass": "passes", "fail": "fails"}[self.test.expect]
        return f"{self.test.rule} {says}{title}"


class _UnfitError(Exception):
    """An example that cannot be judged."""

    def __init__(self, message: str, path: FieldPath, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.help = help_


def run_all(catalog: Catalog, today: dt.date, name: str | None = None) -> list[Outcome]:
    """Judge the examples of one policy or of all, by path.

    Args:
        catalog: The catalogue.
        today: The day for which those are judged that name none.
        name: The policy; every policy when absent.

    Raises:
        UserError: When there is no such policy.
    """
    chosen = catalog.of(Policy)
    if name is not None:
        chosen = [record for record in chosen if name in (record.name, record.ref)]
        if not chosen:
            near = text.did_you_mean(name, [record.name for record in catalog.of(Policy)])
            raise UserError(f"There is no policy {name}.", near or "'itsm policy list' lists them.")
    session = Session(catalog, own_rules(catalog))
    try:
        return [outcome for policy in chosen for outcome in run(session, policy, today)]
    finally:
        session.close()


def run(
    session: Session, policy: Record[Policy], today: dt.date, tried: Sequence[OwnRule] = ()
) -> list[Outcome]:
    """Judge the examples of a policy.

    Args:
        session: The rules of the catalogue.
        policy: The policy.
        today: The day for which those are judged that name none.
        tried: Rules to judge in place of the policy's own, and only the examples of these; all when empty.
    """
    rules = {rule.rule.name: rule for rule in tried or rules_of(policy)}
    broken = {path[:3] for path in policy.broken}
    found: dict[int, Outcome] = {}
    waiting: dict[tuple[str, dt.date], list[tuple[int, Example]]] = defaultdict(list)
    tests = policy.entity.spec.tests
    for index, test in enumerate(tests):
        place: FieldPath = ("spec", "tests", index)
        if place in broken or ("spec", "tests") in broken or (tried and test.rule not in rules):
            continue
        try:
            rule = _rule(rules, test, place)
            example = _example(rule, test, place, session.catalog)
        except _UnfitError as unfit:
            found[index] = Outcome(policy, index, test, unfit.message, unfit.path, unfit.help)
        else:
            waiting[rule.rule.name, test.as_of or today].append((index, example))
    for (name, day), examples in waiting.items():
        if session.is_faulty(rules[name]):
            for index, _ in examples:
                place = ("spec", "tests", index, "rule")
                found[index] = Outcome(policy, index, tests[index], _FAULTY.format(name), place, None, True)
            continue
        verdicts = session.judge(rules[name], [example for _, example in examples], day)
        for (index, _), verdict in zip(examples, verdicts, strict=True):
            fault = _fault(rules[name], tests[index], verdict.code, verdict.text)
            found[index] = Outcome(policy, index, tests[index], fault, ("spec", "tests", index, "expect"))
    return [found[index] for index in sorted(found)]


def _fault(rule: OwnRule, test: PolicyTest, code: int, said: str) -> str | None:
    if code in (FAILED, NOT_JUDGED):
        return f"The rule {rule.rule.name} cannot be judged for the example: {said}"
    if code == NOT_CONCERNED:
        return f"The rule {rule.rule.name} does not concern the example: its condition 'where' is not met"
    if _SAYS[code] != test.expect:
        return f"The example has to {test.expect}, and the rule {rule.rule.name} lets it {_SAYS[code]}"
    return None


def _rule(rules: Mapping[str, OwnRule], test: PolicyTest, place: FieldPath) -> OwnRule:
    rule = rules.get(test.rule)
    if rule is None:
        help_ = text.did_you_mean(test.rule, rules)
        raise _UnfitError(f"The policy has no rule {test.rule}", (*place, "rule"), help_)
    return rule


def _example(rule: OwnRule, test: PolicyTest, place: FieldPath, catalog: Catalog) -> Example:
    if rule.rule.operations and test.old is None and "create" not in rule.rule.operations:
        raise _UnfitError(
            f"The rule {rule.rule.name} judges a change, and the example has no 'old'",
            (*place, "rule"),
            "Write what the entity was before under 'old'.",
        )
    given = list(test.given)
    now = test.self_ if test.self_ is not None else test.old
    parts = [((*place, "given", number), value) for number, value in enumerate(given)]
    own = _entity(rule, now or {}, (*place, "self" if test.self_ is not None else "old"))
    old = _entity(rule, test.old, (*place, "old")) if test.old is not None else None
    records = [_record(value, path) for path, value in parts]
    if now is not None:
        records.append(_record(now, (*place, "self")))
    files = [SourceFile(record.path, None, record.kind, record) for record in records]
    others = Catalog("the example", catalog.settings, SourceFile(""), files)
    return Example(own, old if rule.rule.operations else None, others)


def _entity(rule: OwnRule, value: Mapping[str, Any], path: FieldPath) -> dict[str, Any]:
    kind = _kind(value, path)
    if kind.name != rule.kind:
        message = f"The rule {rule.rule.name} is about {rule.kind}, and the example is a {kind.name}"
        raise _UnfitError(message, (*path, "kind"))
    for problem in _problems(Nested(kind.entity), value, path):
        raise problem
    try:
        return values.mapping(kind, _name(value), value)
    except UnfitValueError as error:
        raise _UnfitError(f"The example {error}", path) from error


def _record(value: Mapping[str, Any], path: FieldPath) -> Record[Any]:
    kind = _kind(value, path)
    for problem in _problems(Nested(kind.entity), value, path):
        raise problem
    ref = kind.ref_of(_name(value))
    file = f"{kind.folder}/{_name(value)}.yaml"
    return Record(
        file, kind, _name(value), Document("", value), None, frozenset(), references_of(kind, ref, value)
    )


def _kind(value: Mapping[str, Any], path: FieldPath) -> Kind:
    kind = KINDS.get(str(value.get("kind")))
    if kind is None:
        help_ = text.did_you_mean(str(value.get("kind", "")), KINDS) or "Name its kind, such as Service."
        raise _UnfitError("The example has no kind that there is", (*path, "kind"), help_)
    return kind


def _name(value: Mapping[str, Any]) -> str:
    metadata = value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, Mapping) else None
    return str(name) if name else _NAME


def _problems(node: Node, value: object, path: FieldPath) -> Iterator[_UnfitError]:
    """Fields that no such entity has, and words that they never hold; what is absent may be."""
    if isinstance(node, Nested) and isinstance(value, Mapping):
        fields = fields_of(node.model)
        for key, item in value.items():
            if key not in fields:
                help_ = text.did_you_mean(str(key), fields)
                yield _UnfitError(
                    f"The example has a field {key} that there is not", (*path, str(key)), help_
                )
            else:
                yield from _problems(fields[key].node, item, (*path, str(key)))
    elif isinstance(node, ListOf) and isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            yield from _problems(node.item, item, (*path, index))
    elif isinstance(node, MapOf) and isinstance(value, Mapping):
        for key, item in value.items():
            yield from _problems(node.value, item, (*path, str(key)))
    elif isinstance(node, Words) and value not in node.words:
        words = [str(word) for word in node.words]
        help_ = text.did_you_mean(str(value), words) or f"It is {text.any_of(words)}."
        shown = text.printable(text.shortened(str(value)))
        yield _UnfitError(f"The field {path[-1]} of the example is never '{shown}'", path, help_)
