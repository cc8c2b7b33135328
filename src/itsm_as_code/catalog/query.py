"""Asking for entities by what their fields say.

A field is written as its path, `spec.warranty.availability`; `spec.` and `metadata.` may be left out. Items
of lists need no index: a path leads to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from itsm_as_code import text
from itsm_as_code.catalog.records import Record
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind

_CONDITION = re.compile(r"\s*([^=!\s]+)\s*(!?=)(.*)", re.DOTALL)
_TOP = ("spec", "metadata")


def kind_called(word: str) -> Kind:
    """The kind that a person means: by name, short name, folder or title, one or many, in any case.

    Raises:
        UserError: When there is none; the hint names the nearest.
    """
    names = {
        _folded(name): kind
        for kind in KINDS.values()
        for name in (kind.name, kind.short, f"{kind.short}s", kind.folder, kind.title, kind.plural)
        if name
    }
    kind = names.get(_folded(word))
    if kind is None:
        near = text.nearest(word, [name for kind in KINDS.values() for name in (kind.short, kind.name)])
        hint = (
            f"Did you mean {text.any_of(near)}?" if near else f"The kinds are {text.all_of(list(BY_SHORT))}."
        )
        raise UserError(f"There is no kind {word}.", hint)
    return kind


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]", "", word).casefold()


def field_called(kind: Kind, name: str) -> FieldPath:
    """The path of a field of a kind, from the top of the file.

    Raises:
        UserError: When the kind has no such field; the hint names the nearest.
    """
    steps = tuple(name.split("."))
    paths = [steps] if steps[0] in _TOP else [(top, *steps) for top in _TOP]
    faults = []
    for path in paths:
        fault = _unknown_step(kind.entity, path)
        if fault is None:
            return path
        faults.append((*fault, path))
    known = max(number for number, *_ in faults)
    names = [name for number, found, _ in faults if number == known for name in found]
    step = next(path[known] for number, _, path in faults if number == known)
    hint = text.did_you_mean(step, names)
    if hint is None and names:
        hint = f"The fields there are {text.all_of(sorted(names))}."
    raise UserError(f"{kind.plural} have no field {name}.", hint)


def _unknown_step(model: type[Model], path: Sequence[str]) -> tuple[int, list[str]] | None:
    """How many steps of a path are known and what could follow them; `None` when the whole path is."""
    below: list[Any] = [model]
    for number, step in enumerate(path):
        annotations = [annotation for each in below for annotation in _follow(each, step)]
        if not annotations:
            return number, [name for each in below for name in _names(each)]
        below = [shape for annotation in annotations for shape in _shapes(annotation)]
    return None


def _shapes(annotation: Any) -> Iterator[Any]:
    """The models and mappings in an annotation, whatever lists and alternatives stand around them."""
    if (isinstance(annotation, type) and issubclass(annotation, Model)) or get_origin(annotation) is dict:
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _shapes(inner)


def _follow(shape: Any, step: str) -> list[Any]:
    """What stands below a key of a model or mapping; `Any` where the content is the author's own."""
    if shape is Any:
        return [Any]
    if get_origin(shape) is dict:
        return [get_args(shape)[1]]
    return [
        Any if field.annotation is None else field.annotation
        for name, field in shape.model_fields.items()
        if (field.alias or name) == step
    ]


def _names(shape: Any) -> list[str]:
    if shape is Any or get_origin(shape) is dict:
        return []
    return [field.alias or name for name, field in shape.model_fields.items()]


def plain(record: Record[Any]) -> Mapping[str, Any]:
    """What an entity says as JSON values, with the defaults of its kind; as written where it is broken."""
    if record.parsed is None:
        return record.document.value or {}
    values: dict[str, Any] = record.parsed.model_dump(mode="json", by_alias=True, exclude_none=True)
    return values


def values_at(value: Any, path: FieldPath) -> Iterator[Any]:
    """Every scalar at a path, through the items of lists."""
    if isinstance(value, list):
        for item in value:
            yield from values_at(item, path)
    elif not path:
        if not isinstance(value, dict):
            yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from values_at(value[path[0]], path[1:])


def shown(value: Any) -> str:
    """A scalar as conditions and tables write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Condition:
    """`FIELD=VALUE` or `FIELD!=VALUE`.

    Attributes:
        field: The field, from the top of the file.
        value: What it is compared with.
        negated: Whether it must differ; for a list, whether every item must.
    """

    field: FieldPath
    value: str
    negated: bool

    def holds(self, value: Mapping[str, Any]) -> bool:
        """Whether an entity, as `plain` gives it, fulfils the condition."""
        return any(self._equals(found) for found in values_at(value, self.field)) is not self.negated

    def _equals(self, found: Any) -> bool:
        if isinstance(found, int | float) and not isinstance(found, bool):
            try:
                return float(self.value) == found
            except ValueError:
                return False
        return shown(found) == self.value


def condition(kind: Kind, written: str) -> Condition:
    """The condition that a person writes about entities of a kind.

    Raises:
        UserError: When it has not the form `FIELD=VALUE`, or the kind has no such field.
    """
    match = _CONDITION.fullmatch(written)
    if match is None:
        raise UserError(
            f"{written} is no condition.", "Write FIELD=VALUE or FIELD!=VALUE, such as state=operational."
        )
    return Condition(field_called(kind, match[1]), match[3].strip(), match[2] == "!=")
