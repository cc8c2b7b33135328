"""Finding the references in an entity's plain value, whether or not the entity fits its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from itsm_as_code.catalog.files import SourceFile
from itsm_as_code.catalog.records import Reference
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind, ReferenceField


class _Plan:
    """A part of a kind's structure that leads to references; only these keys are visited.

    Attributes:
        field: The reference field, where the place itself may hold one.
        items: What lies below the items of a list.
        keys: What the keys of a mapping name.
        below: What lies below the values of a mapping, by key.
    """

    __slots__ = ("below", "field", "items", "keys")

    def __init__(self) -> None:
        self.field: ReferenceField | None = None
        self.items: _Plan | None = None
        self.keys: _Plan | None = None
        self.below: dict[str, _Plan] = {}

    def step(self, key: str) -> _Plan:
        """What lies below one step of a reference field's path."""
        if key == "[]":
            self.items = self.items or _Plan()
            return self.items
        if key == "{key}":
            self.keys = self.keys or _Plan()
            return self.keys
        return self.below.setdefault(key, _Plan())


@cache
def _plan(kind: str) -> _Plan:
    """The reference fields of a kind as a tree of keys."""
    root = _Plan()
    for field in KINDS[kind].references:
        node = root
        for step in field.path:
            node = node.step(step)
        node.field = field
    return root


_GATE_OWNERS = ReferenceField(("gate", "owners", "[]"), ("Role", "Team"), prefixed=True, people=True)
_GATE_OWNER_KINDS = frozenset(KINDS[kind].short for kind in _GATE_OWNERS.kinds)


def references_of_settings(settings: SourceFile) -> Iterator[Reference]:
    """The roles and teams that `itsm.yaml` names; whatever else stands there, the schema reports."""
    value = settings.document.value if settings.document else None
    owners = value_at(value, ("gate", "owners"))
    for index, owner in enumerate(owners if isinstance(owners, list) else ()):
        if isinstance(owner, str) and owner.partition(":")[0] in _GATE_OWNER_KINDS:
            yield Reference(settings.path, ("gate", "owners", index), owner, _GATE_OWNERS)


def references_of(kind: Kind, ref: str, value: object) -> tuple[Reference, ...]:
    """Every reference in an entity, in the order of the file.

    Args:
        kind: The entity's kind.
        ref: Its canonical reference.
        value: Its plain value; parts of an unexpected type are passed over, since the schema reports them.
    """
    found: list[Reference] = []
    _collect(_plan(kind.name), ref, value, (), found)
    return tuple(found)


def _collect(plan: _Plan, source: str, value: object, path: FieldPath, found: list[Reference]) -> None:
    if isinstance(value, str):
        field = plan.field
        if field is not None and (target := _target(field, value)):
            found.append(Reference(source, path, target, field))
    elif isinstance(value, dict):
        if plan.keys is not None:
            for key in value:
                _collect(plan.keys, source, key, (*path, key), found)
        below = plan.below
        for key, item in value.items():
            if key in below:
                _collect(below[key], source, item, (*path, key), found)
    elif isinstance(value, list) and plan.items is not None:
        for index, item in enumerate(value):
            _collect(plan.items, source, item, (*path, index), found)


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
