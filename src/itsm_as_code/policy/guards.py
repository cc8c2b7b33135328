"""Fields that may be absent have to be asked for with `has()` first: what is known at each place of a rule.

Knowledge flows as evaluation does: what stands right of `&&` is evaluated where the left is true, right of
`||` where it is false, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass

from itsm_as_code.policy.reading import Scope, found_in, path_of, scope_of_loop
from itsm_as_code.policy.syntax import Call, Loop, Node, Select, children

Facts = frozenset[str]
NOTHING: Facts = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to be present where a part is true, and where it is false."""

    true: Facts = NOTHING
    false: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A field that is read where it may be absent."""

    node: Select
    path: str


def unguarded(node: Node, scope: Scope, facts: Facts) -> tuple[list[Unguarded], Known]:
    """The fields that a part reads unasked, and what is known behind it.

    Args:
        node: The part.
        scope: What its names stand for.
        facts: What is known before it.
    """
    found: list[Unguarded] = []
    known = _visit(node, scope, facts, found)
    return found, known


def _visit(node: Node, scope: Scope, facts: Facts, found: list[Unguarded]) -> Known:
    match node:
        case Select():
            return _select(node, scope, facts, found)
        case Call(function="_&&_" | "_||_", arguments=(left, right)):
            first = _visit(left, scope, facts, found)
            conjunction = node.function == "_&&_"
            second = _visit(right, scope, facts | (first.true if conjunction else first.false), found)
            if conjunction:
                return Known(first.true | second.true, first.false & second.false)
            return Known(first.true & second.true, first.false | second.false)
        case Call(function="!_", arguments=(inner,)):
            known = _visit(inner, scope, facts, found)
            return Known(known.false, known.true)
        case Call(function="_?_:_", arguments=(condition, then, otherwise)):
            known = _visit(condition, scope, facts, found)
            yes = _visit(then, scope, facts | known.true, found)
            no = _visit(otherwise, scope, facts | known.false, found)
            return Known(
                (known.true | yes.true) & (known.false | no.true),
                (known.true | yes.false) & (known.false | no.false),
            )
        case Loop():
            _loop(node, scope, facts, found)
        case _:
            for child in children(node):
                _visit(child, scope, facts, found)
    return Known()


def _select(node: Select, scope: Scope, facts: Facts, found: list[Unguarded]) -> Known:
    _visit(node.operand, scope, facts, found)
    below = path_of(node.operand)
    path = f"{below}.{node.field}" if below is not None else None
    if node.test:
        return Known(frozenset({path}) if path is not None else NOTHING)
    if path in scope.names:
        return Known()
    field = found_in(node, scope)
    if field is not None and field.optional and path not in facts:
        found.append(Unguarded(node, path or node.field))
    return Known()


def _loop(node: Loop, scope: Scope, facts: Facts, found: list[Unguarded]) -> None:
    _visit(node.over, scope, facts, found)
    inner = scope_of_loop(node, scope)
    hidden = tuple(f"{name}." for name in node.variables)
    outside = frozenset(fact for fact in facts if not fact.startswith(hidden))
    for part in (node.start, node.step):
        _visit(part, inner, outside, found)
