"""The language of policies: names and functions, once with the types of the model and once for plain data.

Rules are checked with the first and evaluated with the second, where every entity is a mapping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from google.protobuf import descriptor_pool

from itsm_as_code.policy import targets
from itsm_as_code.policy.engine import MAPPING, Environment, Function, Type, pool_of, type_of
from itsm_as_code.policy.wire import BOOL, DOUBLE, STRING, Definition, Field, Lookup, Model

AGREEMENTS = ("ServiceLevelAgreement", "OperationalLevelAgreement", "UnderpinningContract")
TARGET_FUNCTIONS = ("hasTarget", "target")
_GIVES = {"hasTarget": Type.BOOL, "target": Type.DOUBLE}
ENTITY = "entity"

Ask = Callable[[str, tuple[str, ...]], Any]
"""Asks the catalogue: a lookup, and its arguments as texts."""


class Typed:
    """The language with the types of the model.

    Args:
        model: What expressions can speak of.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.functions = {each.name: each for each in model.lookups}
        self._pool: descriptor_pool.DescriptorPool = pool_of(model.shapes)
        self._declared = [*_computed(_entities(AGREEMENTS)), *map(self._lookup, model.lookups)]

    def environment(self, names: Mapping[str, Type], rule: Definition) -> Environment:
        """The environment of one rule.

        Args:
            names: The types of its variables.
            rule: The rule.
        """
        kind = _entity(rule.kind)
        variables = {"self": kind, "today": Type.TIMESTAMP, **names}
        if rule.changes:
            variables["old"] = kind
        for name, value in rule.params.items():
            variables[f"params.{name}"] = type_of(field_of(value))
        return Environment(variables, self._declared, self._pool)

    def _lookup(self, lookup: Lookup) -> Function:
        gives = type_of(Field(lookup.gives, many=lookup.many))
        kinds = lookup.kinds or self.model.kinds
        if ENTITY not in lookup.takes:
            return Function(lookup.name, [[Type.STRING] * len(lookup.takes)], [gives])
        ways = [[Type.STRING if part == STRING else _entity(kind) for part in lookup.takes] for kind in kinds]
        return Function(lookup.name, ways, [gives] * len(ways))


def plain(names: Iterable[str], model: Model, ask: Ask) -> Environment:
    """The environment in which rules are evaluated.

    Args:
        names: All variables and parameters, `params.minimumAvailability`; their types show in the values.
        model: What expressions can speak of.
        ask: Answers the lookups.
    """
    variables = {"self": MAPPING, "old": MAPPING, "today": Type.TIMESTAMP}
    variables |= dict.fromkeys(names, Type.DYN)
    functions = [*_computed([MAPPING]), *(_asking(lookup, ask) for lookup in model.lookups)]
    return Environment(variables, functions)


def field_of(value: Any) -> Field:
    """The type of a parameter."""
    if isinstance(value, list):
        types = {field_of(item).type for item in value}
        return Field(types.pop() if len(types) == 1 else "dyn", many=True)
    if isinstance(value, bool):
        return Field(BOOL)
    return Field(DOUBLE if isinstance(value, float) else STRING)


def _entity(kind: str) -> Type:
    return Type(f"itsm.{kind}")


def _entities(kinds: Iterable[str]) -> list[Type]:
    return [_entity(kind) for kind in kinds]


def _computed(agreements: Sequence[Type]) -> list[Function]:
    """The functions that ask nobody."""
    found = [
        Function("minutes", [[Type.STRING]], [Type.DOUBLE], targets.minutes),
        Function("date", [[Type.STRING]], [Type.TIMESTAMP], targets.date),
    ]
    for name, call in (("hasTarget", targets.has_target), ("target", targets.target)):
        ways = [[agreement, Type.STRING, *rest] for agreement in agreements for rest in ([], [Type.DOUBLE])]
        found.append(Function(name, ways, [_GIVES[name]] * len(ways), call))
    return found


def _asking(lookup: Lookup, ask: Ask) -> Function:
    """A lookup on plain data: an entity is named by its canonical reference, which the model's side makes."""

    def call(*arguments: Any) -> Any:
        texts = [_reference(each) if isinstance(each, Mapping) else str(each) for each in arguments]
        return ask(lookup.name, tuple(texts))

    takes = [Type.STRING if part == STRING else MAPPING for part in lookup.takes]
    gives = {BOOL: Type.BOOL}.get(lookup.gives, Type.DYN)
    return Function(lookup.name, [takes], [Type.DYN if lookup.many else gives], call)


def _reference(entity: Mapping[str, Any]) -> str:
    """`Kind:name`, with the name of the kind as files spell it."""
    return f"{entity.get('kind', '')}:{entity.get('metadata', {}).get('name', '')}"
