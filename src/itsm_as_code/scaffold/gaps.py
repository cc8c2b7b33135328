"""What an entity still lacks before it fits its schema, one field after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.misfits import fits_shape
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.base import Model, alias_of
from itsm_as_code.model.constraints import AtLeastOne, Constraint, ExactlyOne, FormFollows, NeededWhen
from itsm_as_code.model.structure import Either, FieldNode, ListOf, MapOf, Nested, Node, Scalar, fields_of


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that is missing.

    Attributes:
        path: Where it belongs; of several of which one has to stand, the mapping that lacks them.
        node: What it takes.
        description: What it means.
        alternatives: The fields of which one has to stand.
    """

    path: FieldPath
    node: Node
    description: str
    alternatives: tuple[FieldNode, ...] = ()


def gaps(model: type[Model], value: Mapping[str, Any], path: FieldPath = ()) -> Iterator[Gap]:
    """Every missing field, in the order in which an author would write them.

    Args:
        model: The model of the mapping.
        value: The mapping as far as it goes: plain mappings, lists and scalars.
        path: Where the mapping stands.
    """
    for field in ordered(model):
        if field.name in value:
            yield from _inside(field.node, value[field.name], (*path, field.name))
        elif field.required:
            yield Gap((*path, field.name), narrowed(model, field, value), field.description)
    for constraint in model.constraints:
        if not constraint.holds(value):
            yield from _asked_for(constraint, model, value, path)


def ordered(model: type[Model]) -> list[FieldNode]:
    """The owner first, then the model's own fields, then those that it shares with others."""
    own = {alias_of(name) for name in model.__annotations__}
    return sorted(fields_of(model).values(), key=lambda field: (field.name != "owner", field.name not in own))


def narrowed(model: type[Model], field: FieldNode, value: Mapping[str, Any]) -> Node:
    """What a field takes beside the fields that decide its form."""
    for constraint in model.constraints:
        if isinstance(constraint, FormFollows) and field.name in constraint.fields:
            form = constraint.form(value)
            if form is not None:
                return Scalar(form)
    return field.node


def _asked_for(
    constraint: Constraint, model: type[Model], value: Mapping[str, Any], path: FieldPath
) -> Iterator[Gap]:
    """What a constraint wants and nobody wrote; what it forbids is no gap."""
    fields = fields_of(model)
    match constraint:
        case ExactlyOne(names) | AtLeastOne(names) if not any(name in value for name in names):
            choices = tuple(fields[name] for name in names)
            narrow = tuple(
                FieldNode(each.name, narrowed(model, each, value), each.required, each.description)
                for each in choices
            )
            yield Gap(path, Nested(model), "", narrow)
        case NeededWhen(name) if name not in value:
            yield Gap((*path, name), narrowed(model, fields[name], value), fields[name].description)
        case _:
            return


def _inside(node: Node, value: Any, path: FieldPath) -> Iterator[Gap]:
    match node:
        case Nested(model) if isinstance(value, dict):
            yield from gaps(model, value, path)
        case ListOf(item) if isinstance(value, list):
            for index, each in enumerate(value):
                yield from _inside(item, each, (*path, index))
        case MapOf(_, below) if isinstance(value, dict):
            for key, each in value.items():
                yield from _inside(below, each, (*path, key))
        case Either(options):
            for option in options:
                if fits_shape(option, value):
                    yield from _inside(option, value, path)
                    return
        case _:
            return
