"""Entities as expressions have them: plain data with the defaults of the model, every number a double.

Dates and durations stay texts. What is empty by default is absent, so that `has()` tells whether it was
written.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.derived import fact
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.structure import (
    Either,
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

DEEPEST = 32
"""Levels of mappings and lists; the engine does not survive much deeper data."""

_Convert = Callable[[Any], Any]


class UnfitValueError(ValueError):
    """A value that must not reach the engine; the message says why, completing "it"."""


@fact
def entity(record: Record[Any]) -> dict[str, Any]:
    """All of an entity."""
    return mapping(record.kind, record.name, record.value)


def mapping(kind: Kind, name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """All of an entity that need not fit its schema, such as the example of a test."""
    found: dict[str, Any] = _nested(kind.entity)(value)
    metadata = found.get("metadata")
    found["kind"] = kind.name
    found["metadata"] = {**metadata, "name": name} if isinstance(metadata, dict) else {"name": name}
    found.setdefault("spec", {})
    return found


def projected(record: Record[Any], fields: Iterable[str]) -> dict[str, Any]:
    """As much of an entity as a rule reads.

    Args:
        record: The entity.
        fields: As `own.fields_read` lists them.
    """
    kind = record.kind.name
    value = record.value
    found: dict[str, Any] = {"kind": kind, "metadata": {"name": record.name}, "spec": {}}
    for path in fields:
        top, dot, name = path.partition(".")
        if not dot:
            return entity(record)
        if top not in ("metadata", "spec"):
            continue
        convert, default = _field(kind, top, name)
        part = value.get(top)
        written = part.get(name) if isinstance(part, dict) else None
        if written is not None:
            found[top][name] = convert(written) if convert is not None else _sound(written)
        elif default is not None:
            found[top][name] = default
    return found


def is_broken(record: Record[Any], fields: Iterable[str]) -> bool:
    """Whether the schema refused a field that a rule reads."""
    broken = record.broken
    if not broken:
        return False
    for text in fields:
        path = tuple(text.split(".")) if text else ()
        if any(field[: len(path)] == path[: len(field)] for field in broken):
            return True
    return False


@functools.cache
def _field(kind: str, top: str, name: str) -> tuple[_Convert | None, Any]:
    """How a field is converted, and its default."""
    part = fields_of(KINDS[kind].entity)[top].node
    assert isinstance(part, Nested)
    field = fields_of(part.model).get(name)
    if field is None:
        return anything, None
    convert = _convert(field.node)
    default = field.default
    return convert, default if default is None or convert is None else convert(default)


@functools.cache
def _convert(node: Node) -> _Convert | None:  # noqa: PLR0911 (one for each sort of node)
    """What makes plain data of a value; nothing does where it stays as it is."""
    match node:
        case Nested(model):
            return _nested(model)
        case ListOf(item):
            return functools.partial(_listed, _convert(item))
        case MapOf(_, value):
            return functools.partial(_mapped, _convert(value))
        case Scalar(form) if "number" in form.shapes:
            return _number
        case Scalar() | Words() | Flag() | Referring():
            return None
        case Either(options):
            return functools.partial(_either, options)
        case _:
            return anything


@functools.cache
def _nested(model: type[Model]) -> _Convert:
    fields = {name: _convert(field.node) for name, field in fields_of(model).items()}
    defaults = {
        name: field.default if convert is None else convert(field.default)
        for name, field in fields_of(model).items()
        if field.default is not None
        for convert in (fields[name],)
    }

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return anything(value)
        found = dict(defaults)
        for key, item in value.items():
            if item is not None:
                how = fields.get(key, anything)
                found[str(key)] = _sound(item) if how is None else how(item)
        return found

    return convert


def _listed(convert: _Convert | None, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return anything(value)
    return [_sound(item) if convert is None else convert(item) for item in value if item is not None]


def _mapped(convert: _Convert | None, value: Any) -> Any:
    if not isinstance(value, Mapping):
        return anything(value)
    return {
        _sound(str(key)): _sound(item) if convert is None else convert(item)
        for key, item in value.items()
        if item is not None
    }


def _either(options: tuple[Node, ...], value: Any) -> Any:
    wanted = Nested if isinstance(value, Mapping) else ListOf if isinstance(value, list) else None
    for option in options:
        if wanted is not None and isinstance(option, wanted):
            convert = _convert(option)
            return value if convert is None else convert(value)
    return anything(value)


def _number(value: Any) -> Any:
    if isinstance(value, str):  # an exact amount of money
        try:
            return float(Decimal(value))
        except InvalidOperation:
            return _sound(value)
    return anything(value)


def anything(value: Any, depth: int = DEEPEST) -> Any:
    """A value whose shape the model does not know.

    Raises:
        UnfitValueError: When it is nested too deeply or holds a NUL character.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return float(value)
    if isinstance(value, Mapping | list | tuple) and depth < 1:
        raise UnfitValueError(f"is nested more than {DEEPEST} levels deep")
    if isinstance(value, Mapping):
        return {
            _sound(str(key)): anything(item, depth - 1) for key, item in value.items() if item is not None
        }
    if isinstance(value, list | tuple):
        return [anything(item, depth - 1) for item in value if item is not None]
    return _sound(value if isinstance(value, str) else str(value))


def _sound(value: Any) -> Any:
    """A value that stays as it is; what does not fit the schema is made plain."""
    if isinstance(value, str):
        if "\0" in value:
            raise UnfitValueError("holds a NUL character")
        return value
    return value if isinstance(value, bool) else anything(value)
