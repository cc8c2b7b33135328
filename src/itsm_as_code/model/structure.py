"""The models as plain data: which fields a mapping has, and what each may hold.

Derived from the models' annotations once, and read by everything that speaks about the model rather than
with it: JSON Schemas, the reference of kinds, the plan of references, the wording of faults.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from itsm_as_code.model.base import Listed, Model, alias_of
from itsm_as_code.model.common import Entity
from itsm_as_code.model.formats import Affirmed, Choice, Format, Free, Number
from itsm_as_code.model.kinds import ReferenceField
from itsm_as_code.model.references import Reference
from itsm_as_code.model.vocabulary import BUILT_IN_CALENDARS


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text or a number of a certain form."""

    form: Format | Number


@dataclass(frozen=True, slots=True)
class Words:
    """One of several words (or `true` alone)."""

    words: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Referring:
    """A text that names an entity."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Anything:
    """Content of the author's own; with `mapping`, a mapping."""

    mapping: bool


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `item`, with at least `least` of them, whose `unique` fields differ."""

    item: Node
    least: int
    unique: str | None


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys are the author's own."""

    key: Node
    value: Node


@dataclass(frozen=True, slots=True)
class Nested:
    """A mapping with the fields of a model."""

    model: type[Model]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes."""

    options: tuple[Node, ...]


Node = Scalar | Words | Flag | Referring | Anything | ListOf | MapOf | Nested | Either


@dataclass(frozen=True, slots=True)
class FieldNode:
    """A field of a mapping.

    Attributes:
        name: As authors type it.
        node: What it may hold.
        required: Whether the mapping cannot do without it.
        description: What it means.
        default: Its default as plain data, where it has one that is not empty.
    """

    name: str
    node: Node
    required: bool
    description: str
    default: object = None


@functools.cache
def fields_of(model: type[Model]) -> dict[str, FieldNode]:
    """The fields of a model by the names that authors type, in their order."""
    found = {}
    for name, info in model.model_fields.items():
        alias = alias_of(name)
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        default = None if info.is_required() else _plain(info.get_default(call_default_factory=True))
        found[alias] = FieldNode(
            alias, node_of(annotation), info.is_required(), info.description or "", default
        )
    return found


def _plain(value: Any) -> object:
    """A default as JSON would write it; what is empty is no default to speak of."""
    if isinstance(value, Model):
        return None
    if isinstance(value, tuple):
        return [_plain(item) for item in value] or None
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()} or None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def node_of(annotation: Any) -> Node:
    """What an annotation of the models may hold."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        found = (_from_metadata(meant, arguments[0]) for meant in arguments[1:])
        return next((node for node in found if node), None) or node_of(arguments[0])
    if origin in (Union, types.UnionType):
        options = [node_of(option) for option in arguments if option is not type(None)]
        return options[0] if len(options) == 1 else Either(tuple(options))
    if origin is Literal:
        return Words(arguments)
    if origin is dict:
        return MapOf(node_of(arguments[0]), node_of(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Nested(annotation)
    return _PLAIN[annotation]


_PLAIN: dict[Any, Node] = {bool: Flag(), str: Scalar(Format("text", "any text", ""))}


def _from_metadata(meant: object, inner: Any) -> Node | None:
    match meant:
        case Reference():
            return Referring(meant)
        case Format() | Number():
            return Scalar(meant)
        case Choice() | Affirmed():
            return Words(meant.words)
        case Free():
            return Anything(meant.mapping)
        case Listed():
            return ListOf(node_of(get_args(inner)[0]), meant.least, meant.unique)
        case _:
            return None


def summary(model: type[Model]) -> str:
    """What a model is, from its docstring."""
    return (model.__doc__ or "").strip().partition("\n")[0]


def reference_fields(entity: type[Entity]) -> tuple[ReferenceField, ...]:
    """Every place in the files of a kind that names other entities, in the order of the model."""
    return tuple(_references(Nested(entity), (), ()))


def _references(node: Node, path: tuple[str, ...], keywords: tuple[str, ...]) -> Iterator[ReferenceField]:
    match node:
        case Referring(reference):
            words = keywords + (BUILT_IN_CALENDARS if reference.kinds == ("Calendar",) else ())
            yield ReferenceField(
                path, reference.kinds, reference.prefixed, reference.people, words, reference.activity
            )
        case ListOf(item):
            yield from _references(item, (*path, "[]"), keywords)
        case MapOf(key, value):
            yield from _references(key, (*path, "{key}"), keywords)
            yield from _references(value, (*path, "{}"), keywords)
        case Nested(model):
            for field in fields_of(model).values():
                yield from _references(field.node, (*path, field.name), ())
        case Either(options):
            words = tuple(
                str(word) for option in options if isinstance(option, Words) for word in option.words
            )
            for option in options:
                yield from _references(option, path, keywords + words)
        case _:
            return
