"""The rules that the policies of a catalogue write, ready for the engine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.policy import Policy, PolicyRule
from itsm_as_code.policy.shapes import ENTITY, RELATIONS
from itsm_as_code.policy.values import UnfitValueError, anything
from itsm_as_code.policy.wire import Definition

_TIME = re.compile(r"\b(?:today|waived)\b")
_SELF = re.compile(
    r"(?:\b(?P<function>\w+)\s*\(\s*)?\bself\b"
    r"(?:\s*\.\s*(?P<part>spec|metadata)\b(?!\s*\()(?:\s*\.\s*(?P<name>\w+)\b(?!\s*\())?)?"
)
"""`self` with what follows it, and the function of which it is the first argument."""

TARGETS = frozenset({"hasTarget", "target"})
LOOKUPS = frozenset(lookup.name for lookup in RELATIONS if ENTITY in lookup.takes)
"""The functions that want to know no more of an entity than who it is."""

_STEP = re.compile(r"[A-Za-z][A-Za-z0-9-]*|\[[0-9]*\]")


class Judgeable(Protocol):
    """What an engine needs to know of a rule, be it a policy's or a question."""

    @property
    def code(self) -> str:
        """What verdicts are remembered by."""

    @property
    def definition(self) -> Definition:
        """The rule for the engine."""

    @property
    def is_timed(self) -> bool:
        """Whether it asks what day it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """An expression that somebody asks, and no policy holds to.

    Attributes:
        definition: The question as a rule.
        code: What its verdicts are remembered by.
    """

    definition: Definition
    code: str = "the question"

    @property
    def is_timed(self) -> bool:
        """Whether it asks what day it is."""
        return asks_for_time(self.definition)


def fields_read(definition: Definition) -> tuple[str, ...]:
    """The fields of `self` that a rule may read, told from its text before it is compiled; rather too many.

    Returns:
        `spec.state`, or `spec` where all of it is read, or an empty text for everything.
    """
    found: set[str] = set()
    for _, text in definition.parts():
        for match in _SELF.finditer(text):
            part, name, function = match["part"], match["name"], match["function"]
            if part is not None:
                found.add(f"{part}.{name}" if name else part)
            elif function in TARGETS:
                found.add("spec.targets")
            elif function not in LOOKUPS:
                found.add("")
    return ("",) if "" in found else tuple(sorted(found))


def asks_for_time(definition: Definition) -> bool:
    """Whether a rule asks what day it is."""
    return any(_TIME.search(text) for _, text in definition.parts())


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of a policy.

    Attributes:
        policy: The policy.
        index: Its place in `rules`.
        rule: As its author wrote it.
        definition: The same for the engine.
        code: `POL/<policy>/<rule>`.
        is_timed: Whether it asks what day it is.
        at: The field to which its findings point, as far as it can be told beforehand.
    """

    policy: Record[Policy]
    index: int
    rule: PolicyRule
    definition: Definition
    code: str
    is_timed: bool
    at: FieldPath

    @property
    def kind(self) -> str:
        """The name of the kind that it judges."""
        return self.definition.kind

    @property
    def path(self) -> FieldPath:
        """Where it stands in the policy."""
        return ("spec", "rules", self.index)

    def path_of(self, part: str) -> FieldPath:
        """Where one of its expressions stands, as `Definition.parts` names it."""
        name, _, number = part.partition("/")
        if name == "where":
            return (*self.path, "match", "where")
        return (*self.path, name, int(number), "expression") if number else (*self.path, name)


def own_rules(catalog: Catalog) -> list[OwnRule]:
    """Every rule of every policy that can be read, by the policy's path."""
    return [rule for policy in catalog.of(Policy) for rule in rules_of(policy)]


def rules_of(policy: Record[Policy]) -> list[OwnRule]:
    """The rules of one policy; those that do not fit the schema are left out."""
    spec = policy.entity.spec
    broken = {path[:3] for path in policy.broken if path[:2] == ("spec", "rules")}
    if ("spec", "rules") in broken or any(path[:2] == ("spec", "params") for path in policy.broken):
        return []
    found = []
    for index, rule in enumerate(spec.rules):
        if ("spec", "rules", index) not in broken:
            definition = _definition(policy, rule)
            timed = asks_for_time(definition)
            code = f"POL/{policy.name}/{rule.name}"
            found.append(OwnRule(policy, index, rule, definition, code, timed, _path(rule.at or "")))
    return found


def _definition(policy: Record[Policy], rule: PolicyRule) -> Definition:
    params = {}
    for name, value in policy.entity.spec.params.items():
        try:
            params[name] = anything(value)
        except UnfitValueError:
            continue  # an expression that uses it has no such parameter
    variables: Sequence[tuple[str, str]] = [(each.name, each.expression) for each in rule.variables]
    return Definition(
        rule.match.kind,
        bool(rule.operations),
        rule.match.where,
        tuple(variables),
        rule.expression,
        rule.message_expression,
        params,
    )


def _path(field: str) -> FieldPath:
    """`spec.targets[].atLeast` as far as it names one place."""
    found: list[str | int] = []
    for step in _STEP.findall(field):
        if step == "[]":
            break
        found.append(int(step[1:-1]) if step.startswith("[") else step)
    return tuple(found)
