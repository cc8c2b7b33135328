"""What every model has in common: strict, frozen, no unknown fields, camelCase for authors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from itsm_as_code.model.constraints import Constraint

CONFLICT = "conflict"
"""Type of the pydantic error for a mapping that breaks one of its constraints."""

REPEATED = "repeated"
"""Type of the pydantic error for a list in which two items have one name."""

TAG = "\0"
"""Begins the labels that unions leave in pydantic's locations; no file can hold the character."""

Item = TypeVar("Item")


def alias_of(name: str) -> str:
    """The field's name as authors type it: `valid_from` is `validFrom`, `from_` is `from`."""
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


class Model(BaseModel):
    """A mapping of a file: strict, frozen, without unknown fields, never with an empty value.

    A model is built when it first validates. Those that several kinds share say `defer_build=False`, so that
    they are built once rather than within each kind.

    Attributes:
        constraints: The fields that exclude, need or shape each other.
    """

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        alias_generator=alias_of,
        loc_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
        arbitrary_types_allowed=True,
    )

    constraints: ClassVar[tuple[Constraint, ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler, /) -> CoreSchema:
        """The model's schema; an optional field may be left out, but not left empty."""
        schema = handler(source)
        for field in _fields_of(schema).values():
            inner = field["schema"]
            if inner["type"] == "default" and inner["schema"]["type"] == "nullable":
                inner["schema"] = inner["schema"]["schema"]
        return schema


class Constrained(Model):
    """A model with constraints."""

    @model_validator(mode="before")
    @classmethod
    def _keep_constraints(cls, value: object) -> object:
        """Judge the mapping as it was written; what it holds is validated after that."""
        if isinstance(value, dict):
            for constraint in cls.constraints:
                if not constraint.holds(value):
                    raise PydanticCustomError(CONFLICT, "the fields exclude or need each other")
        return value


def _fields_of(schema: Any) -> dict[str, Any]:
    """The fields of a model's core schema, below whatever wraps it."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return {}
        schema = schema["schema"]
    found: dict[str, Any] = schema["fields"]
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """A list.

    Attributes:
        least: The fewest items.
        unique: The field whose values differ from item to item, where they have to.
    """

    least: int = 0
    unique: str | None = None

    shape = "list"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A tuple that a list may fill (strictness stays on for the items)."""
        schema: Any = handler(source)
        schema["strict"] = False
        if self.least:
            schema["min_length"] = self.least
        if self.unique is None:
            return schema  # type: ignore[no-any-return]
        return core_schema.no_info_after_validator_function(_distinct(self.unique), schema)


def _distinct(alias: str) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        names = [getattr(item, alias) for item in items]
        if len(set(names)) < len(names):
            raise PydanticCustomError(REPEATED, "two items have one name")
        return items

    return check


Items = Annotated[tuple[Item, ...], Listed()]
"""A list, as a tuple."""

Some = Annotated[tuple[Item, ...], Listed(least=1)]
"""A list with at least one item."""

Named = Annotated[tuple[Item, ...], Listed(unique="name")]
"""A list whose items have different names."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value of several shapes: text, number, list or mapping, one alternative of each.

    The alternatives are tried in Rust in their order; each leaves its shape as a label in the location of
    its errors, so that validation can keep those of the shape that the author chose.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The union, with the shapes as labels."""
        schema: Any = handler(source)
        shapes = [f"{TAG}{shape_of(alternative)}" for alternative in get_args(source)]
        schema["choices"] = list(zip(schema["choices"], shapes, strict=True))
        schema["mode"] = "left_to_right"
        return schema  # type: ignore[no-any-return]


def shape_of(annotation: Any) -> str:
    """What the annotation takes in YAML: `text`, `number`, `flag`, `list`, `mapping` or `any`."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return next((found.shape for found in metadata if hasattr(found, "shape")), None) or shape_of(inner)
    if annotation is bool:
        return "flag"
    if get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, Model)):
        return "mapping"
    return "text"
