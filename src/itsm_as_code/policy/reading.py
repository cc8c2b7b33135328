"""What an expression says, beyond what the engine checks: which fields it reads, what is in its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from itsm_as_code.policy.language import TARGET_FUNCTIONS, field_of
from itsm_as_code.policy.syntax import Call, Items, Literal, Loop, Name, Node, Select
from itsm_as_code.policy.wire import BOOL, DOUBLE, STRING, Definition, Field, Model


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for at some place.

    Attributes:
        model: The model.
        names: The names: `self`, variables of loops, `variables.x`.
    """

    model: Model
    names: Mapping[str, Field] = field(default_factory=dict)

    def within(self, names: Mapping[str, Field | None]) -> Scope:
        """The scope of a loop, whose variables hide others of their name."""
        kept = {name: each for name, each in self.names.items() if name not in names}
        return Scope(self.model, kept | {name: each for name, each in names.items() if each is not None})


def scope_of(rule: Definition, model: Model) -> Scope:
    """The scope of a rule's first expression."""
    names = {"self": Field(rule.kind)} | ({"old": Field(rule.kind)} if rule.changes else {})
    names |= {f"params.{name}": field_of(value) for name, value in rule.params.items()}
    return Scope(model, names)


def path_of(node: Node) -> str | None:
    """`self.spec.state` for a name with fields behind it; `None` for anything else."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Select) and not node.test:
        below = path_of(node.operand)
        return f"{below}.{node.field}" if below is not None else None
    return None


def found_in(node: Node, scope: Scope) -> Field | None:  # noqa: PLR0911 (one for each sort of part)
    """What a part holds, as far as the model tells."""
    match node:
        case Name(name=name):
            return scope.names.get(name)
        case Select(test=True):
            return Field(BOOL)
        case Select(operand=operand, field=name):
            path = path_of(node)
            if path is not None and path in scope.names:
                return scope.names[path]
            return _selected(found_in(operand, scope), name, scope)
        case Call():
            return _called(node, scope)
        case Loop():
            return _looped(node, scope)
        case Literal(value=value):
            return Field(STRING) if isinstance(value, str) else None
        case _:
            return None


def _selected(holder: Field | None, name: str, scope: Scope) -> Field | None:
    if holder is None or holder.many:
        return None
    if holder.keyed:
        return replace(holder, keyed=False, optional=True)
    return scope.model.shapes.get(holder.type, {}).get(name)


def _called(node: Call, scope: Scope) -> Field | None:
    if node.function == "_[_]":
        holder = found_in(node.arguments[0], scope)
        return replace(holder, many=False, keyed=False, optional=False) if holder is not None else None
    if node.function == "_?_:_":
        first, second = (found_in(each, scope) for each in node.arguments[1:])
        return first if first == second else None
    if node.function in TARGET_FUNCTIONS:
        return Field(DOUBLE if node.function == "target" else BOOL)
    lookup = next((each for each in scope.model.lookups if each.name == node.function), None)
    return Field(lookup.gives, many=lookup.many) if lookup is not None and node.target is None else None


def element(node: Node, scope: Scope) -> Field | None:
    """What a loop over a part finds in turn: the items of a list, the keys of a mapping."""
    holder = found_in(node, scope)
    if holder is None:
        return None
    if holder.keyed:
        return Field(STRING)
    return replace(holder, many=False, optional=False) if holder.many else None


def scope_of_loop(loop: Loop, scope: Scope) -> Scope:
    """The scope inside a loop."""
    names: dict[str, Field | None] = dict.fromkeys((*loop.variables, loop.accumulator))
    names[loop.variables[0]] = element(loop.over, scope)
    return scope.within(names)


def _looped(loop: Loop, scope: Scope) -> Field | None:
    """What `map` and `filter` give; the others are yes or no."""
    step = loop.step
    if isinstance(step, Call) and step.function == "_?_:_":
        step = step.arguments[1]
    if isinstance(step, Call) and step.function == "_+_" and isinstance(step.arguments[1], Items):
        item = found_in(step.arguments[1].items[0], scope_of_loop(loop, scope))
        return replace(item, many=True, optional=False) if item is not None and not item.many else None
    return None
