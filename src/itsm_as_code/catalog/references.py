"""Finding the references in an entity's plain value, whether or not the entity fits its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from itsm_as_code.catalog.records import Reference
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind, ReferenceField

_Plan = dict[str, "_Plan | ReferenceField"]


@cache
def _plan(kind: str) -> _Plan:
    """The reference fields of a kind as a tree of keys, so that only these keys are visited.

    A field that admits a plain reference as well as a mapping with references inside (`requires`) holds
    its own definition under the empty key.
    """
    root: _Plan = {}
    for field in KINDS[kind].references:
        node = root
        for step in field.path:
            child = node.setdefault(step, {})
            if isinstance(child, ReferenceField):
                child = node[step] = {"": child}
            node = child
        node[""] = field
    return root


def references_of(kind: Kind, ref: str, value: object) -> tuple[Reference, ...]:
    """Every reference in an entity, in the order of the file.

    Args:
        kind: The entity's kind.
        ref: Its canonical reference.
        value: Its plain value; parts of an unexpected type are passed over, since the schema reports them.
    """
    return tuple(_walk(_plan(kind.name), ref, value, ()))


def _walk(plan: _Plan, source: str, value: object, path: FieldPath) -> Iterator[Reference]:
    if isinstance(value, str):
        field = plan.get("")
        if isinstance(field, ReferenceField) and (target := _target(field, value)):
            yield Reference(source, path, target, field)
    elif isinstance(value, dict):
        keys = plan.get("{key}")
        if isinstance(keys, dict):
            for key in value:
                yield from _walk(keys, source, key, (*path, key))
        for key in value:
            child = plan.get(key) if key else None
            if isinstance(child, dict):
                yield from _walk(child, source, value[key], (*path, key))
    elif isinstance(value, list):
        items = plan.get("[]")
        if isinstance(items, dict):
            for index, item in enumerate(value):
                yield from _walk(items, source, item, (*path, index))


def _target(field: ReferenceField, value: str) -> str | None:
    """The canonical form of what a scalar names; `None` when it names a person, a keyword or nothing."""
    if value in field.keywords:
        return None
    if field.activity:
        value = value.partition("/")[0]
    if not field.prefixed:
        return f"{KINDS[field.kinds[0]].short}:{value}"
    short, colon, name = value.partition(":")
    return value if colon and name and short in BY_SHORT else None
