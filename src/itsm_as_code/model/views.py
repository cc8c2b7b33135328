"""Entities that tell which of their fields are read.

A view is an entity of the same class with the same fields; whoever reads it cannot tell the difference. It
tells a listener the name of each field of `spec` and `metadata` at the moment at which it is read; what lies
within a field counts as that field, and whatever is done with the whole as all fields.
"""

from __future__ import annotations

import functools
from abc import ABCMeta
from collections.abc import Callable
from typing import Any, TypeVar, cast

from itsm_as_code.model.base import Model, alias_of
from itsm_as_code.model.common import Entity

EntityT = TypeVar("EntityT", bound=Entity)
Listener = Callable[[str], None]

EVERYTHING = ""
"""What a listener is told when an entity is read as a whole."""

_PARTS = ("metadata", "spec")


def view(entity: EntityT, listener: Listener) -> EntityT:
    """An entity that tells what is read of it.

    Args:
        entity: The entity.
        listener: Is told each field as authors type it (`spec.retireOn`), or `EVERYTHING`.
    """
    return cast("EntityT", _view(entity, "", listener))


def _view(model: Model, prefix: str, listener: Listener) -> Model:
    class_ = _class(type(model), prefix)
    made: Any = class_.__new__(class_)
    object.__setattr__(made, "_itsm_model", model)
    object.__setattr__(made, "_itsm_listener", listener)
    object.__setattr__(made, "_itsm_parts", {})
    return cast("Model", made)


@functools.cache
def _class(model: type[Model], prefix: str) -> type[Model]:
    """The class of the views of a model: a subclass whose fields are looked up in the model itself.

    It is made without pydantic's metaclass being asked, which would derive a new schema for it.
    """
    fields: dict[str, object] = {
        name: _Part(name) if not prefix and name in _PARTS else _Field(name, prefix)
        for name in model.model_fields
    }
    body = {
        "__slots__": ("_itsm_listener", "_itsm_model", "_itsm_parts"),
        "__module__": model.__module__,
        "__qualname__": model.__qualname__,
        "__doc__": model.__doc__,
        **_WHOLE,
        **fields,
    }
    return ABCMeta.__new__(type(model), model.__name__, (model,), body)


class _Field:
    """A field of a view."""

    __slots__ = ("_name", "_told")

    def __init__(self, name: str, prefix: str) -> None:
        self._name = name
        self._told = f"{prefix}{alias_of(name)}"

    def __get__(self, made: Any, owner: type[Model]) -> Any:
        made._itsm_listener(self._told)
        return made._itsm_model.__dict__[self._name]

    def __set__(self, made: Any, value: object) -> None:
        raise AttributeError(f"{self._name} is read-only")


class _Part:
    """The fields `metadata` and `spec` of the view of an entity: views of their own."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, made: Any, owner: type[Model]) -> Any:
        parts = made._itsm_parts
        if self._name not in parts:
            model = made._itsm_model.__dict__[self._name]
            parts[self._name] = _view(model, f"{self._name}.", made._itsm_listener)
        return parts[self._name]

    def __set__(self, made: Any, value: object) -> None:
        raise AttributeError(f"{self._name} is read-only")


def _whole(name: str) -> Callable[..., Any]:
    """A method that reads everything."""

    def method(made: Any, *args: Any, **options: Any) -> Any:
        made._itsm_listener(EVERYTHING)
        return getattr(made._itsm_model, name)(*[_bare(each) for each in args], **options)

    return method


def _bare(value: Any) -> Any:
    """The model behind a view; anything else as it is."""
    return value._itsm_model if hasattr(value, "_itsm_model") else value


def _fields_set(made: Any) -> set[str]:
    """The fields that the author wrote."""
    made._itsm_listener(EVERYTHING)
    return cast("set[str]", made._itsm_model.model_fields_set)


_METHODS = (
    "__copy__",
    "__deepcopy__",
    "__eq__",
    "__hash__",
    "__iter__",
    "__reduce_ex__",
    "__repr__",
    "__str__",
    "model_copy",
    "model_dump",
    "model_dump_json",
)
_WHOLE: dict[str, object] = {name: _whole(name) for name in _METHODS}
_WHOLE["model_fields_set"] = property(_fields_set)
