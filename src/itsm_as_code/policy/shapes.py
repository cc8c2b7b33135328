"""The model as expressions see it: shapes of plain data, and the functions that ask the catalogue."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from itsm_as_code.model.base import Model as Mapping
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.structure import (
    Either,
    FieldNode,
    Flag,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    Words,
    fields_of,
)
from itsm_as_code.policy.wire import BOOL, DOUBLE, DYN, STRING, Field, Lookup, Model, Shapes

_RESERVED = {"function": "functionNamed"}
"""Short names of kinds that are words of the language, and what the lookup is called instead."""


def lookup_name(kind: Kind) -> str:
    """The function that finds an entity of a kind by its name: `service`, `changeModel`."""
    first, *rest = kind.short.split("-")
    return _RESERVED.get(kind.short, first + "".join(word.capitalize() for word in rest))


@functools.cache
def model() -> Model:
    """Everything that expressions can speak of."""
    return Model(_shapes(), tuple(KINDS), (*_by_name(), *RELATIONS))


def _by_name() -> Iterator[Lookup]:
    for kind in KINDS.values():
        yield Lookup(lookup_name(kind), (STRING,), kind.name)


_SUPPORTING = ("Service", "ConfigurationItem", "UnderpinningContract")
ENTITY = "entity"

RELATIONS = (
    Lookup("exists", (STRING,), BOOL),
    Lookup("slasOf", (ENTITY,), "ServiceLevelAgreement", many=True, kinds=("Service",)),
    Lookup("enabledProcesses", (ENTITY,), "BusinessProcess", many=True, kinds=("Service",)),
    Lookup("dependents", (ENTITY,), STRING, many=True, kinds=_SUPPORTING),
    Lookup("closure", (ENTITY,), STRING, many=True, kinds=_SUPPORTING),
    Lookup("waived", (STRING, ENTITY), BOOL),
)


def _shapes() -> Shapes:
    found: Shapes = {}
    pending: list[type[Mapping]] = [kind.entity for kind in KINDS.values()]
    while pending:
        shape = pending.pop()
        if shape.__name__ in found:
            continue
        fields = fields_of(shape)
        found[shape.__name__] = {name: _field(field) for name, field in fields.items()}
        pending += [below for field in fields.values() for below in _nested(field.node)]
    return found


def _nested(node: Node) -> Iterator[type[Mapping]]:
    match node:
        case Nested(shape):
            yield shape
        case ListOf(item):
            yield from _nested(item)
        case MapOf(_, value):
            yield from _nested(value)
        case _:
            return


def _field(field: FieldNode) -> Field:
    optional = not field.required and field.default is None
    match field.node:
        case ListOf(item):
            return Field(_type(item), many=True, optional=optional, words=_words(item))
        case MapOf(_, value):
            return Field(_type(value), keyed=True, optional=optional)
        case node:
            return Field(_type(node), optional=optional, words=_words(node))


def _type(node: Node) -> str:  # noqa: PLR0911 (one for each sort of node)
    match node:
        case Nested(shape):
            return shape.__name__
        case Scalar(form):
            return DOUBLE if "number" in form.shapes else STRING
        case Flag():
            return BOOL
        case Words(words):
            return BOOL if any(isinstance(word, bool) for word in words) else STRING
        case Referring():
            return STRING
        case Either() | ListOf() | MapOf():
            return DYN
        case _:
            return DYN


def _words(node: Node) -> tuple[str, ...]:
    if not isinstance(node, Words):
        return ()
    return tuple(word for word in node.words if isinstance(word, str))
